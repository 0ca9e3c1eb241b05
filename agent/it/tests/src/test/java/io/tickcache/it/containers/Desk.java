package io.tickcache.it.containers;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.RedisServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The application for containers, as its build has left it, and rules for its client. */
public final class Desk {

  private static final Path TARGET = Path.of(System.getProperty("tickcache.it.containers-app"));

  private Desk() {}

  /** A JVM that starts quickly, for what is soon over. */
  public static AgentJvm.Builder jvm(String mainClass) {
    return AgentJvm.of(mainClass).brief();
  }

  /** A jar or directory that the build has made. */
  public static Path made(String name) {
    return TARGET.resolve(name);
  }

  /** The jars of a container or library. */
  public static List<Path> library(String name, String... jars) {
    List<Path> paths = new ArrayList<>();
    for (String jar : jars) {
      paths.add(TARGET.resolve("third-party").resolve(name).resolve(jar + ".jar"));
    }
    return paths;
  }

  /**
   * A rule for each kind of method. The answers of one are shared between processes; those of the
   * others stay in the process, for an hour.
   */
  public static String rules(RedisServer redis) {
    String client = "com.acme.desk.DeskClient#";
    return String.join(
        "\n",
        "version: 1",
        "redis: {uri: '%s', timeout: 1s, connect-timeout: 20s, circuit-breaker: {slow-call: 1s}}"
            .formatted(redis.uri()),
        "defaults: {ttl: 1h}",
        "rules:",
        "  quotes:",
        "    method: " + client + "quote(String)",
        "    l1-ttl: 50ms",
        "    invalidate-on:",
        "      - method: " + client + "order",
        "        symbol: arg0.symbol",
        "  requests: {method: '" + client + "quote(DeskRequest)', symbol: arg0.symbol, l2: off}",
        "  lists: {method: '" + client + "quotes', symbols: arg0, l2: off}",
        "  promises: {method: '" + client + "promised', l2: off}",
        "");
  }
}
