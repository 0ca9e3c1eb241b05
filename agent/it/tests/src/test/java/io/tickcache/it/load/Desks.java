package io.tickcache.it.load;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;

/** Processes that ask for quotes and have never heard of the agent. */
final class Desks {

  private static final AtomicInteger FIRST_SYMBOLS = new AtomicInteger();

  private Desks() {}

  /** One that isn't started yet, without the agent. */
  static AgentJvm.Builder of(int upstreamMicros) {
    return AgentJvm.of("com.acme.load.Desk")
        .classPath(Path.of(System.getProperty("tickcache.it.basic-app")), histograms())
        .arguments(Integer.toString(upstreamMicros));
  }

  /** The rules that have its quotes cached in the process. */
  static String rules(String... settings) {
    String more = settings.length == 0 ? "" : ", " + String.join(", ", settings);
    return "version: 1\nrules:\n  quotes: {method: com.acme.load.Market#quote(String)"
        + more
        + "}\n";
  }

  /** The rules that have its quotes cached in the process and in Redis. */
  static String rules(RedisServer redis, String... settings) {
    return rules(settings)
        + "redis: {uri: '%s', timeout: 1s, circuit-breaker: {slow-call: 1s}}\n"
            .formatted(redis.uri());
  }

  /** As many of these as told; all use Redis when this returns. */
  static List<AgentJvm> started(
      World world, int number, AgentJvm.Builder builder, RedisServer redis) {
    List<AgentJvm> desks = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      desks.add(world.start(builder));
    }
    desks.forEach(desk -> awaitRedis(desk, redis));
    return desks;
  }

  /**
   * Waits until a first answer has come to Redis. The agent's meters would tell, but the JVM would
   * open a port for them, with threads and classes that are measured then.
   */
  private static void awaitRedis(AgentJvm desk, RedisServer redis) {
    AgentJvm.awaiting("an answer in Redis")
        .until(
            () -> {
              String symbol = "FIRST" + FIRST_SYMBOLS.incrementAndGet();
              desk.ask("quote " + symbol);
              return isIn(redis, symbol);
            });
  }

  private static boolean isIn(RedisServer redis, String symbol) {
    try {
      return !redis.keys("*" + symbol + "*").isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void print(String format, Object... values) {
    System.out.printf(Locale.ROOT, format, values);
  }

  private static Path histograms() {
    try {
      return Path.of(Histogram.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
