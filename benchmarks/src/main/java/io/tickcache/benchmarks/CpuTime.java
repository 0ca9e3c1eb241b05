package io.tickcache.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * The CPU time that all Java threads of a JVM spend for a call, in nanoseconds. It is the time of
 * the clock where a call waits for nothing and the machine does nothing else; what else it does
 * disturbs this less.
 */
public final class CpuTime implements InternalProfiler {

  static final String PER_CALL = "cpu.norm";

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final Map<Long, Long> before = new HashMap<>();

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    before.clear();
    for (long thread : threads.getAllThreadIds()) {
      before.put(thread, threads.getThreadCpuTime(thread));
    }
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    double nanos = 0;
    for (long thread : threads.getAllThreadIds()) {
      // Of a thread that ends meanwhile it is -1; those that measure last as long as the JVM.
      nanos += Math.max(0, threads.getThreadCpuTime(thread) - before.getOrDefault(thread, 0L));
    }
    double calls = result.getMetadata().getAllOps();
    return List.of(new ScalarResult(PER_CALL, nanos / calls, "ns/op", AggregationPolicy.AVG));
  }

  @Override
  public String getDescription() {
    return "CPU time of Java threads";
  }
}
