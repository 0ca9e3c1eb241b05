package com.acme.crowded;

import ch.qos.logback.classic.LoggerContext;
import com.codahale.metrics.JmxReporter;
import com.codahale.metrics.Meter;
import com.codahale.metrics.MetricRegistry;
import com.lambdaworks.redis.RedisClient;
import com.lambdaworks.redis.RedisConnection;
import com.lambdaworks.redis.RedisURI;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.apache.log4j.SimpleLayout;
import org.apache.log4j.WriterAppender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Uses each of the old libraries for something real, and tells what came of it. */
final class Crowd {

  private static final Logger LOG = LoggerFactory.getLogger(Crowd.class);

  private final MetricRegistry metrics = new MetricRegistry();

  private final int redisPort;

  Crowd(int redisPort) {
    this.redisPort = redisPort;
  }

  void addTo(Map<String, Command> commands) {
    new StableLibraries().addTo(commands);
    commands.put("metrics", this::metrics);
    commands.put("logging", this::logging);
    commands.put("lettuce", () -> lettuce(redisPort));
    commands.put("log4j", this::log4j);
    commands.put("micrometer", this::micrometer);
    commands.put("registry", this::registry);
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

  /** What others show in the registry of all: how many meters, and look-ups by their count. */
  private String registry() {
    if (Metrics.globalRegistry.getRegistries().isEmpty()) {
      Metrics.addRegistry(new SimpleMeterRegistry());
    }
    int meters = 0;
    double gets = 0;
    for (io.micrometer.core.instrument.Meter meter : Metrics.globalRegistry.getMeters()) {
      meters++;
      if (meter.getId().getName().endsWith(".gets")) {
        gets += ((FunctionCounter) meter).count();
      }
    }
    return meters + " meters, " + gets + " gets";
  }

  private String micrometer() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    registry.counter("orders", "desk", "fx").increment(2);
    return registry.getMeters().size()
        + " meters, "
        + registry.counter("orders", "desk", "fx").count();
  }
}
