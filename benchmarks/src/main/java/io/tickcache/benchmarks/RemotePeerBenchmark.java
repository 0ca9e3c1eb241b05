package io.tickcache.benchmarks;

import com.acme.md.Quote;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What a look-up in Redis costs with what people would take instead of the agent. */
@State(Scope.Benchmark)
@BenchmarkMode({Mode.Throughput, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RemotePeerBenchmark {

  private final String[] all = Symbols.all();

  @Benchmark
  public Quote jetCache(Turn turn, JetCachePeer jetCache) {
    return jetCache.client.remote(turn.nextOfShare(all));
  }

  @Benchmark
  public Quote jetCacheKryo(Turn turn, JetCachePeer jetCache) {
    return jetCache.client.remoteByKryo(turn.nextOfShare(all));
  }

  @Benchmark
  public Quote redisson(Turn turn, RedissonPeer redisson) {
    return redisson.remote.get(turn.nextOfShare(all));
  }
}
