package io.tickcache.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.Meters;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.Upstream;
import io.tickcache.it.harness.World;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the agent's meters say over JMX of calls that the test has counted itself. */
class MetersIT {

  private static final int HITS = 2_000;

  @RegisterExtension static final World WORLD = World.ofClass();

  private static final AtomicReference<String> LAST_PUSH = new AtomicReference<>("");

  private static Upstream upstream;
  private static RedisServer redis;
  private static AgentJvm one;
  private static AgentJvm two;

  @BeforeAll
  static void startTwoProcesses() throws IOException {
    upstream = WORLD.upstream();
    redis = WORLD.redis();
    String rules =
        Rules.quotes(redis, "ttl: 10m", "l1-ttl: 10m")
            + "  venues: {method: com.acme.md.VenueClient#quote(String), ttl: 10m}\n"
            + "  issuers: {method: com.acme.md.ReferenceClient#issuer(String), ttl: 10m}\n"
            + "  faults: {method: com.acme.md.FaultyClient#fetch(String), ttl: 10m}\n"
            + "  books: {method: com.acme.md.BookClient#book, symbol: arg0, ttl: 10m, mode: shadow}\n";
    String promises = "  promises: {method: com.acme.md.AsyncQuoteClient#promise, ttl: 10m, ";
    String batches =
        "  batches: {method: com.acme.md.QuoteClient#getQuotes, symbols: arg0, ttl: 10m, ";
    String pushed =
        "metrics: {otlp: 'http://127.0.0.1:"
            + collector().getAddress().getPort()
            + "/v1/metrics', otlp-interval: 1s, tags: {service.name: first}}\n";
    String calls =
        "  calls: {method: com.acme.md.AsyncQuoteClient#getQuote, ttl: 10m, mode: shadow,"
            + " callback: {arg: arg1, success: onSuccess}}\n";
    String watched = promises + "mode: shadow}\n" + batches + "verify: 100%}\n";
    String checked = promises + "verify: 100%}\n" + batches + "mode: shadow}\n";
    one = WORLD.start(AgentJvm.console(upstream).brief().rules(rules + calls + watched + pushed));
    two = WORLD.start(AgentJvm.console(upstream).brief().rules(rules + calls + checked));
    for (AgentJvm app : new AgentJvm[] {one, two}) {
      app.ask("venue-1 WARM-UP");
      app.ask("null WARM-UP");
      app.ask("fault checked");
      app.ask("quote WARM-UP");
      app.awaitSynced();
      AgentJvm.awaiting("meters of all rules")
          .until(() -> app.meters().has("tickcache.cache.size", "rule", "quotes"));
    }
  }

  private static HttpServer collector() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/metrics",
        exchange -> {
          try (exchange) {
            byte[] body = new GZIPInputStream(exchange.getRequestBody()).readAllBytes();
            LAST_PUSH.set(new String(body, StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
          }
        });
    server.start();
    WORLD.keep(() -> server.stop(0));
    return server;
  }

  @Test
  void aCollectorIsPushedWhatThereIs() {
    one.ask("quote PUSHED");

    AgentJvm.awaiting("a push of all meters")
        .until(() -> LAST_PUSH.get().contains("\"tickcache.backplane.lag\""));
    assertThat(LAST_PUSH.get())
        .contains(
            "{\"key\":\"service.name\",\"value\":{\"stringValue\":\"first\"}}",
            "{\"key\":\"rule\",\"value\":{\"stringValue\":\"quotes\"}}");
  }

  @Test
  void getsOfL1AreTheCallsThatWereNotBypassed() {
    Meters meters = one.meters();
    long gets = gets("venues", "hit") + gets("venues", "negative") + gets("venues", "miss");
    long misses = gets("venues", "miss");
    long hits = gets("venues", "hit");

    for (int i = 0; i < 7; i++) {
      one.ask("venue-1 COUNTED");
    }
    for (int i = 0; i < 3; i++) {
      one.ask("venue-2 COUNTED");
    }

    assertThat(gets("venues", "hit") - hits).isEqualTo(6);
    assertThat(gets("venues", "miss") - misses).isEqualTo(1);
    assertThat(gets("venues", "hit") + gets("venues", "negative") + gets("venues", "miss") - gets)
        .isEqualTo(7);
    assertThat(
            meters.count("tickcache.cache.bypasses", "rule", "venues", "reason", "second-receiver"))
        .isEqualTo(3);
  }

  @Test
  void anAnswerThatThereIsNoneCountsAsNegative() {
    one.ask("null NOTHING");
    one.ask("null NOTHING");
    one.ask("null NOTHING");

    assertThat(gets("issuers", "negative")).isEqualTo(2);
    AgentJvm.awaiting("the fill of L2").until(() -> !redis.keys("*:v:*:NOTHING:*").isEmpty());
    two.ask("null NOTHING");
    assertThat(
            two.meters()
                .count(
                    "tickcache.cache.gets", "rule", "issuers", "level", "l2", "result", "negative"))
        .isPositive();
  }

