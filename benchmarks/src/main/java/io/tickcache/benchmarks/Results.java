package io.tickcache.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;

/**
 * What was measured. Each figure is the median of all iterations of all rounds, and not a number
 * where there are none.
 */
final class Results {

  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private final List<RunResult> all = new ArrayList<>();

  void add(Collection<RunResult> results) {
    all.addAll(results);
  }

  List<RunResult> all() {
    return all;
  }

  /** Nanoseconds or whatever the benchmark says. */
  double score(String benchmark, Mode mode, int threads) {
    return median(benchmark, mode, threads, one -> one.getPrimaryResult().getScore());
  }

  double halfTakeUpTo(String benchmark, int threads) {
    return median(
        benchmark,
        Mode.SampleTime,
        threads,
        one -> one.getPrimaryResult().getStatistics().getPercentile(50));
  }

  double bytes(String benchmark, Mode mode, int threads) {
    return profiled(ALLOCATED, benchmark, mode, threads);
  }

  double cpuNanos(String benchmark, int threads) {
    return profiled(CpuTime.PER_CALL, benchmark, Mode.AverageTime, threads);
  }

  /** Of all iterations the best, in place of the median. */
  double leastCpuNanos(String benchmark) {
    return figures(benchmark, Mode.AverageTime, 1, one -> profiled(CpuTime.PER_CALL, one))
        .min()
        .orElse(Double.NaN);
  }

  private double profiled(String figure, String benchmark, Mode mode, int threads) {
    return median(benchmark, mode, threads, one -> profiled(figure, one));
  }

  private static double profiled(String figure, IterationResult one) {
    return one.getSecondaryResults().get(figure).getScore();
  }

  private double median(
      String benchmark, Mode mode, int threads, ToDoubleFunction<IterationResult> figure) {
    double[] figures = figures(benchmark, mode, threads, figure).sorted().toArray();
    int half = figures.length / 2;
    return figures.length == 0
        ? Double.NaN
        : figures.length % 2 == 1 ? figures[half] : (figures[half - 1] + figures[half]) / 2;
  }

  private DoubleStream figures(
      String benchmark, Mode mode, int threads, ToDoubleFunction<IterationResult> figure) {
    return all.stream()
        .filter(result -> name(result).equals(benchmark))
        .filter(result -> result.getParams().getMode() == mode)
        .filter(result -> result.getParams().getThreads() == threads)
        .flatMap(result -> result.getBenchmarkResults().stream())
        .map(BenchmarkResult::getIterationResults)
        .flatMap(Collection::stream)
        .mapToDouble(figure);
  }

  /** Class and method without the package. */
  static String name(RunResult result) {
    String benchmark = result.getParams().getBenchmark();
    int method = benchmark.lastIndexOf('.');
    return benchmark.substring(benchmark.lastIndexOf('.', method - 1) + 1);
  }
}
