package io.tickcache.benchmarks;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;

/** The mean of each benchmark, by its method and its parameter. */
final class Scores {

  private final Map<String, Double> means = new HashMap<>();

  Scores(Collection<RunResult> results) {
    for (RunResult result : results) {
      String method = name(result).substring(name(result).indexOf('.') + 1);
      means.put(method + " " + parameter(result), result.getPrimaryResult().getScore());
    }
  }

  /** Class and method without the package. */
  static String name(RunResult result) {
    String[] words = result.getParams().getBenchmark().split("\\.", -1);
    return words[words.length - 2] + "." + words[words.length - 1];
  }

  /** The only parameter of its benchmark, or a dash. */
  static String parameter(RunResult result) {
    Collection<String> names = result.getParams().getParamsKeys();
    return names.isEmpty() ? "-" : result.getParams().getParam(names.iterator().next());
  }

  /** Not a number where it was not measured. */
  double of(String method, String parameter) {
    return means.getOrDefault(method + " " + parameter, Double.NaN);
  }
}