  @Test
  void loadsAndTheirFailuresAreCounted() {
    long loads = one.meters().count("tickcache.cache.loads", "rule", "faults");
    long failures = one.meters().count("tickcache.cache.load.failures", "rule", "faults");

    one.ask("fault checked-counted");
    one.ask("fault checked-counted");

    assertThat(one.meters().count("tickcache.cache.loads", "rule", "faults") - loads).isEqualTo(2);
    assertThat(one.meters().count("tickcache.cache.load.failures", "rule", "faults") - failures)
        .isEqualTo(2);
  }

  @Test
  void loadsAndLookUpsHaveDurationsWithPercentiles() {
    upstream.delay(Duration.ofMillis(30));
    for (int i = 0; i < 20; i++) {
      one.ask("quote TIMED" + i);
    }
    for (int i = 0; i < HITS; i++) {
      one.ask("quote TIMED0");
    }
    AgentJvm.awaiting("the fills of L2").until(() -> redis.keys("*:v:*:TIMED*").size() == 20);
    for (int i = 0; i < 20; i++) {
      two.ask("quote TIMED" + i);
    }

    upstream.delay(Duration.ZERO);
    Meters meters = one.meters();
    assertThat(meters.attribute("99thPercentile", "tickcache.cache.load", "rule", "quotes"))
        .as("load in ms")
        .isBetween(30.0, 5_000.0);
    for (String percentile : new String[] {"50thPercentile", "99thPercentile", "999thPercentile"}) {
      double load = meters.attribute(percentile, "tickcache.cache.load", "rule", "quotes");
      assertThat(load).as("load %s in ms", percentile).isBetween(1.0, 5_000.0);
      double l1 =
          meters.attribute(percentile, "tickcache.cache.lookup", "rule", "quotes", "level", "l1");
      assertThat(l1).as("look-up in L1 %s in ms", percentile).isGreaterThan(0).isLessThan(30);
      double l2 =
          two.meters()
              .attribute(percentile, "tickcache.cache.lookup", "rule", "quotes", "level", "l2");
      assertThat(l2).as("look-up in L2 %s in ms", percentile).isGreaterThan(0);
    }
    assertThat(
            two.meters()
                .count("tickcache.cache.gets", "rule", "quotes", "level", "l2", "result", "hit"))
        .isGreaterThanOrEqualTo(20);
  }

  @Test
  void invalidationsAreCountedWhereTheyAreSentAndWhereTheyArrive() {
    one.ask("quote TOLD");
    long sent = sent(one);

    one.ask("order TOLD");
    one.ask("order TOLD");

    assertThat(sent(one) - sent).isEqualTo(2);
    AgentJvm.awaiting("the arrival of all").until(() -> received(two) >= sent(one));
    assertThat(received(one)).as("its own").isZero();
    assertThat(two.meters().count("tickcache.backplane.lag")).isGreaterThanOrEqualTo(2);
    assertThat(two.meters().attribute("50thPercentile", "tickcache.backplane.lag"))
        .as("lag in ms")
        .isBetween(0.0, 5_000.0);
    assertThat(one.meters().count("tickcache.cache.invalidations", "rule", "quotes"))
        .isGreaterThanOrEqualTo(2);
  }

  @Test
  void aFillThatAFenceHeldBackIsCounted() {
    long before = fenced();
    upstream.hold("FENCED");
    one.ask("begin load FENCED");
    AgentJvm.awaiting("the load").until(() -> upstream.calls("FENCED") == 1);
    one.ask("order FENCED");
    upstream.letGo("FENCED");
    one.ask("end load");

    assertThat(fenced() - before).isEqualTo(1);
  }

  @Test
  void aRuleThatOnlyWatchesAnswersNothingAndCountsWhatItWouldHaveAnswered() {
    one.ask("book WARM-UP");
    Meters meters = one.meters();
    AgentJvm.awaiting("meters of the rule")
        .until(() -> meters.has("tickcache.shadow.stale.age", "rule", "books"));
    for (int change = 0; change < 3; change++) {
      for (int i = 0; i < 4; i++) {
        assertThat(one.ask("book WATCHED")).isEqualTo("WATCHED:10:" + change);
      }
      upstream.change("WATCHED");
    }
    assertThat(upstream.calls("WATCHED")).isEqualTo(12);

    AgentJvm.awaiting("the comparisons")
        .until(() -> meters.count("tickcache.shadow.answers", "rule", "books") == 11);
    AgentJvm.awaiting("the field")
        .until(() -> meters.has("tickcache.shadow.differences", "rule", "books"));
    assertThat(books("calls")).isEqualTo(13);
    assertThat(books("answers", "result", "same")).isEqualTo(3);
    assertThat(books("answers", "result", "different")).isEqualTo(8);
    assertThat(books("differences", "field", "return")).isEqualTo(8);
    assertThat(books("stale.age")).isEqualTo(8);
    assertThat(meters.sum("tickcache.shadow.saved.time", "rule", "books")).isPositive();
    assertThat(meters.count("tickcache.cache.loads", "rule", "books")).isEqualTo(2);
    AgentJvm.awaiting("the fill of L2").until(() -> !redis.keys("*:v:*:WATCHED:*").isEmpty());
  }

