package io.tickcache.benchmarks;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;

/** The mean of each benchmark, by its method and the state of L2. */
final class Scores {

  private final Map<String, Double> means = new HashMap<>();

  Scores(Collection<RunResult> results) {
    for (RunResult result : results) {
      String method = name(result).substring(name(result).indexOf('.') + 1);
      means.put(method + " " + redis(result), result.getPrimaryResult().getScore());
    }
  }

  /** Class and method without the package. */
  static String name(RunResult result) {
    String[] words = result.getParams().getBenchmark().split("\\.", -1);
    return words[words.length - 2] + "." + words[words.length - 1];
  }

  static String redis(RunResult result) {
    String redis = result.getParams().getParam("redis");
    return redis == null ? "-" : redis;
  }

  /** Not a number where it was not measured. */
  double of(String method, String redis) {
    return means.getOrDefault(method + " " + redis, Double.NaN);
  }
}
