package com.acme.crowded;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.hash.Hashing;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.micrometer.core.instrument.Clock;
import io.micrometer.jmx.JmxConfig;
import io.micrometer.jmx.JmxMeterRegistry;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;
import java.util.logging.LogManager;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.matcher.ElementMatchers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yaml.snakeyaml.Yaml;
import reactor.core.publisher.Flux;

/** Uses each of the new libraries for something real, and tells what came of it. */
final class NewCrowd {

  static final String[] LIBRARIES = {
    "io.netty.channel.Channel",
    "io.lettuce.core.RedisClient",
    "com.github.benmanes.caffeine.cache.Caffeine",
    "org.yaml.snakeyaml.Yaml",
    "org.slf4j.Logger",
    "com.google.common.base.Joiner",
    "io.micrometer.core.instrument.MeterRegistry",
    "io.micrometer.jmx.JmxMeterRegistry",
    "io.github.resilience4j.circuitbreaker.CircuitBreaker",
    "net.bytebuddy.ByteBuddy",
    "reactor.core.publisher.Flux"
  };

  private static final Logger LOG = LoggerFactory.getLogger(NewCrowd.class);

  private final int redisPort;

  NewCrowd(int redisPort) {
    this.redisPort = redisPort;
  }

  void addTo(Map<String, Command> commands) {
    commands.put("caffeine", this::caffeine);
    commands.put("yaml", this::yaml);
    commands.put("guava", this::guava);
    commands.put("micrometer", this::micrometer);
    commands.put("bytebuddy", this::byteBuddy);
    commands.put("lettuce", this::lettuce);
    commands.put("resilience4j", this::resilience4j);
    commands.put("reactor", this::reactor);
    commands.put("logging", this::logging);
  }

  private String caffeine() {
    LoadingCache<String, Integer> cache =
        Caffeine.newBuilder()
            .maximumSize(10)
            .expireAfterWrite(Duration.ofHours(1))
            .recordStats()
            .build(String::length);
    int lengths = 0;
    for (int i = 0; i < 3; i++) {
      lengths += cache.get("four") + cache.get("three");
    }
    return lengths + " " + cache.asMap() + " " + cache.stats().hitCount() + " hits";
  }

  private String yaml() {
    Object parsed = new Yaml().load("desk: {name: fx, pairs: [EURUSD, USDJPY], limit: 1_000}");
    return parsed + " " + new Yaml().dump(parsed).replace('\n', ';');
  }

  private String guava() {
    Iterable<String> words = Splitter.on(',').trimResults().split(" b, a ,c");
    return Joiner.on('-').join(ImmutableSortedSet.copyOf(words))
        + " "
        + Hashing.sha256().hashString("tick", StandardCharsets.UTF_8);
  }

  /** Shows meters by the very library that the agent shows its own by. */
  private String micrometer() throws MalformedObjectNameException {
    JmxMeterRegistry registry = new JmxMeterRegistry(JmxConfig.DEFAULT, Clock.SYSTEM);
    try {
      registry.counter("orders", "desk", "fx").increment(2);
      return new TreeSet<>(
              ManagementFactory.getPlatformMBeanServer()
                  .queryNames(new ObjectName("metrics:*"), null))
          .toString();
    } finally {
      registry.close();
    }
  }

  private String byteBuddy() throws ReflectiveOperationException {
    return new ByteBuddy()
        .subclass(Object.class)
        .name("com.acme.crowded.Made")
        .method(ElementMatchers.named("toString"))
        .intercept(FixedValue.value("made by Byte Buddy"))
        .make()
        .load(NewCrowd.class.getClassLoader(), ClassLoadingStrategy.Default.WRAPPER)
        .getLoaded()
        .getDeclaredConstructor()
        .newInstance()
        .toString();
  }

  private String lettuce() {
    RedisClient redis = RedisClient.create(RedisURI.create("127.0.0.1", redisPort));
    try (StatefulRedisConnection<String, String> connection = redis.connect()) {
      connection.sync().set("crowded", "kept by the application");
      String read = connection.sync().get("crowded");
      connection.sync().del("crowded");
      return read;
    } finally {
      redis.shutdown(Duration.ZERO, Duration.ofSeconds(10));
    }
  }

  private String resilience4j() {
    CircuitBreaker breaker = CircuitBreaker.ofDefaults("prices");
    return breaker.executeSupplier(() -> "answered") + " " + breaker.getState();
  }

  private String reactor() {
    return Flux.range(1, 4).map(i -> i * i).collectList().block().toString();
  }

  private String logging() {
    LOG.debug("not to be seen");
    LOG.warn("written by {}", "the application");
    return LogManager.getLogManager().getLogger("") == null ? "no root" : "logged";
  }
}
