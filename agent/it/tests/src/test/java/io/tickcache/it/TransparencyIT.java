package io.tickcache.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.Upstream;
import io.tickcache.it.harness.World;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls of all kinds are to their callers as they are without the agent. */
class TransparencyIT {

  @RegisterExtension static final World WORLD = World.ofClass();

  private static Upstream upstream;
  private static AgentJvm plain;
  private static AgentJvm app;
  private static AgentJvm other;

  @BeforeAll
  static void startWithAndWithoutTheAgent() throws IOException {
    upstream = WORLD.upstream();
    RedisServer redis = WORLD.redis();
    plain = WORLD.start(AgentJvm.console(upstream).brief());
    app = WORLD.start(AgentJvm.console(upstream).brief().rules(rules(redis)));
    other = WORLD.start(AgentJvm.console(upstream).brief().rules(rules(redis)));
    app.ask("quote WARM-UP");
    other.ask("quote WARM-UP");
    app.awaitSynced();
    other.awaitSynced();
  }

  private static String rules(RedisServer redis) {
    List<String> rules = new ArrayList<>();
    rules.add("quotes: {method: com.acme.md.QuoteClient#getQuote(String)}");
    rules.add("sources: {method: com.acme.md.QuoteSource#read(String)}");
    rules.add("futures: {method: com.acme.md.FuturesClient#last(String)}");
    rules.add("rates: {method: com.acme.md.Rates#rate(String)}");
    rules.add("books: {method: com.acme.md.BookClient#book, symbol: arg0}");
    rules.add("issuers: {method: com.acme.md.ReferenceClient#issuer(String)}");
    rules.add("locked: {method: com.acme.md.LockedClient#read(String)}");
    rules.add("context: {method: com.acme.md.ContextClient#read(String), receiver: class}");
    rules.add("faults: {method: com.acme.md.FaultyClient#fetch(String)}");
    for (String method :
        List.of("volume", "lots", "price", "factor", "halted", "grade", "tick", "level")) {
      rules.add(method + ": {method: com.acme.md.PrimitiveClient#" + method + "(String)}");
    }
    return Rules.of(rules.toArray(new String[0]))
        + "defaults: {ttl: 10m, l1-ttl: 10m}\n"
        + ("redis: {uri: '" + redis.uri() + "', timeout: 1s, circuit-breaker: {slow-call: 1s}}\n");
  }

  @Test
  void anExceptionArrivesAsTheInstanceThatTheClientThrew() {
    assertThat(app.ask("fault unchecked")).isEqualTo("unchecked true client is closed");
    assertThat(app.ask("fault error")).isEqualTo("error true asked for");
  }

  @Test
  void aCheckedExceptionStaysChecked() {
    assertThat(app.ask("fault checked")).isEqualTo("checked true no quote for checked");
  }

  @Test
  void exceptionsAreNotKept() {
    app.ask("fault checked-twice");
    app.ask("fault checked-twice");
    assertThat(upstream.calls("checked-twice")).isEqualTo(2);
  }

  @Test
  void theStackOfAFaultIsTheSameWithAndWithoutTheAgent() {
    for (String kind : List.of("checked-stack", "unchecked-stack", "error-stack")) {
      String stack = app.ask("fault-stack " + kind);
      assertThat(stack).startsWith("com.acme.md.FaultyClient.fetch(FaultyClient.java:");
      assertThat(stack).isEqualTo(plain.ask("fault-stack " + kind));
    }
  }

  @Test
  void nullArrivesAsNull() {
    for (int i = 0; i < 3; i++) {
      assertThat(app.ask("null ACME")).isEqualTo("null");
    }
    assertThat(upstream.calls("ACME")).isEqualTo(1);
    awaitAnswer(other, "null ACME", "null");
    assertThat(upstream.calls("ACME")).as("after another process asked, too").isEqualTo(1);
  }

  @Test
  void primitivesArriveAsThemselves() {
    upstream.change("PRIMITIVE");
    String expected = plain.ask("primitives PRIMITIVE");
    long before = upstream.calls("PRIMITIVE");

    for (int i = 0; i < 3; i++) {
      assertThat(app.ask("primitives PRIMITIVE")).isEqualTo(expected);
    }
    assertThat(upstream.calls("PRIMITIVE") - before).isEqualTo(8);
    awaitAnswer(other, "primitives PRIMITIVE", expected);
    assertThat(expected).isEqualTo("9223372036854775806 -2147483647 1.1 1.5 true B -1 -1");
  }

