package io.tickcache.agent.dispatch;

import static io.tickcache.agent.dispatch.World.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tickcache.agent.cache.StaleReason;
import io.tickcache.agent.instrument.Calls;
import io.tickcache.agent.upstream.Budget;
import io.tickcache.rules.Allowance;
import io.tickcache.rules.BackOff;
import io.tickcache.rules.ErrorPattern;
import io.tickcache.rules.Mode;
import io.tickcache.rules.OnError;
import io.tickcache.rules.Rule;
import io.tickcache.rules.Upstream;
import io.tickcache.rules.ValuePath;
import io.tickcache.rules.Verification;
import io.tickcache.rules.WhenExhausted;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What callers get whose client fails, by every way in which methods answer. */
class OnErrorTest {

  private final IllegalStateException down = new IllegalStateException("down");
  private static final Duration TWO = Duration.ofSeconds(2);
  private static final OnError STALE = new OnError(Duration.ofSeconds(30), List.of(), TWO);

  @RegisterExtension private final World world = new World();

  private static Rule.Builder granting(String method) {
    return rule("quotes", Client.class, method).ttl(Duration.ofSeconds(5)).onError(STALE);
  }

  private Object client(Rule.Builder... rules) {
    Rule[] built = new Rule[rules.length];
    for (int i = 0; i < rules.length; i++) {
      built[i] = rules[i].build();
    }
    return world.client(Client.class, built);
  }

  private static void fails(Object client, RuntimeException failure) throws Throwable {
    Calls.call(client, "fails", failure);
  }

  private long stale(StaleReason reason) {
    return world.stats("quotes").stale(reason).sum();
  }

  @Test
  void aCallThatFailsGetsTheLastAnswer() throws Throwable {
    Object client = client(granting("quote"));
    assertThat(Calls.call(client, "quote", "AAPL")).isEqualTo("AAPL@1");
    fails(client, down);
    world.pass(5_000);

    assertThat(Calls.call(client, "quote", "AAPL")).isEqualTo("AAPL@1");
    assertThat(Calls.call(client, "quote", "AAPL")).isEqualTo("AAPL@1");

    assertThat(Calls.call(client, "bodies")).as("upstream is left alone").isEqualTo(2);
    assertThat(stale(StaleReason.FAILURE)).isOne();
    assertThat(stale(StaleReason.HELD)).isOne();
  }

  @Test
  void withoutALastAnswerTheFailureIsTheClientsOwn() throws Throwable {
    Object client = client(granting("quote"));
    fails(client, down);

    assertThat(catchThrowable(() -> Calls.call(client, "quote", "AAPL"))).isSameAs(down);
  }

  @Test
  void pastTheGraceTheFailureIsTheClientsOwn() throws Throwable {
    Object client = client(granting("quote"));
    Calls.call(client, "quote", "AAPL");
    fails(client, down);
    world.pass(35_000);

    assertThat(catchThrowable(() -> Calls.call(client, "quote", "AAPL"))).isSameAs(down);
  }

  @Test
  void aPrimitiveIsAnAnswerToo() throws Throwable {
    Object client = client(granting("price"));
    assertThat(Calls.call(client, "price", "AAPL")).isEqualTo(1.0);
    fails(client, down);
    world.pass(5_000);

    assertThat(Calls.call(client, "price", "AAPL")).isEqualTo(1.0);
  }

  @Test
  void aPrimitiveThatCantBeHadFailsAsItDoes() throws Throwable {
    Object client = client(granting("price"));
    fails(client, down);

    assertThat(catchThrowable(() -> Calls.call(client, "price", "AAPL"))).isSameAs(down);
  }

  @Test
  void whatIsMadeOfALastAnswerIsAsOldAsThat() throws Throwable {
    Object client =
        client(granting("quote"), rule("board", Client.class, "board").ttl(Duration.ofSeconds(60)));
    Calls.call(client, "quote", "AAPL");
    fails(client, down);
    world.pass(20_000);
    assertThat(Calls.call(client, "board", "AAPL")).isEqualTo("board of AAPL@1");

    world.pass(39_999);
    assertThat(Calls.call(client, "boards")).as("bodies so far").isEqualTo(1);
    Calls.call(client, "fails", (Object) null);
    Calls.call(client, "board", "AAPL");
    assertThat(Calls.call(client, "boards")).isEqualTo(1);
    world.pass(1);
    assertThat(Calls.call(client, "board", "AAPL")).isEqualTo("board of AAPL@3");
  }

