package io.tickcache.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.Upstream;
import io.tickcache.it.harness.World;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A client that hands out its answers by a callback; each test has symbols of its own. */
class CallbackIT {

  @RegisterExtension static final World WORLD = World.ofClass();

  private static Upstream upstream;
  private static AgentJvm app;
  private static AgentJvm withExecutor;

  @BeforeAll
  static void startTwoApplications() throws IOException {
    upstream = WORLD.upstream();
    app = WORLD.start(AgentJvm.console(upstream).brief().rules(rules("")));
    withExecutor =
        WORLD.start(AgentJvm.console(upstream).brief().rules(rules(", executor: this.executor")));
  }

  private static String rules(String executor) {
    return Rules.of(
        "calls: {method: com.acme.md.AsyncQuoteClient#getQuote, ttl: 10m, wait: 20s,"
            + " callback: {arg: arg1, success: onSuccess, failure: onFailure"
            + executor
            + "}}");
  }

  @Test
  void aHitCallsBackOnTheCallersThread() {
    assertThat(app.ask("call-back HIT")).isEqualTo("0@network");

    assertThat(app.ask("call-back HIT")).isEqualTo("0@main");

    assertThat(upstream.calls("HIT")).isOne();
  }

  @Test
  void aHitCallsBackOnTheClientsExecutor() {
    assertThat(withExecutor.ask("call-back POOL")).isEqualTo("0@network");

    assertThat(withExecutor.ask("call-back POOL")).isEqualTo("0@callbacks");

    assertThat(upstream.calls("POOL")).isOne();
  }

  @Test
  void whoAsksMeanwhileIsCalledBackWithTheFirst() {
    upstream.hold("MANY");
    assertThat(app.ask("ask-at-once MANY 5")).isEqualTo("asked");
    upstream.letGo("MANY");

    assertThat(app.ask("called-back 5"))
        .isEqualTo("0@network 0@network 0@network 0@network 0@network");
    assertThat(upstream.calls("MANY")).isOne();
  }

  @Test
  void aFailureIsToldToAllAndNotKept() {
    upstream.hold("BAD-1");
    assertThat(app.ask("ask-at-once BAD-1 3")).isEqualTo("asked");
    upstream.letGo("BAD-1");
    String told = "no-quote-of-BAD-1@network";

    assertThat(app.ask("called-back 3")).isEqualTo(told + " " + told + " " + told);
    assertThat(upstream.calls("BAD-1")).isOne();
    assertThat(app.ask("call-back BAD-1")).isEqualTo(told);
    assertThat(upstream.calls("BAD-1")).isEqualTo(2);
  }
}