  private static long books(String meter, String... tags) {
    return shadow(one, "books", meter, tags);
  }

  private static long shadow(AgentJvm app, String rule, String meter, String... tags) {
    List<String> all = new ArrayList<>(List.of(tags));
    all.addAll(List.of("rule", rule));
    return app.meters().count("tickcache.shadow." + meter, all.toArray(new String[0]));
  }

  /** One process watches what the other one checks; each has symbols of its own. */
  @Test
  void promisesAndBatchesAreWatchedAndCheckedTooAndCallbacksWatched() {
    for (AgentJvm app : new AgentJvm[] {one, two}) {
      String own = app == one ? "-1" : "-2";
      assertThat(app.ask("promises P" + own + " 1")).isEqualTo("0");
      assertThat(app.ask("quotes A" + own + ",B" + own)).isEqualTo("A" + own + "=0 B" + own + "=0");
      AgentJvm.awaiting("the load, which may end after its caller has heard")
          .until(() -> app.meters().count("tickcache.cache.loads", "rule", "promises") == 1);
      assertThat(app.ask("call-back Q" + own)).startsWith("0@");
      upstream.change("P" + own);
      upstream.change("Q" + own);
      upstream.change("B" + own);

      assertThat(app.ask("promises P" + own + " 1")).isEqualTo("1");
      assertThat(app.ask("call-back Q" + own)).startsWith("1@");
      assertThat(app.ask("quotes A" + own + ",B" + own + ",C" + own))
          .isEqualTo("A" + own + "=0 B" + own + "=1 C" + own + "=0");
    }

    for (AgentJvm app : new AgentJvm[] {one, two}) {
      for (String rule : List.of("promises", "batches", "calls")) {
        AgentJvm.awaiting("the field of " + rule)
            .until(
                () ->
                    app.meters().has("tickcache.shadow.differences", "rule", rule)
                        && shadow(app, rule, "differences", "field", "version") == 1);
        assertThat(shadow(app, rule, "answers", "result", "different")).isEqualTo(1);
        assertThat(shadow(app, rule, "answers", "result", "same"))
            .isEqualTo(rule.equals("batches") ? 1 : 0);
      }
    }
    assertThat(shadow(one, "promises", "calls")).isEqualTo(2);
    assertThat(shadow(two, "promises", "calls")).as("only what is checked").isEqualTo(1);
    assertThat(shadow(one, "batches", "calls")).isEqualTo(2);
    assertThat(shadow(two, "batches", "calls")).as("each symbol").isEqualTo(5);
  }

  @Test
  void theStateOfRedisAndTheSizeOfACacheAreShown() {
    Meters meters = one.meters();
    assertThat(meters.sum("tickcache.redis.breaker", "state", "closed")).isEqualTo(1);
    assertThat(meters.sum("tickcache.redis.breaker", "state", "open")).isZero();
    assertThat(meters.sum("tickcache.backplane.state", "state", "synced")).isEqualTo(1);
    assertThat(meters.sum("tickcache.backplane.pending")).isZero();
    double before = meters.sum("tickcache.cache.size", "rule", "quotes");
    for (int i = 0; i < 10; i++) {
      one.ask("quote SIZED" + i);
    }
    assertThat(meters.sum("tickcache.cache.size", "rule", "quotes") - before).isEqualTo(10);
    AgentJvm.awaiting("fills")
        .until(() -> meters.count("tickcache.redis.fills", "result", "stored") >= 10);
  }

  private static long sent(AgentJvm app) {
    return app.meters().count("tickcache.backplane.invalidations", "direction", "sent");
  }

  private static long received(AgentJvm app) {
    return app.meters().count("tickcache.backplane.invalidations", "direction", "received");
  }

  private static long fenced() {
    return one.meters().count("tickcache.cache.fenced", "rule", "quotes", "level", "l1");
  }

  private static long gets(String rule, String result) {
    return one.meters()
        .count("tickcache.cache.gets", "rule", rule, "level", "l1", "result", result);
  }
}