  @Test
  void aPromiseThatWasCancelledStaysSo() throws Throwable {
    Object client = client(granting("later"));
    assertThat(promised(client)).isCompleted();
    world.pass(5_000);
    Calls.call(client, "breaksPromises", new CompletionException(new CancellationException()));

    assertThat(promised(client)).isCompletedExceptionally();
  }

  @Test
  void methodsOfOneCacheStandInForEachOther() throws Throwable {
    Object client =
        client(
            granting("quote").cache("quotes").shared(true),
            rule("other", Client.class, "other")
                .ttl(Duration.ofSeconds(5))
                .cache("quotes")
                .shared(true)
                .onError(STALE));
    Calls.call(client, "other", "AAPL");
    fails(client, down);
    world.pass(5_000);

    assertThat(Calls.call(client, "quote", "AAPL")).isEqualTo("other AAPL@1");
  }

  @Test
  void aRuleThatIsGrantedItLaterIsWovenAnew() throws Throwable {
    Object client = client(granting("quote").onError(null));
    Calls.call(client, "quote", "AAPL");

    world.change(granting("quote").build());

    assertThat(world.wovenAgain()).containsExactly(Client.class.getName());
  }

  @Test
  void aPromiseThatIsBrokenIsKeptWithTheLastAnswer() throws Throwable {
    Object client = client(granting("later"));
    assertThat(promised(client)).isCompletedWithValue("AAPL@1");
    world.pass(5_000);

    Calls.call(client, "breaksPromises", down);
    assertThat(promised(client)).isCompletedWithValue("AAPL@1");
    assertThat(promised(client)).isCompletedWithValue("AAPL@1");

    assertThat(stale(StaleReason.FAILURE)).isOne();
    assertThat(stale(StaleReason.HELD)).isOne();
  }

  @Test
  void aMethodThatFailsToPromisePromisesTheLastAnswer() throws Throwable {
    Object client = client(granting("later"));
    assertThat(promised(client)).isCompleted();
    fails(client, down);
    world.pass(5_000);

    assertThat(promised(client)).isCompletedWithValue("AAPL@1");
  }

  @Test
  void aBrokenPromiseIsTheClientsOwnWithoutALastAnswer() throws Throwable {
    Object client = client(granting("later"));
    Calls.call(client, "breaksPromises", down);

    assertThat(catchThrowable(promised(client)::get)).hasCause(down);
  }

  @SuppressWarnings("unchecked") // as the method declares it
  private static CompletableFuture<Object> promised(Object client) throws Throwable {
    return (CompletableFuture<Object>) Calls.call(client, "later", "AAPL");
  }

  private static Rule.Builder many(String method) {
    return granting(method).symbols(ValuePath.parse("arg0"));
  }

  @Test
  void aCallForManyThatFailsGetsTheLastAnswersOfAllThatWasWanted() throws Throwable {
    Object client = client(many("many"));
    assertThat(Calls.call(client, "many", List.of("A", "B"))).hasToString("{A=A@1, B=B@1}");
    world.pass(4_000);
    assertThat(Calls.call(client, "many", List.of("B", "C"))).hasToString("{B=B@1, C=C@2}");
    fails(client, down);
    world.pass(1_000);

    assertThat(Calls.call(client, "many", List.of("A", "C", "B")))
        .hasToString("{A=A@1, C=C@2, B=B@1}");
    assertThat(stale(StaleReason.FAILURE)).isEqualTo(2);
    assertThat(Calls.call(client, "many", List.of("A", "B"))).hasToString("{A=A@1, B=B@1}");
    assertThat(stale(StaleReason.HELD)).isEqualTo(2);
    assertThat(catchThrowable(() -> Calls.call(client, "many", List.of("A", "D"))))
        .as("nothing is known of one of them")
        .isSameAs(down);
  }

  @Test
  void aPromiseOfManyThatIsBrokenIsKeptWithTheLastAnswers() throws Throwable {
    Object client = client(many("manyLater"));
    assertThat(promisedMany(client)).isCompletedWithValue(Map.of("A", "A@1", "B", "B@1"));
    world.pass(5_000);
    Calls.call(client, "breaksPromises", down);

    assertThat(promisedMany(client)).isCompletedWithValue(Map.of("A", "A@1", "B", "B@1"));
    assertThat(promisedMany(client)).isCompletedWithValue(Map.of("A", "A@1", "B", "B@1"));
    fails(client, down);
    world.pass(2_000);
    assertThat(promisedMany(client)).isCompletedWithValue(Map.of("A", "A@1", "B", "B@1"));
    assertThat(stale(StaleReason.FAILURE)).isEqualTo(4);
  }

