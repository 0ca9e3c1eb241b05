package io.tickcache.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.Upstream;
import io.tickcache.it.harness.World;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two processes with one Redis, and feeds that push quotes; each test has symbols of its own. */
class UpdateIT {

  @RegisterExtension static final World WORLD = World.ofClass();

  private static Upstream upstream;
  private static RedisServer redis;
  private static AgentJvm one;
  private static AgentJvm two;

  @BeforeAll
  static void startTwoProcesses() throws IOException {
    upstream = WORLD.upstream();
    redis = WORLD.redis();
    String rules =
        Rules.quotes(
                redis,
                "ttl: 10m",
                "l1-ttl: 10m",
                "wait: 20s",
                "update-on:",
                "  - {method: com.acme.feed.Listener#onQuote(Quote), symbol: arg0.symbol,"
                    + " value: arg0}")
            + ("  batches: {method: com.acme.md.QuoteClient#getQuotes, symbols: arg0,"
                + " cache: quotes}\n");
    one = WORLD.start(AgentJvm.console(upstream).brief().rules(rules));
    two = WORLD.start(AgentJvm.console(upstream).brief().rules(rules));
    for (AgentJvm app : new AgentJvm[] {one, two}) {
      app.ask("quote WARM-UP");
      app.awaitSynced();
    }
  }

  private static void haveEverywhere(String symbol) {
    assertThat(one.ask("quote " + symbol)).isEqualTo("0");
    AgentJvm.awaiting("the fill of L2")
        .until(() -> !redis.keys("*:v:quotes:" + symbol + ":*").isEmpty());
    assertThat(two.ask("quote " + symbol)).isEqualTo("0");
    assertThat(upstream.calls(symbol)).isOne();
  }

  private static void awaitIn(AgentJvm app, String symbol, long version) {
    AgentJvm.awaiting("version " + version + " of " + symbol)
        .until(() -> app.askNumber("quote " + symbol) == version);
  }

  @Test
  void aPushedQuoteIsServedAtOnceWhereItCameAndSoonInTheOtherProcess() {
    haveEverywhere("PUSHED");

    one.ask("push PUSHED 7");

    assertThat(one.ask("quote PUSHED")).isEqualTo("7");
    awaitIn(two, "PUSHED", 7);
    assertThat(upstream.calls("PUSHED")).as("nobody asked the exchange again").isOne();
  }

  @Test
  void quotesThatAreHeardInBothProcessesReplaceEachOther() {
    haveEverywhere("BOTH");

    for (int version = 1; version <= 50; version++) {
      one.ask("push BOTH " + version);
      two.ask("push BOTH " + version);
    }

    assertThat(two.ask("quote BOTH")).isEqualTo("50");
    awaitIn(one, "BOTH", 50);
    assertThat(upstream.calls("BOTH")).isOne();
  }

  @Test
  void aLoadUnderWayThatAPushedQuoteOvertookIsKeptNowhere() {
    upstream.hold("SLOW");
    one.ask("begin load SLOW");
    AgentJvm.awaiting("the load").until(() -> upstream.calls("SLOW") == 1);

    two.ask("push SLOW 9");

    upstream.letGo("SLOW");
    assertThat(one.ask("end load")).as("who asked before").isEqualTo("0");
    assertThat(two.ask("quote SLOW")).isEqualTo("9");
    awaitIn(one, "SLOW", 9);
    assertThat(upstream.calls("SLOW")).isOne();
  }

  @Test
  void aCallForManyIsServedFromPushedQuotes() {
    // What the client makes of several answers is learnt from one call.
    one.ask("quotes TEACHER");
    haveEverywhere("BATCHED");

    one.ask("push BATCHED 3");

    assertThat(one.ask("quotes BATCHED")).isEqualTo("BATCHED=3");
  }

  @Test
  void aListenerThatFailedHasBroughtNothing() {
    haveEverywhere("FAILED");

    assertThat(one.ask("push FAILED -5")).startsWith("failed java.lang.IllegalArgument");

    assertThat(one.ask("quote FAILED")).isEqualTo("0");
    assertThat(two.ask("quote FAILED")).isEqualTo("0");
  }

  @Test
  void anInvalidationAfterAPushedQuoteVoidsIt() {
    haveEverywhere("VOIDED");
    one.ask("push VOIDED 8");
    long changed = upstream.change("VOIDED");

    two.ask("order VOIDED");

    assertThat(two.askNumber("quote VOIDED")).isEqualTo(changed);
    awaitIn(one, "VOIDED", changed);
  }
}
