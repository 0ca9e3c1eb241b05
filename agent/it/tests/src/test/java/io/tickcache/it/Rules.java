package io.tickcache.it;

import io.tickcache.it.harness.RedisServer;
import java.util.ArrayList;
import java.util.List;

/** Rules files for the basic application. */
final class Rules {

  private Rules() {}

  /** One rule for {@code QuoteClient#getQuote}, without Redis. */
  static String quotes(String... settings) {
    return file(List.of(), settings);
  }

  /**
   * One rule for {@code QuoteClient#getQuote}, with a Redis that is given the time that a crowded
   * machine may take.
   */
  static String quotes(RedisServer redis, String... settings) {
    return quotes(
        redis,
        List.of("timeout: 1s", "connect-timeout: 20s", "circuit-breaker: {slow-call: 1s}"),
        settings);
  }

  static String quotes(RedisServer redis, List<String> redisSettings, String... settings) {
    return quotes(redis.uri(), redisSettings, settings);
  }

  static String quotes(String uri, List<String> redisSettings, String... settings) {
    List<String> block = new ArrayList<>();
    block.add("redis:");
    block.add("  uri: " + uri);
    redisSettings.forEach(setting -> block.add("  " + setting));
    return file(block, settings);
  }

  /** Any rules, each as its name and its settings in one line of flow style. */
  static String of(String... rules) {
    return "version: 1\nrules:\n  " + String.join("\n  ", rules) + "\n";
  }

  private static String file(List<String> redis, String... settings) {
    List<String> lines = new ArrayList<>();
    lines.add("version: 1");
    lines.addAll(redis);
    lines.add("rules:");
    lines.add("  quotes:");
    lines.add("    method: com.acme.md.QuoteClient#getQuote(String)");
    for (String setting : settings) {
      lines.add("    " + setting);
    }
    lines.add("    invalidate-on:");
    lines.add("      - method: com.acme.orders.OrderService#placeOrder");
    lines.add("        symbol: arg0.symbol");
    lines.add("      - method: com.acme.orders.OrderService#closeDay");
    return String.join("\n", lines) + "\n";
  }
}
