package io.tickcache.benchmarks;

import com.acme.md.Feed;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * What a hit costs by how many rules there are, each with a method and ten symbols of its own:
 * where one of the methods is asked, and where all are in turn; and the same of as many plain
 * Caffeines.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RulesBenchmark {

  static final int SYMBOLS = 10;

  @Param("10")
  public int size;

  private final String[] symbols = Zipf.evenly(Symbols.first(SYMBOLS));
  private Feed[] feeds = {};
  private Cache<String, String>[] caches;
  private Feed feed;

  @Setup
  public void fill(BenchmarkParams params) {
    caches = caches(size);
    if (!RulesText.method(params).equals("caffeineInTurn")) {
      feeds = Feeds.made(size);
      feed = feeds[0];
    }
    for (String symbol : Symbols.first(SYMBOLS)) {
      for (Feed each : feeds) {
        each.quote(symbol);
      }
      for (Cache<String, String> cache : caches) {
        cache.put(symbol, symbol);
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static Cache<String, String>[] caches(int number) {
    Cache<String, String>[] caches = new Cache[number];
    for (int i = 0; i < number; i++) {
      caches[i] =
          Caffeine.newBuilder().maximumSize(100_000).expireAfterWrite(Duration.ofHours(1)).build();
    }
    return caches;
  }

  @TearDown
  public void check() {
    for (Feed each : feeds) {
      if (each.calls() != SYMBOLS) {
        throw new IllegalStateException("these were to be hits");
      }
    }
  }

  @Benchmark
  public String wovenOne(Turn turn) {
    return feed.quote(turn.next(symbols));
  }

  @Benchmark
  public String wovenInTurn(Turn turn) {
    return turn.nextOfShare(feeds).quote(turn.next(symbols));
  }

  @Benchmark
  public String caffeineInTurn(Turn turn) {
    return turn.nextOfShare(caches).getIfPresent(turn.next(symbols));
  }
}
