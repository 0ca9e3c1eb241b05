package io.tickcache.benchmarks;

import com.acme.md.Quote;
import com.acme.md.QuoteClient;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.redisson.Redisson;
import org.redisson.api.RLocalCachedMap;
import org.redisson.api.RMap;
import org.redisson.api.RedissonClient;
import org.redisson.api.options.LocalCachedMapOptions;
import org.redisson.config.Config;

/** Redisson's maps in Redis, one of them with a near cache, as they are unless told otherwise. */
@State(Scope.Benchmark)
public class RedissonPeer {

  RedissonClient redisson;
  RLocalCachedMap<String, String> local;
  RMap<String, Quote> remote;

  @Setup
  public void open() {
    Config config = new Config();
    config.useSingleServer().setAddress(Forks.redisUri());
    redisson = Redisson.create(config);
    local = redisson.getLocalCachedMap(LocalCachedMapOptions.name("redisson-local"));
    remote = redisson.getMap("redisson-remote");
    QuoteClient upstream = new QuoteClient();
    for (String symbol : Symbols.all()) {
      local.fastPut(symbol, symbol);
      remote.fastPut(symbol, upstream.remote(symbol));
    }
  }

  @TearDown
  public void close() {
    redisson.shutdown();
  }
}
