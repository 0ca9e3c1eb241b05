package io.tickcache.it;

import io.tickcache.it.harness.AdminPort;
import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.Upstream;
import io.tickcache.it.harness.World;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes what a Prometheus gets of an application with a rule of each mode to a file; run by {@code
 * ci/promtool}.
 */
final class Scrape {

  private static final String[] METERS = {
    "tickcache_cache_gets_total{",
    "tickcache_observed_calls_total{",
    "tickcache_shadow_differences_total{",
    "tickcache_backplane_lag_seconds_count",
    "tickcache_upstream_calls_total{",
    "tickcache_rules{"
  };

  private Scrape() {}

  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[0]);
    World world = World.ofTest();
    try {
      Upstream upstream = world.upstream();
      RedisServer redis = world.redis();
      AdminPort port = AdminPort.free();
      String rules =
          Rules.quotes(redis, "ttl: 10m", "l1-ttl: 10m", "upstream: exchange")
              + "  books: {method: com.acme.md.BookClient#book, symbol: arg0, mode: shadow}\n"
              + "  venues: {method: com.acme.md.VenueClient#quote(String), mode: observe}\n"
              + port.section()
              + "upstreams: {exchange: {budget: [500 per 1s, 10000 per 1m]}}\n"
              + "metrics: {tags: {desk: \"fx \\\"spot\\\"\"}}\n";
      AgentJvm app = world.start(AgentJvm.console(upstream).brief().rules(rules));
      for (String symbol : new String[] {"AAPL", "AAPL", "MSFT"}) {
        app.ask("quote " + symbol);
        app.ask("book " + symbol);
        upstream.change(symbol);
        app.ask("book " + symbol);
        app.ask("venue-1 " + symbol);
      }
      app.awaitSynced();
      AgentJvm.awaiting("all meters").until(() -> hasAll(port.get("/metrics")));
      String answer = port.get("/metrics");
      Files.writeString(file, answer.substring(answer.indexOf("\r\n\r\n") + 4));
    } finally {
      world.end();
    }
  }

  private static boolean hasAll(String answer) {
    for (String meter : METERS) {
      if (!answer.contains(meter)) {
        return false;
      }
    }
    return true;
  }
}
