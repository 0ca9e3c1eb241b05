package io.tickcache.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** What there is to ask for. */
final class Symbols {

  static final int NUMBER = 10_000;

  private static final int BATCH = 50;

  private Symbols() {}

  /** Other texts each time: a caller's is seldom the one that is the key. */
  static String[] all() {
    return first(NUMBER);
  }

  /** As many as told, made anew as well. */
  static String[] first(int number) {
    String[] symbols = new String[number];
    for (int i = 0; i < number; i++) {
      symbols[i] = "S" + i;
    }
    return symbols;
  }

  /** All of them, 50 at a time. */
  @SuppressWarnings("unchecked")
  static List<String>[] batches() {
    List<String> symbols = List.of(all());
    List<List<String>> batches = new ArrayList<>();
    for (int i = 0; i < NUMBER; i += BATCH) {
      batches.add(symbols.subList(i, i + BATCH));
    }
    return batches.toArray(List[]::new);
  }
}
