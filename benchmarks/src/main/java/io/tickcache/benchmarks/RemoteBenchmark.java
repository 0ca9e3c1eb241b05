package io.tickcache.benchmarks;

import com.acme.md.Quote;
import com.acme.md.QuoteClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Calls of woven methods with a Redis, beside the yardstick: a {@code GET} of the very bytes that
 * the agent has in Redis, by Lettuce, with all threads on one connection.
 */
@State(Scope.Benchmark)
@BenchmarkMode({Mode.Throughput, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RemoteBenchmark {

  private final QuoteClient client = new QuoteClient();
  private final String[] all = Symbols.all();
  private final List<String>[] batches = Symbols.batches();
  private final String[] drawn = Zipf.drawn(Symbols.all());
  private final RedisClient lettuce = RedisClient.create(Forks.redisUri());
  private RedisCommands<String, byte[]> redis;
  private String[] keys;
  private long filled;

  /** Asks for everything until nothing of it comes to the client any more. */
  @Setup
  public void fill() throws InterruptedException {
    redis = lettuce.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE)).sync();
    long before;
    do {
      TimeUnit.MILLISECONDS.sleep(100);
      before = client.calls();
      Arrays.stream(all).forEach(client::bySymbol);
      Arrays.stream(all).forEach(client::remote);
      Arrays.stream(batches).forEach(client::remotes);
    } while (client.calls() != before);
    filled = before;
    keys = redis.keys("tickcache:{benchmark:*}:v:remote:*").toArray(String[]::new);
    if (keys.length != Symbols.NUMBER) {
      throw new IllegalStateException(keys.length + " values in Redis");
    }
  }

  @TearDown
  public void check() {
    lettuce.shutdown();
    if (client.calls() != filled) {
      System.err.println(client.calls() - filled + " calls were no hits, Redis was too slow");
    }
  }

  /** A hit in L1 of a process that has an L2. */
  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @OutputTimeUnit(TimeUnit.NANOSECONDS)
  public String near(Turn turn) {
    return client.bySymbol(turn.next(drawn));
  }

  @Benchmark
  public Quote one(Turn turn) {
    return client.remote(turn.nextOfShare(all));
  }

  @Benchmark
  public Map<String, Quote> many(Turn turn) {
    return client.remotes(turn.nextOfShare(batches));
  }

  @Benchmark
  public byte[] lettuce(Turn turn) {
    return redis.get(turn.nextOfShare(keys));
  }
}
