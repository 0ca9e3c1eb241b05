package io.tickcache.benchmarks;

import com.acme.md.QuoteClient;
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
import org.openjdk.jmh.infra.Blackhole;

/**
 * What a hit costs by how many keys there are or how many threads ask, all keys alike, which is the
 * worst for the processor's caches; and the same of plain Caffeine.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class KeysBenchmark {

  /** Calls before the threads begin, which leave the compilers no processor where they are many. */
  private static final int ALONE = 5_000_000;

  @Param("10000")
  public int size;

  private final QuoteClient client = new QuoteClient();
  private final Cache<String, String> cache =
      Caffeine.newBuilder().maximumSize(2_000_000).expireAfterWrite(Duration.ofHours(1)).build();
  private String[] symbols;

  @Setup
  public void fill(BenchmarkParams params, Blackhole hole) {
    boolean woven = RulesText.method(params).equals("woven");
    for (String symbol : Symbols.first(size)) {
      if (woven) {
        client.bySymbol(symbol);
      } else {
        cache.put(symbol, symbol);
      }
    }
    symbols = Zipf.evenly(Symbols.first(size));
    for (int i = 0; i < ALONE; i++) {
      String symbol = symbols[i & (symbols.length - 1)];
      hole.consume(woven ? client.bySymbol(symbol) : cache.getIfPresent(symbol));
    }
  }

  @TearDown
  public void check(BenchmarkParams params) {
    if (RulesText.method(params).equals("woven") && client.calls() != size) {
      throw new IllegalStateException("these were to be hits");
    }
  }

  @Benchmark
  public String woven(Turn turn) {
    return client.bySymbol(turn.next(symbols));
  }

  @Benchmark
  public String caffeine(Turn turn) {
    return cache.getIfPresent(turn.next(symbols));
  }
}
