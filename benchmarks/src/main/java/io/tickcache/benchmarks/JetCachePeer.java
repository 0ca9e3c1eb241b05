package io.tickcache.benchmarks;

import com.acme.md.Quote;
import com.acme.md.QuoteClient;
import com.alicp.jetcache.anno.CacheType;
import com.alicp.jetcache.anno.Cached;
import com.alicp.jetcache.anno.config.EnableMethodCache;
import com.alicp.jetcache.anno.support.GlobalCacheConfig;
import com.alicp.jetcache.anno.support.JetCacheBaseBeans;
import com.alicp.jetcache.embedded.CaffeineCacheBuilder;
import com.alicp.jetcache.redis.lettuce.RedisLettuceCacheBuilder;
import com.alicp.jetcache.support.Fastjson2KeyConvertor;
import com.alicp.jetcache.support.Kryo5ValueDecoder;
import com.alicp.jetcache.support.Kryo5ValueEncoder;
import io.lettuce.core.RedisClient;
import java.util.Map;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * JetCache around a bean of a Spring context: Caffeine, Redis by Lettuce, and both. Values in Redis
 * are what Java serialization makes of them unless told otherwise; with Kryo, as Redisson has it,
 * is measured besides.
 */
@State(Scope.Benchmark)
public class JetCachePeer {

  private static final String KRYO = "kryo";

  AnnotationConfigApplicationContext context;
  Client client;

  @Setup
  public void open() {
    context = new AnnotationConfigApplicationContext(Beans.class);
    client = context.getBean(Client.class);
    for (String symbol : Symbols.all()) {
      client.local(symbol);
      client.both(symbol);
      client.remote(symbol);
      client.remoteByKryo(symbol);
    }
  }

  @TearDown
  public void close() {
    context.close();
  }

  /** The bean; it must not be final, for Spring makes a subclass. */
  public static class Client {

    private final QuoteClient upstream = new QuoteClient();

    @Cached(name = "local:", cacheType = CacheType.LOCAL, expire = 3_600)
    public String local(String symbol) {
      return symbol;
    }

    @Cached(name = "both:", cacheType = CacheType.BOTH, expire = 3_600)
    public String both(String symbol) {
      return symbol;
    }

    @Cached(name = "remote:", cacheType = CacheType.REMOTE, expire = 3_600)
    public Quote remote(String symbol) {
      return upstream.remote(symbol);
    }

    @Cached(area = KRYO, name = "kryo:", cacheType = CacheType.REMOTE, expire = 3_600)
    public Quote remoteByKryo(String symbol) {
      return upstream.remote(symbol);
    }
  }

  /** The context. */
  @EnableMethodCache(basePackages = "io.tickcache.benchmarks")
  @Import(JetCacheBaseBeans.class)
  public static class Beans {
    @Bean
    public GlobalCacheConfig caches() {
      GlobalCacheConfig config = new GlobalCacheConfig();
      config.setLocalCacheBuilders(
          Map.of(
              "default",
              CaffeineCacheBuilder.createCaffeineCacheBuilder()
                  .limit(100_000)
                  .keyConvertor(Fastjson2KeyConvertor.INSTANCE)));
      config.setRemoteCacheBuilders(
          Map.of(
              "default",
              remote(),
              KRYO,
              remote()
                  .valueEncoder(Kryo5ValueEncoder.INSTANCE)
                  .valueDecoder(Kryo5ValueDecoder.INSTANCE)));
      return config;
    }

    private static RedisLettuceCacheBuilder<?> remote() {
      return RedisLettuceCacheBuilder.createRedisLettuceCacheBuilder()
          .redisClient(RedisClient.create(Forks.redisUri()))
          .keyConvertor(Fastjson2KeyConvertor.INSTANCE);
    }

    @Bean
    public Client client() {
      return new Client();
    }
  }
}
