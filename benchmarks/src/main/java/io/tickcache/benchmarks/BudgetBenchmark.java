package io.tickcache.benchmarks;

import io.tickcache.agent.cache.Ticker;
import io.tickcache.agent.log.Log;
import io.tickcache.agent.upstream.Budget;
import io.tickcache.agent.upstream.Budgets;
import io.tickcache.rules.Allowance;
import io.tickcache.rules.Priority;
import io.tickcache.rules.Upstream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a call that goes upstream pays for its budget while there is room: to take what it weighs
 * from two windows, and to give it back when the call has ended.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
@Fork(2)
public class BudgetBenchmark {

  private static final int ENOUGH = 1_000_000_000;

  private final Budget budget = budget();

  private static Budget budget() {
    Upstream upstream =
        new Upstream(
            "binance",
            List.of(
                new Allowance(ENOUGH, Duration.ofSeconds(1)),
                new Allowance(ENOUGH, Duration.ofMinutes(1))));
    Budgets budgets = new Budgets(Ticker.SYSTEM, new Log(System.err));
    budgets.become(List.of(upstream), false);
    return budgets.inForce().get(0);
  }

  @Benchmark
  public Budget.Permit check() {
    return taken();
  }

  @Benchmark
  @Threads(2)
  public Budget.Permit checkByTwoThreads() {
    return taken();
  }

  private Budget.Permit taken() {
    Budget.Permit permit = budget.takeAtOnce(1, Priority.NORMAL);
    if (permit == null) {
      throw new IllegalStateException("there was to be room");
    }
    permit.end();
    return permit;
  }
}
