package io.tickcache.benchmarks;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;

/** Spring's own cache over Caffeine, around a bean of its context. */
@State(Scope.Benchmark)
public class SpringPeer {

  AnnotationConfigApplicationContext context;
  Client client;

  @Setup
  public void open() {
    context = new AnnotationConfigApplicationContext(Beans.class);
    client = context.getBean(Client.class);
    for (String symbol : Symbols.all()) {
      client.quote(symbol);
    }
  }

  @TearDown
  public void close() {
    context.close();
  }

  /** The bean; it must not be final, for Spring makes a subclass. */
  public static class Client {
    @Cacheable("quotes")
    public String quote(String symbol) {
      return symbol;
    }
  }

  /** The context. */
  @EnableCaching
  public static class Beans {
    @Bean
    public CacheManager caches() {
      CaffeineCacheManager caches = new CaffeineCacheManager("quotes");
      caches.setCaffeine(
          Caffeine.newBuilder().maximumSize(100_000).expireAfterWrite(Duration.ofHours(1)));
      return caches;
    }

    @Bean
    public Client client() {
      return new Client();
    }
  }
}
