package io.tickcache.benchmarks;

import com.acme.md.TextClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
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

/**
 * What a hit in L2 takes by how long the value is, a text; and a {@code GET} of the very bytes that
 * the agent has in Redis, by Lettuce.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ValuesBenchmark {

  private static final int SYMBOLS = 16;

  @Param("1024")
  public int size;

  private final String[] symbols = Symbols.first(SYMBOLS);
  private final RedisClient lettuce = RedisClient.create(Forks.redisUri());
  private TextClient client;
  private RedisCommands<String, byte[]> redis;
  private String[] keys;
  private long filled;

  /** Asks until nothing comes to the client any more. */
  @Setup
  public void fill() throws InterruptedException {
    client = new TextClient(size);
    redis = lettuce.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE)).sync();
    redis.flushall();
    do {
      filled = client.calls();
      TimeUnit.MILLISECONDS.sleep(100);
      for (String symbol : symbols) {
        client.text(symbol);
      }
    } while (client.calls() != filled);
    keys = redis.keys("tickcache:{benchmark:*}:v:text:*").toArray(String[]::new);
    if (keys.length != SYMBOLS) {
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

  @Benchmark
  public String woven(Turn turn) {
    return client.text(turn.nextOfShare(symbols));
  }

  @Benchmark
  public byte[] lettuce(Turn turn) {
    return redis.get(turn.nextOfShare(keys));
  }
}