  @SuppressWarnings("unchecked") // as the method declares it
  private static CompletableFuture<Object> promisedMany(Object client) throws Throwable {
    return (CompletableFuture<Object>) Calls.call(client, "manyLater", List.of("A", "B"));
  }

  @Test
  void aCallForManyHandsOutNothingBeyondItsGrant() throws Throwable {
    Object client = client(many("many"));
    Calls.call(client, "many", List.of("A"));
    world.pass(4_999);
    Calls.call(client, "many", List.of("B"));
    world.pass(5_000);
    Calls.call(client, "failsAfter", (Runnable) () -> world.pass(30_000), down);

    assertThat(catchThrowable(() -> Calls.call(client, "many", List.of("A", "B"))))
        .as("A is 40 s old by then")
        .isSameAs(down);
  }

  @Test
  void aHitThatHasWaitedForAFailureIsNotHandedOutTooLate() throws Throwable {
    Object client = client(many("many"));
    Calls.call(client, "many", List.of("B"));
    world.pass(200);
    Calls.call(client, "many", List.of("A"));
    world.pass(4_900);
    Calls.call(client, "failsAfter", (Runnable) () -> world.pass(20_000), down);

    assertThat(catchThrowable(() -> Calls.call(client, "many", List.of("A", "B"))))
        .as("A was a hit, 25 s ago")
        .isSameAs(down);
  }

  @Test
  void answersPastTheirTimeAreNotChecked() throws Throwable {
    Object client = client(granting("quote").verify(new Verification(100, null)));
    Calls.call(client, "quote", "AAPL");
    fails(client, down);
    world.pass(5_000);

    assertThat(Calls.call(client, "quote", "AAPL")).isEqualTo("AAPL@1");
    assertThat(Calls.call(client, "quote", "AAPL")).isEqualTo("AAPL@1");

    assertThat(Calls.call(client, "bodies")).isEqualTo(2);
  }

  @Test
  void whatIsOnlyWatchedFailsAsItDoes() throws Throwable {
    Object client = client(granting("quote").mode(Mode.SHADOW));
    Calls.call(client, "quote", "AAPL");
    fails(client, down);
    world.pass(5_000);

    assertThat(catchThrowable(() -> Calls.call(client, "quote", "AAPL"))).isSameAs(down);
  }

  private Budget allow(WhenExhausted whenExhausted) {
    world
        .budgets()
        .become(
            List.of(
                new Upstream(
                    "binance", List.of(new Allowance(1, Duration.ofSeconds(100))), whenExhausted)),
            false);
    return Objects.requireNonNull(world.budgets().named("binance"));
  }

  @Test
  void aBudgetWithoutRoomIsSparedByTheLastAnswers() throws Throwable {
    Budget budget = allow(WhenExhausted.STALE);
    Object client = client(granting("quote").upstream("binance"));
    Calls.call(client, "quote", "AAPL");
    world.pass(5_000);

    assertThat(Calls.call(client, "quote", "AAPL")).isEqualTo("AAPL@1");
    assertThat(Calls.call(client, "quote", "AAPL")).isEqualTo("AAPL@1");
    world.pass(100);
    assertThat(Calls.call(client, "quote", "AAPL")).isEqualTo("AAPL@1");

    assertThat(stale(StaleReason.EXHAUSTED)).isEqualTo(2);
    assertThat(stale(StaleReason.HELD)).isOne();
    assertThat(budget.stats().forgone.sum()).isEqualTo(2);
    assertThat(budget.stats().overdrawn.sum()).isZero();
  }

