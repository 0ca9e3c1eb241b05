package io.tickcache.benchmarks;

import java.util.SortedMap;
import java.util.TreeMap;

/** What was measured of one thing, by the size of another. */
record Curve(String name, SortedMap<Integer, Double> points) {

  Curve(String name) {
    this(name, new TreeMap<>());
  }

  void add(int size, double figure) {
    points.put(size, figure);
  }
}
