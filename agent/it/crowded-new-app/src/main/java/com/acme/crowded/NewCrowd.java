package com.acme.crowded;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.micrometer.core.instrument.Clock;
import io.micrometer.jmx.JmxConfig;
import io.micrometer.jmx.JmxMeterRegistry;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;
import java.util.logging.LogManager;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
    new StableLibraries().addTo(commands);
    commands.put("micrometer", this::micrometer);
    commands.put("lettuce", this::lettuce);
    commands.put("logging", this::logging);
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

  private String logging() {
    LOG.debug("not to be seen");
    LOG.warn("written by {}", "the application");
    return LogManager.getLogManager().getLogger("") == null ? "no root" : "logged";
  }
}
