package io.tickcache.benchmarks;

import io.tickcache.agent.cache.CachePolicy;
import io.tickcache.agent.cache.Entry;
import io.tickcache.agent.cache.HybridCache;
import io.tickcache.agent.cache.Lookup;
import io.tickcache.agent.cache.Question;
import io.tickcache.agent.cache.RemoteCache;
import io.tickcache.agent.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a call pays for a Redis that is out, on the way of a miss: the same call with an L2 that
 * gives no answers and with none at all. The difference is the price.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
@Fork(2)
public class BreakerBenchmark {

  /** The state of L2. */
  public enum Redis {
    NONE,
    UNREACHABLE,
    BREAKER_OPEN
  }

  @Param public Redis redis;

  private final String[] symbols = Symbols.all();
  private final Question[] questions = Quotes.questions();
  private SecondTier tier;
  private RemoteCache remote;
  private HybridCache cache;
  private int next;

  @Setup
  public void open() throws Exception {
    tier =
        switch (redis) {
          case NONE -> SecondTier.none();
          case UNREACHABLE -> SecondTier.unreachable();
          case BREAKER_OPEN -> SecondTier.breakerOpen();
        };
    remote = tier.remote;
    // Every answer is over at once, so that each call is a miss.
    CachePolicy policy = CachePolicy.ttl(Duration.ofNanos(1)).build();
    cache = new HybridCache(Quotes.CACHE, policy, Ticker.SYSTEM, remote, tier.background());
    tier.caches.add(cache);
  }

  @TearDown
  public void close() throws Exception {
    tier.close();
  }

  /** What a miss asks first. */
  @Benchmark
  public boolean available() {
    return remote.available();
  }

  /** All of a miss but the upstream call: look-up, flight, L2, load, landing. */
  @Benchmark
  public Lookup miss() throws Exception {
    int i = nextIndex();
    Entry entry = cache.find(symbols[i]);
    if (entry != null) {
      throw new IllegalStateException("this was to be a miss");
    }
    Lookup lookup = cache.ask(questions[i]);
    ((Lookup.Leading) lookup).load().complete(symbols[i]);
    return lookup;
  }

  /** An invalidation, which is kept until Redis is back. */
  @Benchmark
  public void invalidate() {
    cache.invalidate(symbols[nextIndex()]);
  }

  private int nextIndex() {
    next = (next + 1) % Symbols.NUMBER;
    return next;
  }
}