  @Test
  void whoWouldHaveToWaitForRoomIsKeptFirst() throws Throwable {
    Budget budget = allow(WhenExhausted.waiting(Duration.ofMillis(1)));
    Object client = client(granting("quote").upstream("binance"));
    Calls.call(client, "quote", "AAPL");
    world.pass(5_000);
    CompletableFuture<Object> call =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return Calls.call(client, "quote", "AAPL");
              } catch (Throwable failure) {
                throw new IllegalStateException(failure);
              }
            });
    while (budget.waiting() == 0) {
      Thread.onSpinWait();
    }
    world.pass(1);

    assertThat(call.get()).isEqualTo("AAPL@1");
    assertThat(budget.stats().forgone.sum()).isOne();
  }

  @Test
  void whoCallsAllTheSameGetsWhatUpstreamSays() throws Throwable {
    allow(WhenExhausted.CALL);
    Object client = client(granting("quote").upstream("binance"));
    Calls.call(client, "quote", "AAPL");
    world.pass(5_000);

    assertThat(Calls.call(client, "quote", "AAPL")).isEqualTo("AAPL@2");
  }

  @Test
  void aPromiseIsKeptWithTheLastAnswerWhereThereIsNoRoom() throws Throwable {
    allow(WhenExhausted.STALE);
    Object client = client(granting("later").upstream("binance"));
    assertThat(promised(client)).isCompleted();
    world.pass(5_000);

    assertThat(promised(client)).isCompletedWithValue("AAPL@1");
    assertThat(Calls.call(client, "bodies")).isEqualTo(1);
  }

  @Test
  void aCallForManyGetsTheLastAnswersWhereThereIsNoRoom() throws Throwable {
    allow(WhenExhausted.STALE);
    Object client = client(many("many").upstream("binance"));
    Calls.call(client, "many", List.of("A", "B"));
    world.pass(5_000);

    assertThat(Calls.call(client, "many", List.of("A", "B"))).hasToString("{A=A@1, B=B@1}");
    assertThat(Calls.call(client, "bodies")).isEqualTo(1);
  }

  @Test
  void aPromiseOfManyIsKeptWithTheLastAnswersWhereThereIsNoRoom() throws Throwable {
    allow(WhenExhausted.STALE);
    Object client = client(many("manyLater").upstream("binance"));
    assertThat(promisedMany(client)).isCompleted();
    world.pass(5_000);

    assertThat(promisedMany(client)).isCompletedWithValue(Map.of("A", "A@1", "B", "B@1"));
    assertThat(Calls.call(client, "bodies")).isEqualTo(1);
  }

  @Test
  void aCallThatItsUpstreamWouldRefuseGetsTheLastAnswer() throws Throwable {
    BackOff backOff =
        new BackOff(
            List.of(ErrorPattern.ofClass(IllegalStateException.class.getName())),
            Duration.ofSeconds(10),
            Duration.ofMinutes(5),
            null);
    world
        .budgets()
        .become(List.of(new Upstream("binance", List.of(), WhenExhausted.CALL, backOff)), false);
    OnError other = new OnError(Duration.ofSeconds(30), List.of("java.io.IOException"), TWO);
    Object client = client(granting("quote").upstream("binance").onError(other));
    Calls.call(client, "quote", "AAPL");
    fails(client, down);
    world.pass(5_000);
    assertThat(catchThrowable(() -> Calls.call(client, "quote", "AAPL"))).isSameAs(down);

    assertThat(Calls.call(client, "quote", "AAPL")).isEqualTo("AAPL@1");

    assertThat(Calls.call(client, "bodies")).isEqualTo(2);
    assertThat(stale(StaleReason.EXHAUSTED)).isOne();
    assertThat(catchThrowable(() -> Calls.call(client, "quote", "NEVER"))).isSameAs(down);
    assertThat(Calls.call(client, "bodies")).isEqualTo(2);
  }

  /** A client that notes how often it is asked, and fails when it is told to. */
  static class Client {
    private Runnable before = () -> {};
    private RuntimeException failure;
    private RuntimeException broken;
    private int bodies;
    private int boards;

    void fails(RuntimeException with) {
      failure = with;
    }

    void breaksPromises(RuntimeException with) {
      broken = with;
    }

    int bodies() {
      return bodies;
    }

    void failsAfter(Runnable step, RuntimeException with) {
      before = step;
      failure = with;
    }

    private String answer(String symbol) {
      before.run();
      if (failure != null) {
        throw failure;
      }
      return symbol + "@" + bodies;
    }

    String quote(String symbol) {
      bodies++;
      return answer(symbol);
    }

    String other(String symbol) {
      bodies++;
      return "other " + answer(symbol);
    }

    String board(String symbol) {
      boards++;
      return "board of " + quote(symbol);
    }

    int boards() {
      return boards;
    }

    double price(String symbol) {
      bodies++;
      answer(symbol);
      return bodies;
    }

    private <T> CompletableFuture<T> promise(T answer) {
      CompletableFuture<T> promise = new CompletableFuture<>();
      if (broken == null) {
        promise.complete(answer);
      } else {
        promise.completeExceptionally(broken);
      }
      return promise;
    }

    CompletableFuture<String> later(String symbol) {
      bodies++;
      return promise(answer(symbol));
    }

    private Map<String, String> answers(List<String> symbols) {
      Map<String, String> answers = new LinkedHashMap<>();
      for (String symbol : symbols) {
        answers.put(symbol, answer(symbol));
      }
      return answers;
    }

    Map<String, String> many(List<String> symbols) {
      bodies++;
      return answers(symbols);
    }

    CompletableFuture<Map<String, String>> manyLater(List<String> symbols) {
      bodies++;
      return promise(answers(symbols));
    }
  }
}