  @Test
  void anImplementationOfAnInterfaceIsAnswered() {
    isLoadedOnce("interface", "VIA-INTERFACE");
  }

  @Test
  void aStaticMethodIsAnswered() {
    isLoadedOnce("static", "VIA-STATIC");
  }

  @Test
  void aSynchronizedMethodIsAnsweredAndRunsUnderItsLock() {
    assertThat(app.ask("locked VIA-LOCKED")).isEqualTo("0 true");
    assertThat(app.ask("locked VIA-LOCKED")).isEqualTo("0 true");
    assertThat(upstream.calls("VIA-LOCKED")).isEqualTo(1);
  }

  @Test
  void anInheritedMethodIsAnsweredForTheClassThatTheRuleNamesAndForNoOther() {
    app.ask("inherited FIRST-LOADS-THE-CLASSES");
    AgentJvm.awaiting("the superclass to be woven")
        .until(
            () -> {
              long before = upstream.calls("INHERITED");
              app.ask("inherited INHERITED");
              return upstream.calls("INHERITED") == before;
            });

    app.ask("base BASE");
    app.ask("base BASE");
    assertThat(upstream.calls("BASE")).isEqualTo(2);
  }

  @Test
  void overloadsAreQuestionsOfTheirOwnAndTheOuterOneAnswers() {
    assertThat(app.ask("book OVERLOADED")).isEqualTo("OVERLOADED:10:0");
    assertThat(upstream.calls("OVERLOADED")).isEqualTo(1);
    assertThat(app.ask("depth OVERLOADED 5")).isEqualTo("OVERLOADED:5:0");
    assertThat(upstream.calls("OVERLOADED")).isEqualTo(2);

    assertThat(app.ask("book OVERLOADED")).isEqualTo("OVERLOADED:10:0");
    assertThat(app.ask("depth OVERLOADED 5")).isEqualTo("OVERLOADED:5:0");
    assertThat(upstream.calls("OVERLOADED")).isEqualTo(2);
  }

  @Test
  void aBeanThatOneCallerChangesNeverShowsToAnother() {
    String clean = "BEAN 0 100.5 [from the exchange]";
    for (int i = 0; i < 3; i++) {
      assertThat(app.ask("spoil BEAN")).isEqualTo(clean);
    }
    awaitAnswer(other, "spoil BEAN", clean);
    assertThat(other.ask("spoil BEAN")).isEqualTo(clean);
    assertThat(upstream.calls("BEAN")).isEqualTo(1);
  }

  @Test
  void theBodyRunsOnItsCallersThread() {
    assertThat(app.ask("context HERE")).isEqualTo("0 true");
  }

  @Test
  void aCallerThatIsInterruptedStaysSo() {
    assertThat(app.ask("interrupted EARLY")).as("cold").isEqualTo("0 true");
    app.ask("context EARLY-KEPT");
    assertThat(app.ask("interrupted EARLY-KEPT")).as("a hit").isEqualTo("0 true");
    assertThat(upstream.calls("EARLY-KEPT")).isEqualTo(1);
  }

  @Test
  void aCallerThatIsInterruptedWhileItWaitsForAnotherAsksItselfAndStaysInterrupted() {
    upstream.hold("WAITING");
    app.ask("lead WAITING");
    awaitCalls("WAITING", 1);
    app.ask("waiting WAITING");
    awaitAnswer(app, "waiter", "TIMED_WAITING");
    assertThat(upstream.calls("WAITING")).isEqualTo(1);

    app.ask("interrupt");

    awaitCalls("WAITING", 2);
    upstream.letGo("WAITING");
    assertThat(app.ask("waited")).isEqualTo("0 true");
    assertThat(app.ask("led WAITING")).isEqualTo("0");
  }

  private static void isLoadedOnce(String command, String symbol) {
    for (int i = 0; i < 3; i++) {
      assertThat(app.ask(command + " " + symbol)).isEqualTo("0");
    }
    assertThat(upstream.calls(symbol)).isEqualTo(1);
    awaitAnswer(other, command + " " + symbol, "0");
    assertThat(upstream.calls(symbol)).as("after another process asked, too").isEqualTo(1);
  }

  private static void awaitAnswer(AgentJvm jvm, String command, String answer) {
    AgentJvm.awaiting(answer).until(() -> jvm.ask(command), answer::equals);
  }

  private static void awaitCalls(String symbol, long calls) {
    AgentJvm.awaiting("call " + calls + " for " + symbol)
        .until(() -> upstream.calls(symbol) == calls);
  }
}
