package io.tickcache.benchmarks;

import com.acme.md.QuoteClient;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.redisson.api.RLocalCachedMap;

/**
 * What a hit costs without the agent: the yardstick, which is plain Caffeine as people make it for
 * data that grow old, and what they would take instead of the agent.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PeerBenchmark {

  private final QuoteClient client = new QuoteClient();
  private final String[] symbols = Zipf.drawn(Symbols.all());

  /** Plain Caffeine with an end to each entry, by its own clock. */
  @State(Scope.Benchmark)
  public static class Plain {
    final Cache<String, String> cache =
        Caffeine.newBuilder().maximumSize(100_000).expireAfterWrite(Duration.ofHours(1)).build();
    final List<String>[] batches = Zipf.drawn(Symbols.batches());

    public Plain() {
      for (String symbol : Symbols.all()) {
        cache.put(symbol, symbol);
      }
    }
  }

  /** The part of a hit that no look-up of data that grow old can do without. */
  @Benchmark
  public long clock() {
    return System.nanoTime();
  }

  @Benchmark
  public String plain(Turn turn) {
    return client.plain(turn.next(symbols));
  }

  @Benchmark
  public String caffeine(Turn turn, Plain caffeine) {
    return caffeine.cache.getIfPresent(turn.next(symbols));
  }

  @Benchmark
  public Map<String, String> caffeineMany(Turn turn, Plain caffeine) {
    return caffeine.cache.getAllPresent(turn.next(caffeine.batches));
  }

  @Benchmark
  public String spring(Turn turn, SpringPeer spring) {
    return spring.client.quote(turn.next(symbols));
  }

  @Benchmark
  public String jetCacheLocal(Turn turn, JetCachePeer jetCache) {
    return jetCache.client.local(turn.next(symbols));
  }

  @Benchmark
  public String jetCacheBoth(Turn turn, JetCachePeer jetCache) {
    return jetCache.client.both(turn.next(symbols));
  }

  @Benchmark
  public String redissonLocal(Turn turn, RedissonPeer redisson) {
    RLocalCachedMap<String, String> map = redisson.local;
    return map.get(turn.next(symbols));
  }
}
