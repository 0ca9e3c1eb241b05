package io.tickcache.it.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.Upstream;
import io.tickcache.it.harness.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Starts the basic application on a Redis of any kind, and says how its callers fared. */
final class Applications {

  /** Less than a caller waits for another's load; a crowded machine needs much of it. */
  private static final Duration LONGEST_CALL = Duration.ofMillis(1_900);

  private static final Pattern FIGURES =
      Pattern.compile("calls=(\\d+) failures=(\\d+) max=(\\d+) .*");

  private final World world;
  private final Upstream upstream;
  private final List<String> redis;

  /**
   * Nothing runs yet.
   *
   * @param redis the lines of the redis block
   */
  Applications(World world, Upstream upstream, String... redis) {
    this.world = world;
    this.upstream = upstream;
    this.redis = List.of(redis);
  }

  /** One whose entries outlast the test; it hears the others. */
  AgentJvm startKeeping() {
    return synced(start("ttl: 10m", "l1-ttl: 10m"));
  }

  /** One whose entries end soon, so that its callers keep asking Redis; they do so from now on. */
  AgentJvm startPolling() {
    AgentJvm app = start("ttl: 400ms", "l1-ttl: 40ms", "degraded-ttl: 200ms");
    app.ask("run 4 20");
    app.awaitSynced();
    awaitFillsAndHits(app);
    app.ask("stop");
    app.ask("run 4 20");
    return app;
  }

  AgentJvm start(String... settings) {
    return world.start(AgentJvm.console(upstream).brief().rules(rules(settings)));
  }

  AgentJvm synced(AgentJvm app) {
    app.ask("quote WARM-UP");
    return app.awaitSynced();
  }

  private String rules(String... settings) {
    List<String> lines = new ArrayList<>();
    lines.add("version: 1");
    lines.add("redis:");
    redis.forEach(line -> lines.add("  " + line));
    lines.add("rules:");
    lines.add("  quotes:");
    lines.add("    method: com.acme.md.QuoteClient#getQuote(String)");
    for (String setting : settings) {
      lines.add("    " + setting);
    }
    lines.add("    invalidate-on:");
    lines.add("      - method: com.acme.orders.OrderService#placeOrder");
    lines.add("        symbol: arg0.symbol");
    return String.join("\n", lines) + "\n";
  }

  /** Waits until L2 is written and read. */
  static void awaitFillsAndHits(AgentJvm app) {
    long fills = fills(app);
    long hits = hits(app);
    AgentJvm.awaiting("fills of L2 and answers from it")
        .until(() -> fills(app) > fills + 5 && hits(app) > hits + 5);
  }

  private static long fills(AgentJvm app) {
    return app.meters().count("tickcache.redis.fills", "result", "stored");
  }

  private static long hits(AgentJvm app) {
    return app.meters().count("tickcache.cache.gets", "level", "l2", "result", "hit");
  }

  /** Waits until the application sees this version. */
  static void awaitNews(AgentJvm app, String symbol, long version) {
    AgentJvm.awaiting("version " + version + " of " + symbol)
        .until(() -> app.askNumber("quote " + symbol) == version);
  }

  /** Ends the polling, and looks at what callers got and how long they waited. */
  static void assertThatNobodyNoticed(AgentJvm app, String event) {
    String text = app.ask("stop");
    System.out.println("FIGURES " + event + ": " + text);
    Matcher figures = FIGURES.matcher(text);
    assertThat(figures.matches()).as(text).isTrue();
    assertThat(figures.group(2)).as(text).isEqualTo("0");
    assertThat(Duration.ofNanos(1_000 * Long.parseLong(figures.group(3))))
        .as("longest of %s calls", figures.group(1))
        .isLessThan(LONGEST_CALL);
  }

  static long millisSince(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos).toMillis();
  }
}
