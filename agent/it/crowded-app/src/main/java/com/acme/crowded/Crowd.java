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
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yaml.snakeyaml.Yaml;

/** Uses each of the old libraries for something real, and tells what came of it. */
final class Crowd {

  private static final Logger LOG = LoggerFactory.getLogger(Crowd.class);

  private final Map<String, Command> commands = new LinkedHashMap<>();
  private final MetricRegistry metrics = new MetricRegistry();
  private WireServer server;
  private WireClient client;

  Crowd(int redisPort) {
    commands.put("netty", this::netty);
    commands.put("quotes", this::quotes);
    commands.put("caffeine", this::caffeine);
    commands.put("yaml", this::yaml);
    commands.put("guava", this::guava);
    commands.put("metrics", this::metrics);
    commands.put("bytebuddy", this::byteBuddy);
    commands.put("logging", this::logging);
    commands.put("lettuce", () -> lettuce(redisPort));
  }

  Map<String, Command> commands() {
    return commands;
  }

  /** How often the price server was really asked. */
  int upstreamRequests() {
    return server == null ? 0 : server.requests();
  }

  private String netty() throws IOException, InterruptedException {
    if (client == null) {
      EventLoopGroup group = new NioEventLoopGroup(2, new DefaultThreadFactory("wire", true));
      server = new WireServer(group);
      client = new WireClient(group, server.port());
    }
    return client.quote("HELLO").toString();
  }

  /** Asks for the same quotes many times, and changes each of the answers. */
  private String quotes() throws IOException, InterruptedException {
    TreeSet<String> seen = new TreeSet<>();
    for (int round = 0; round < 100; round++) {
      for (String symbol : new String[] {"AAPL", "MSFT", "NVDA"}) {
        Quote quote = client.quote(symbol);
        seen.add(quote.toString());
        quote.setSymbol("changed by " + symbol);
      }
    }
    LOG.info("quotes {}", seen);
    return seen.toString();
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

  /** One thing to do; the answer is one line. */
  interface Command {
    String run() throws Exception;
  }
}
