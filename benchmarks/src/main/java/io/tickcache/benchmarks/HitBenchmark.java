package io.tickcache.benchmarks;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tickcache.agent.cache.CachePolicy;
import io.tickcache.agent.cache.Entry;
import io.tickcache.agent.cache.HybridCache;
import io.tickcache.agent.cache.Lookup;
import io.tickcache.agent.cache.Question;
import io.tickcache.agent.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The yardsticks: a clock reading, a look-up of plain Caffeine, and a hit in L1. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
@Fork(2)
public class HitBenchmark {

  private final String[] symbols = Symbols.all();
  private final SecondTier tier = SecondTier.none();
  private final Cache<String, Object> caffeine =
      Caffeine.newBuilder().maximumSize(100_000).executor(tier.background()).build();
  private HybridCache cache;
  private int next;

  @Setup
  public void fill() throws Exception {
    CachePolicy policy = CachePolicy.ttl(Duration.ofHours(1)).build();
    cache = new HybridCache(Quotes.CACHE, policy, Ticker.SYSTEM, tier.remote, tier.background());
    tier.caches.add(cache);
    for (Question question : Quotes.questions()) {
      ((Lookup.Leading) cache.ask(question)).load().complete("answer");
    }
    for (String symbol : symbols) {
      caffeine.put(symbol, "answer");
    }
  }

  @TearDown
  public void close() throws Exception {
    tier.close();
  }

  @Benchmark
  public long clock() {
    return Ticker.SYSTEM.read();
  }

  @Benchmark
  public Object caffeine() {
    return caffeine.getIfPresent(symbols[next++ & (Symbols.NUMBER - 1)]);
  }

  @Benchmark
  public Entry hit() {
    Entry entry = cache.find(symbols[next++ & (Symbols.NUMBER - 1)]);
    if (entry == null) {
      throw new IllegalStateException("this was to be a hit");
    }
    return entry;
  }
}
