package io.tickcache.benchmarks;

import com.acme.md.CachedFeed;
import com.acme.md.Feed;
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
 * where one of the methods is asked, and where all are in turn; and the same of as many classes
 * with a plain Caffeine each.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RulesBenchmark {

  static final int SYMBOLS = 10;

  @Param("10")
  public int size;

  private final String[] symbols = Zipf.evenly(Symbols.first(SYMBOLS));
  private Feed[] feeds;
  private Feed feed;

  @Setup
  public void fill(BenchmarkParams params) {
    boolean plain = RulesText.method(params).equals("caffeineInTurn");
    feeds = Feeds.made(plain ? CachedFeed.class : Feed.class, size);
    feed = feeds[0];
    for (String symbol : Symbols.first(SYMBOLS)) {
      for (Feed each : feeds) {
        each.quote(symbol);
      }
    }
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
  public String wovenInTurn(Way way, Turn turn) {
    return way.nextOfShare(feeds).quote(turn.next(symbols));
  }

  @Benchmark
  public String caffeineInTurn(Way way, Turn turn) {
    return way.nextOfShare(feeds).quote(turn.next(symbols));
  }

  /** How far a thread has come among the methods; counted apart from the symbols. */
  public static class Way extends Turn {}
}
