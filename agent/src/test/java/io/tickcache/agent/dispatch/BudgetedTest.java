package io.tickcache.agent.dispatch;

import static io.tickcache.agent.dispatch.World.rule;
import static io.tickcache.agent.upstream.Taking.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tickcache.agent.instrument.Calls;
import io.tickcache.agent.upstream.Budget;
import io.tickcache.agent.upstream.BudgetStats;
import io.tickcache.rules.Allowance;
import io.tickcache.rules.Callback;
import io.tickcache.rules.Mode;
import io.tickcache.rules.Rule;
import io.tickcache.rules.Upstream;
import io.tickcache.rules.ValuePath;
import io.tickcache.rules.WhenExhausted;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which calls cost something of their upstream's budget, and until when. */
class BudgetedTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  @RegisterExtension private final World world = new World();

  @BeforeEach
  void allowThreeCallsASecond() {
    world.budgets().become(List.of(binance(3, Duration.ZERO)), false);
  }

  private static Upstream binance(int calls, Duration wait) {
    return new Upstream(
        "binance", List.of(new Allowance(calls, SECOND)), WhenExhausted.waiting(wait));
  }

  private static Rule.Builder paying(String method) {
    return rule("quotes", Client.class, method).ttl(Duration.ofSeconds(5)).upstream("binance");
  }

  private Object client(Rule.Builder... rules) {
    Rule[] built = new Rule[rules.length];
    for (int i = 0; i < rules.length; i++) {
      built[i] = rules[i].build();
    }
    return world.client(Client.class, built);
  }

  private static Object quote(Object client, String symbol) throws Throwable {
    return Calls.call(client, "quote", symbol);
  }

  private BudgetStats stats() {
    return budget().stats();
  }

  private Budget budget() {
    return Objects.requireNonNull(world.budgets().named("binance"));
  }

  private void assertCounts(long granted, long overdrawn) {
    assertThat(List.of(stats().granted.sum(), stats().overdrawn.sum()))
        .as("granted, overdrawn")
        .containsExactly(granted, overdrawn);
  }

  @Test
  void loadsCostAndHitsDoNot() throws Throwable {
    Object client = client(paying("quote"));
    for (int i = 0; i < 5; i++) {
      assertThat(quote(client, "AAPL")).isEqualTo("AAPL@1");
    }
    quote(client, "MSFT");
    assertCounts(2, 0);

    quote(client, "IBM");
    assertThat(quote(client, "SAP")).as("it is made all the same").isEqualTo("SAP@4");
    assertCounts(3, 1);
    world.pass(1_002);
    quote(client, "BMW");
    assertCounts(4, 1);
  }

  @Test
  void callsThatBypassTheCacheCost() throws Throwable {
    Object client = client(paying("quote"));

    assertThat(quote(client, null)).isEqualTo("null@1");

    assertCounts(1, 0);
  }

  @Test
  void callsThatAreOnlyWatchedCost() throws Throwable {
    Object client = client(paying("quote").mode(Mode.OBSERVE));
    for (int i = 1; i <= 3; i++) {
      assertThat(quote(client, "AAPL")).isEqualTo("AAPL@" + i);
    }

    assertCounts(3, 0);
  }

  @Test
  void callsCostWhatTheirRuleSays() throws Throwable {
    Object client = client(paying("quote").weight(2));
    quote(client, "AAPL");
    quote(client, "MSFT");

    assertCounts(1, 1);
  }

  @Test
  void callsOfOtherRulesCostNothing() throws Throwable {
    Object client = client(paying("quote").upstream(null));
    quote(client, "AAPL");

    assertCounts(0, 0);
  }

  @Test
  void aFailureReachesItsCallerAndHasCost() throws Throwable {
    Object client =
        client(
            paying("failing")
                .symbol(ValuePath.parse("arg0"))
                .ignore(List.of(ValuePath.parse("arg1"))));
    RuntimeException failure = new IllegalStateException("upstream");

    assertThat(catchThrowable(() -> Calls.call(client, "failing", "AAPL", failure)))
        .isSameAs(failure);
    assertThat(catchThrowable(() -> Calls.call(client, "failing", "AAPL", failure)))
        .isSameAs(failure);

    assertCounts(2, 0);
    world.pass(1_002);
    assertThat(take(budget(), 3)).isNotNull();
    assertCounts(3, 0);
  }

  @Test
  void ofCallsWithinEachOtherTheOutermostPays() throws Throwable {
    Object client =
        client(
            paying("outer").cache("quotes").shared(true),
            rule("inner", Client.class, "quote").cache("quotes").shared(true).upstream("binance"));

    assertThat(Calls.call(client, "outer", "AAPL")).isEqualTo("outer AAPL@1");
    assertCounts(1, 0);
    quote(client, "MSFT");
    assertCounts(2, 0);
  }

  @Test
  void aCallWithinOneOfNoUpstreamPaysForItself() throws Throwable {
    Object client =
        client(
            paying("outer").cache("quotes").shared(true).upstream(null),
            rule("inner", Client.class, "quote").cache("quotes").shared(true).upstream("binance"));

    Calls.call(client, "outer", "AAPL");

    assertCounts(1, 0);
  }

  @Test
  void ofCallsOfSeveralCachesTheOutermostPaysForTheUpstream() throws Throwable {
    Object client =
        client(paying("outer"), rule("inner", Client.class, "quote").upstream("binance"));

    Calls.call(client, "outer", "AAPL");
    assertCounts(1, 0);
    Calls.call(client, "outer", (Object) null);
    assertCounts(2, 0);
    quote(client, "MSFT");
    assertCounts(3, 0);
  }

  @Test
  void aCallThatIsMadeAnewPaysAnew() throws Throwable {
    Object client = client(paying("later"));
    CompletableFuture<String> first = new CompletableFuture<>();
    Calls.call(client, "during", first);
    Calls.call(client, "later", "AAPL");
    Calls.call(client, "later", "AAPL");
    assertCounts(1, 0);

    Calls.call(client, "during", CompletableFuture.completedFuture("a"));
    first.cancel(true);

    assertCounts(2, 0);
  }

  @Test
  void theAgeOfAnAnswerCountsFromWhenItsCallHadRoom() throws Throwable {
    Object client = client(paying("quote"));
    world.budgets().become(List.of(binance(3, Duration.ofMinutes(10))), false);
    take(budget(), 3);
    CompletableFuture<Object> call =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return quote(client, "AAPL");
              } catch (Throwable failure) {
                throw new IllegalStateException(failure);
              }
            });
    while (budget().waiting() == 0) {
      Thread.onSpinWait();
    }
    world.pass(3_000);
    world.budgets().become(List.of(binance(10, Duration.ofMinutes(10))), false);
    assertThat(call.get()).isEqualTo("AAPL@1");

    world.pass(4_999);
    assertThat(quote(client, "AAPL")).isEqualTo("AAPL@1");
    world.pass(1);
    assertThat(quote(client, "AAPL")).isEqualTo("AAPL@2");
  }

  @Test
  @SuppressWarnings("unchecked") // as the method declares it
  void aPromisedAnswerCostsUntilAPeriodAfterItIsThere() throws Throwable {
    Object client = client(paying("later"));
    CompletableFuture<String> promise = new CompletableFuture<>();
    Calls.call(client, "during", promise);
    CompletableFuture<String> got = (CompletableFuture<String>) Calls.call(client, "later", "AAPL");
    world.pass(50_000);
    take(budget(), 3).end();
    assertCounts(1, 1);

    promise.complete("a");
    assertThat(got).isCompletedWithValue("a");
    world.pass(999);
    take(budget(), 3).end();
    assertCounts(1, 2);
    world.pass(1_002);
    take(budget(), 3).end();
    assertCounts(2, 2);
  }

  @Test
  void anAnswerByCallbackCostsUntilAPeriodAfterItMayHaveBeenAskedFor() throws Throwable {
    Object client = client(paying("callback").callback(Callback.of(1, "accept", 0, null, null)));
    Consumer<String> callback = answer -> {};
    Calls.call(client, "callback", "AAPL", callback);
    assertCounts(1, 0);

    world.pass(1_999);
    take(budget(), 3).end();
    assertCounts(1, 1);
  }

  @Test
  void aCallForManyCostsOnceForWhatIsMissing() throws Throwable {
    Object client =
        client(
            paying("many").symbols(ValuePath.parse("arg0")).cache("quotes").shared(true),
            rule("single", Client.class, "quote").cache("quotes").shared(true).upstream("binance"));
    assertThat(Calls.call(client, "many", List.of("A", "B"))).hasToString("{A=A@1, B=B@1}");
    assertThat(Calls.call(client, "many", List.of("B", "C"))).hasToString("{B=B@1, C=C@2}");
    Calls.call(client, "many", List.of("A", "C"));
    quote(client, "B");

    assertCounts(2, 0);
  }

  @Test
  void otherRulesGoOnWithTheSameBudget() throws Throwable {
    Object client = client(paying("quote"));
    quote(client, "AAPL");
    quote(client, "MSFT");

    world.change(paying("quote").ttl(Duration.ofSeconds(7)).build());
    quote(client, "IBM");
    quote(client, "SAP");

    assertCounts(3, 1);
  }

  /** A client that notes how often it is asked. */
  static class Client {
    private CompletableFuture<String> promise = new CompletableFuture<>();
    private int bodies;

    void during(CompletableFuture<String> what) {
      promise = what;
    }

    String quote(String symbol) {
      bodies++;
      return symbol + "@" + bodies;
    }

    String outer(String symbol) {
      return "outer " + quote(symbol);
    }

    String failing(String symbol, RuntimeException failure) {
      throw failure;
    }

    CompletableFuture<String> later(String symbol) {
      return promise;
    }

    void callback(String symbol, Consumer<String> callback) {
      callback.accept(symbol);
    }

    Map<String, String> many(List<String> symbols) {
      bodies++;
      Map<String, String> answers = new LinkedHashMap<>();
      for (String symbol : symbols) {
        answers.put(symbol, symbol + "@" + bodies);
      }
      return answers;
    }
  }
}
