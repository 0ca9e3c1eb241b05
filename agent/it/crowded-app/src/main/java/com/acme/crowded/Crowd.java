package com.acme.crowded;

import ch.qos.logback.classic.LoggerContext;
import com.codahale.metrics.JmxReporter;
import com.codahale.metrics.Meter;
import com.codahale.metrics.MetricRegistry;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.hash.Hashing;
import com.lambdaworks.redis.RedisClient;
import com.lambdaworks.redis.RedisConnection;
import com.lambdaworks.redis.RedisURI;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.matcher.ElementMatchers;
import org.apache.log4j.SimpleLayout;
import org.apache.log4j.WriterAppender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yaml.snakeyaml.Yaml;
import reactor.core.publisher.Flux;

/** Uses each of the old libraries for something real, and tells what came of it. */
final class Crowd {

  private static final Logger LOG = LoggerFactory.getLogger(Crowd.class);

  private final MetricRegistry metrics = new MetricRegistry();

  private final int redisPort;

  Crowd(int redisPort) {
    this.redisPort = redisPort;
  }

  void addTo(Map<String, Command> commands) {
    commands.put("caffeine", this::caffeine);
    commands.put("yaml", this::yaml);
    commands.put("guava", this::guava);
    commands.put("metrics", this::metrics);
    commands.put("bytebuddy", this::byteBuddy);
    commands.put("logging", this::logging);
    commands.put("lettuce", () -> lettuce(redisPort));
    commands.put("log4j", this::log4j);
    commands.put("micrometer", this::micrometer);
    commands.put("resilience4j", this::resilience4j);
    commands.put("reactor", this::reactor);
  }

  private String caffeine() {
    LoadingCache<String, Integer> cache =
        Caffeine.newBuilder()
            .maximumSize(10)
            .expireAfterWrite(1, TimeUnit.HOURS)
            .recordStats()
            .build(String::length);
    for (int i = 0; i < 3; i++) {
      cache.get("four");
      cache.get("three");
    }
    return cache.asMap() + " " + cache.stats().hitCount() + " hits";
  }

  private String yaml() {
    Object parsed = new Yaml().load("desk: {name: fx, pairs: [EURUSD, USDJPY], limit: 1_000}");
    return parsed + " " + new Yaml().dump(parsed).replace('\n', ';');
  }

  private String guava() {
    Iterable<String> words = Splitter.on(',').trimResults().split(" b, a ,c");
    return Joiner.on('-').join(ImmutableSortedSet.copyOf(words))
        + " "
        + Hashing.murmur3_32().hashString("tick", StandardCharsets.UTF_8);
  }

  private String metrics() throws MalformedObjectNameException {
    Meter meter = metrics.meter("orders");
    meter.mark(3);
    metrics.counter("desks").inc();
    JmxReporter reporter = JmxReporter.forRegistry(metrics).build();
    reporter.start();
    try {
      TreeSet<ObjectName> names =
          new TreeSet<>(
              ManagementFactory.getPlatformMBeanServer()
                  .queryNames(new ObjectName("metrics:*"), null));
      return meter.getCount() + " orders, " + names;
    } finally {
      reporter.stop();
    }
  }

  private String byteBuddy() throws ReflectiveOperationException {
    Class<?> made =
        new ByteBuddy(ClassFileVersion.JAVA_V8)
            .subclass(Object.class)
            .name("com.acme.crowded.Made")
            .method(ElementMatchers.named("toString"))
            .intercept(FixedValue.value("made by Byte Buddy"))
            .make()
            .load(Crowd.class.getClassLoader(), ClassLoadingStrategy.Default.WRAPPER)
            .getLoaded();
    return made.getDeclaredConstructor().newInstance().toString();
  }

  private String logging() {
    LOG.debug("not to be seen");
    LOG.warn("written by {}", "the application");
    TreeSet<String> loggers = new TreeSet<>();
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.getLoggerList().forEach(logger -> loggers.add(logger.getName()));
    return loggers.toString();
  }

  private String lettuce(int port) {
    if (port == 0) {
      return "no Redis";
    }
    RedisClient redis = RedisClient.create(RedisURI.create("127.0.0.1", port));
    try {
      RedisConnection<String, String> connection = redis.connect();
      connection.set("crowded", "kept by the application");
      String read = connection.get("crowded");
      connection.del("crowded");
      connection.close();
      return read;
    } finally {
      redis.shutdown(0, 0, TimeUnit.MILLISECONDS);
    }
  }

  /** Logs by a framework of another age, beside the one that it has a bridge for. */
  private String log4j() {
    StringWriter written = new StringWriter();
    org.apache.log4j.Logger logger = org.apache.log4j.Logger.getLogger("desk");
    logger.addAppender(new WriterAppender(new SimpleLayout(), written));
    logger.setAdditivity(false);
    logger.info("of long ago");
    return written.toString().trim();
  }

  private String micrometer() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    registry.counter("orders", "desk", "fx").increment(2);
    return registry.getMeters().size()
        + " meters, "
        + registry.counter("orders", "desk", "fx").count();
  }

  private String resilience4j() {
    CircuitBreaker breaker = CircuitBreaker.ofDefaults("prices");
    String answer = breaker.executeSupplier(() -> "answered");
    return answer + " " + breaker.getState();
  }

  private String reactor() {
    return Flux.range(1, 4).map(i -> i * i).collectList().block().toString();
  }
}
