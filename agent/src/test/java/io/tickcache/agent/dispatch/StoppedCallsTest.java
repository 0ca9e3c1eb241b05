package io.tickcache.agent.dispatch;

import static io.tickcache.agent.dispatch.World.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tickcache.agent.instrument.Calls;
import io.tickcache.agent.upstream.Brake;
import io.tickcache.agent.upstream.Stop;
import io.tickcache.rules.BackOff;
import io.tickcache.rules.Callback;
import io.tickcache.rules.Condition;
import io.tickcache.rules.ErrorPattern;
import io.tickcache.rules.Mode;
import io.tickcache.rules.Rule;
import io.tickcache.rules.SymbolPattern;
import io.tickcache.rules.Upstream;
import io.tickcache.rules.ValuePath;
import io.tickcache.rules.Verification;
import io.tickcache.rules.WhenExhausted;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What calls get while their provider refuses them, and which errors stop them. */
class StoppedCallsTest {

  private static final String BUSY = Busy.class.getName();

  @RegisterExtension private final World world = new World();

  @BeforeEach
  void stopAfterBusy() {
    stopOn(ErrorPattern.ofClass(BUSY));
  }

  private void stopOn(ErrorPattern... errors) {
    stopOn(null, errors);
  }

  private void stopOn(@Nullable ValuePath retryAfter, ErrorPattern... errors) {
    world.budgets().become(List.of(binance(retryAfter, errors)), true);
  }

  private static Upstream binance(@Nullable ValuePath retryAfter, ErrorPattern... errors) {
    Duration ten = Duration.ofSeconds(10);
    BackOff backOff = new BackOff(List.of(errors), ten, ten, retryAfter);
    return new Upstream("binance", List.of(), WhenExhausted.CALL, backOff);
  }

  private static Rule.Builder paying(String method) {
    return rule(method, Client.class, method).ttl(Duration.ofSeconds(5)).upstream("binance");
  }

  private Object client(Rule.Builder... rules) {
    Rule[] built = new Rule[rules.length];
    for (int i = 0; i < rules.length; i++) {
      built[i] = rules[i].build();
    }
    return world.client(Client.class, built);
  }

  private Brake brake() {
    return Objects.requireNonNull(world.budgets().named("binance")).brake();
  }

  private void stopElsewhere() {
    world.budgets().heard("binance", 7, 10_000, new Stop(1, 0, "slow down"));
  }

  /** Has the provider fail with this from now on; null for no more. */
  private static void failWith(Object client, @Nullable Throwable failure) throws Throwable {
    Calls.call(client, "failWith", failure);
  }

  private static Throwable failureOf(Object client, String method, Object... arguments) {
    return Objects.requireNonNull(catchThrowable(() -> Calls.call(client, method, arguments)));
  }

  private static int bodies(Object client) throws Throwable {
    return (int) Calls.call(client, "bodies");
  }

  /** The error as the client's own loader has its class. */
  private static Throwable busy(Object client) throws Throwable {
    return (Throwable) Calls.call(client, "busy");
  }

  @Test
  void anErrorThatTheProviderGivesAgainAndAgainStopsCallsEachTime() throws Throwable {
    world.budgets().become(List.of(binance(null, ErrorPattern.ofClass(BUSY))), false);
    Object client = client(paying("quote"));
    Throwable busy = busy(client);
    failWith(client, busy);
    assertThat(failureOf(client, "quote", "AAPL")).isSameAs(busy);
    assertThat(failureOf(client, "quote", "MSFT")).as("not made").isSameAs(busy);
    failWith(client, null);
    world.pass(10_000);
    Calls.call(client, "quote", "IBM");
    failWith(client, busy);

    assertThat(failureOf(client, "quote", "AAPL")).isSameAs(busy);

    assertThat(brake().leftNanos()).isPositive();
    assertThat(bodies(client)).isEqualTo(3);
  }

  @Test
  void aRefusalThatTheCallAroundItKeepsToItselfStopsCallsAsWell() throws Throwable {
    Object client = client(paying("swallowing"), paying("quote"));
    Throwable busy = busy(client);
    failWith(client, busy);
    assertThat(Calls.call(client, "swallowing", "AAPL")).isEqualTo("none");

    assertThat(failureOf(client, "quote", "MSFT")).isSameAs(busy);

    assertThat(bodies(client)).isOne();
  }

  @Test
  void callsGetTheVeryErrorThatTheProviderHasGiven() throws Throwable {
    Object client = client(paying("quote"));
    Calls.call(client, "quote", "IBM");
    Throwable busy = busy(client);
    failWith(client, busy);
    assertThat(failureOf(client, "quote", "AAPL")).isSameAs(busy);
    failWith(client, null);

    assertThat(failureOf(client, "quote", "MSFT")).isSameAs(busy);
    assertThat(failureOf(client, "quote", (Object) null)).isSameAs(busy);
    assertThat(Calls.call(client, "quote", "IBM")).as("it is cached").isEqualTo("IBM@1");
    assertThat(bodies(client)).isEqualTo(2);
    assertThat(brake().stats().failed.sum()).isEqualTo(2);
    assertThat(world.cache("quote").loadsUnderWay()).isZero();
  }

  @Test
  void theirProviderHearsOfOneCallWhenTheTimeIsOverAndOfAllWhenItIsTaken() throws Throwable {
    world.budgets().become(List.of(binance(null, ErrorPattern.ofClass(BUSY))), false);
    Object client = client(paying("quote"));
    failWith(client, busy(client));
    failureOf(client, "quote", "A");
    world.pass(10_001);
    failureOf(client, "quote", "B");
    failureOf(client, "quote", "C");
    assertThat(bodies(client)).isEqualTo(2);

    failWith(client, null);
    world.pass(10_001);
    assertThat(Calls.call(client, "quote", "D")).isEqualTo("D@3");
    assertThat(Calls.call(client, "quote", "E")).isEqualTo("E@4");
  }

  @Test
  void whoHasNotSeenItGetsAnErrorOfTheClassThatTheRulesName() throws Throwable {
    Object client = client(paying("quote"));
    stopElsewhere();

    Throwable failure = failureOf(client, "quote", "AAPL");

    assertThat(failure).isInstanceOf(busy(client).getClass()).hasMessage("slow down");
    assertThat(failure.getStackTrace()[0].getMethodName()).isEqualTo("quote");
    assertThat(failure.getStackTrace()[0].getClassName()).isEqualTo(Client.class.getName());
    assertThat(bodies(client)).isZero();
  }

  @Test
  void whereNoErrorCanBeGotTheCallIsMade() throws Throwable {
    stopOn(ErrorPattern.ofClass(IOException.class.getName()));
    Object client = client(paying("quote"), paying("declaring"));
    stopElsewhere();

    assertThat(failureOf(client, "declaring", "AAPL")).isInstanceOf(IOException.class);
    assertThat(Calls.call(client, "quote", "AAPL")).isEqualTo("AAPL@1");
    assertThat(brake().stats().made.sum()).isOne();
    assertThat(failureOf(client, "declaring", "AAPL")).as("it ends nothing").isNotNull();
  }

  @Test
  void anErrorWhoseClassNobodyNamesCanOnlyBeGotByWhoHasSeenIt() throws Throwable {
    stopOn(new ErrorPattern(null, SymbolPattern.of("*down"), List.of()));
    Object client = client(paying("quote"), paying("declaring"));
    Throwable failure = new IOException("slow down");
    failWith(client, failure);
    assertThat(failureOf(client, "declaring", "AAPL")).isSameAs(failure);
    failWith(client, null);

    assertThat(failureOf(client, "declaring", "MSFT")).isSameAs(failure);
    assertThat(Calls.call(client, "quote", "AAPL")).isEqualTo("AAPL@2");
  }

  @Test
  void onlyErrorsThatFitAllThatIsSaidStopCalls() throws Throwable {
    stopOn(
        ValuePath.parse("error.wait"),
        new ErrorPattern(BUSY, null, List.of(Condition.is(ValuePath.parse("error.code"), "429"))));
    Object client = client(paying("quote"));
    failWith(client, new IllegalStateException("slow down"));
    failureOf(client, "quote", "AAPL");
    failWith(client, (Throwable) Calls.call(client, "busy", 500, "1"));
    failureOf(client, "quote", "AAPL");
    assertThat(brake().leftNanos()).isNegative();

    failWith(client, (Throwable) Calls.call(client, "busy", 429, " 12.5 "));
    failureOf(client, "quote", "AAPL");
    assertThat(brake().leftNanos()).isEqualTo(12_500_000_000L);
  }

  @Test
  @SuppressWarnings("unchecked") // as the method declares it
  void whoIsPromisedAnAnswerGetsAPromiseThatFails() throws Throwable {
    Object client = client(paying("later"));
    CompletableFuture<String> promise = new CompletableFuture<>();
    Calls.call(client, "promise", promise);
    Calls.call(client, "later", "AAPL");
    Throwable busy = busy(client);
    promise.completeExceptionally(new CompletionException(busy));

    CompletableFuture<String> got = (CompletableFuture<String>) Calls.call(client, "later", "MSFT");

    assertThat(catchThrowable(got::get)).hasCause(busy);
    got = (CompletableFuture<String>) Calls.call(client, "later", (Object) null);
    assertThat(catchThrowable(got::get)).hasCause(busy);
    assertThat(bodies(client)).isOne();
  }

  @Test
  void aCallbackIsToldByItsOwnMethodForFailures() throws Throwable {
    Object client = client(paying("ask").callback(Callback.of(1, "took", 0, "failed", null)));
    Notes told = new Notes();
    failWith(client, new Busy("slow down", 0, ""));
    stopOn(ErrorPattern.ofClass(BUSY));
    Calls.call(client, "ask", "AAPL", told);
    assertThat(told.failures).hasSize(1);
    failWith(client, null);
    Calls.call(client, "ask", "MSFT", told);

    assertThat(told.failures).hasSize(2);
    assertThat(told.failures.get(1)).isSameAs(told.failures.get(0));
    assertThat(bodies(client)).isOne();
  }

  @Test
  void aCallbackThatCanBeToldOfNoFailureIsAskedFor() throws Throwable {
    Object client = client(paying("ask").callback(Callback.of(1, "took", 0, null, null)));
    stopElsewhere();
    Notes told = new Notes();
    Calls.call(client, "ask", "AAPL", told);

    assertThat(told.answers).containsExactly("AAPL@1");
    assertThat(brake().stats().made.sum()).isOne();
  }

  @Test
  void aCallbackIsToldWhereTheClientWouldHaveDoneSo() throws Throwable {
    List<Runnable> queue = new ArrayList<>();
    Object client =
        client(
            paying("askOn")
                .symbol(ValuePath.parse("arg0"))
                .ignore(List.of(ValuePath.parse("arg2")))
                .callback(Callback.of(1, "took", 0, "failed", ValuePath.parse("arg2"))));
    stopElsewhere();
    Notes told = new Notes();
    Calls.call(client, "askOn", "AAPL", told, (Executor) queue::add);
    assertThat(told.failures).isEmpty();
    queue.get(0).run();
    assertThat(told.failures).hasSize(1);

    Executor closed =
        task -> {
          throw new IllegalStateException("closed");
        };
    Calls.call(client, "askOn", "AAPL", told, closed);
    assertThat(told.failures).as("on the thread of the call").hasSize(2);
  }

  @Test
  void aCallForManyFailsAsOneForWhatIsMissing() throws Throwable {
    Object client = client(paying("many").symbols(ValuePath.parse("arg0")));
    Calls.call(client, "many", List.of("A"));
    stopElsewhere();

    assertThat(Calls.call(client, "many", List.of("A"))).hasToString("{A=A@1}");
    assertThat(failureOf(client, "many", List.of("A", "B"))).isInstanceOf(busy(client).getClass());
    assertThat(bodies(client)).isOne();
  }

  @Test
  void callsWithinOneThatIsMadeAreMade() throws Throwable {
    Object client = client(paying("outer"), paying("quote"));
    failWith(client, null);
    Calls.call(client, "during", (Runnable) this::stopElsewhere);

    assertThat(Calls.call(client, "outer", "AAPL")).isEqualTo("outer AAPL@1");
    failureOf(client, "outer", "MSFT");
  }

  @Test
  void callsThatAreOnlyWatchedAreStoppedToo() throws Throwable {
    for (Mode mode : List.of(Mode.OBSERVE, Mode.SHADOW)) {
      Object client = client(paying("quote").mode(mode));
      stopElsewhere();
      failureOf(client, "quote", "AAPL");
      assertThat(bodies(client)).isZero();
      stopAfterBusy();
    }
  }

  @Test
  @SuppressWarnings("unchecked") // as the methods declare it
  void whatIsOnlyGuardedMayReturnAnything() throws Throwable {
    Object client =
        client(
            paying("stream").mode(Mode.GUARD),
            paying("order").mode(Mode.GUARD),
            paying("later").mode(Mode.GUARD),
            paying("ask").mode(Mode.GUARD));
    assertThat((Stream<String>) Calls.call(client, "stream", "AAPL")).containsExactly("AAPL@1");
    assertThat((Stream<String>) Calls.call(client, "stream", "AAPL")).containsExactly("AAPL@2");
    failWith(client, busy(client));
    Throwable busy = failureOf(client, "order", "AAPL");

    assertThat(failureOf(client, "stream", "AAPL")).isSameAs(busy);
    assertThat(failureOf(client, "order", "AAPL")).isSameAs(busy);
    CompletableFuture<String> got = (CompletableFuture<String>) Calls.call(client, "later", "MSFT");
    assertThat(catchThrowable(got::get)).hasCause(busy);
    assertThat(bodies(client)).isEqualTo(3);
    assertThat(world.cache("stream")).isNull();
  }

  @Test
  void aRuleMayCacheWhatItHasGuardedAndGuardWhatItHasCached() throws Throwable {
    Rule.Builder guard = paying("quote").mode(Mode.GUARD);
    Object client = client(guard);
    Calls.call(client, "quote", "AAPL");
    Calls.call(client, "quote", "AAPL");
    world.change(paying("quote").build());
    Calls.call(client, "quote", "AAPL");
    assertThat(Calls.call(client, "quote", "AAPL")).isEqualTo("AAPL@3");
    world.change(guard.build());
    Calls.call(client, "quote", "AAPL");

    assertThat(Calls.call(client, "quote", "AAPL")).isEqualTo("AAPL@5");
    assertThat(world.cache("quote")).isNull();
  }

  @Test
  void whatIsInTheCacheIsNotCheckedThen() throws Throwable {
    Verification all = new Verification(1, null);
    Object client =
        client(
            paying("quote").verify(all),
            paying("many").symbols(ValuePath.parse("arg0")).verify(all));
    Calls.call(client, "quote", "AAPL");
    Calls.call(client, "many", List.of("A"));
    stopElsewhere();

    assertThat(Calls.call(client, "quote", "AAPL")).isEqualTo("AAPL@1");
    assertThat(Calls.call(client, "many", List.of("A"))).hasToString("{A=A@2}");
    assertThat(failureOf(client, "many", List.of("A", "B"))).isNotNull();
    assertThat(bodies(client)).isEqualTo(2);
  }

  /** A callback. */
  public interface Told {
    void took(String answer);

    void failed(Throwable failure);
  }

  /** Notes what it is told. */
  private static final class Notes implements Told {
    private final List<String> answers = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();

    @Override
    public void took(String answer) {
      answers.add(answer);
    }

    @Override
    public void failed(Throwable failure) {
      failures.add(failure);
    }
  }

  /** What a provider says to who asks too often. */
  public static class Busy extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int code;
    private final String wait;

    public Busy(String message) {
      this(message, 429, "");
    }

    public Busy(String message, int code, String wait) {
      super(message);
      this.code = code;
      this.wait = wait;
    }

    public int getCode() {
      return code;
    }

    public String getWait() {
      return wait;
    }
  }

  /** A client that notes how often it is asked. */
  static class Client {
    private Throwable failure;
    private Runnable during = () -> {};
    private CompletableFuture<String> promise = new CompletableFuture<>();
    private int bodies;

    void failWith(Throwable what) {
      failure = what;
    }

    void promise(CompletableFuture<String> what) {
      promise = what;
    }

    void during(Runnable what) {
      during = what;
    }

    int bodies() {
      return bodies;
    }

    Throwable busy() {
      return new Busy("slow down");
    }

    Throwable busy(int code, String wait) {
      return new Busy("slow down", code, wait);
    }

    String quote(String symbol) {
      bodies++;
      if (failure instanceof RuntimeException) {
        throw (RuntimeException) failure;
      }
      return symbol + "@" + bodies;
    }

    String declaring(String symbol) throws IOException {
      bodies++;
      if (failure instanceof IOException) {
        throw (IOException) failure;
      }
      return symbol + "@" + bodies;
    }

    String swallowing(String symbol) {
      try {
        return quote(symbol);
      } catch (RuntimeException refused) {
        return "none";
      }
    }

    String outer(String symbol) {
      during.run();
      return "outer " + quote(symbol);
    }

    CompletableFuture<String> later(String symbol) {
      bodies++;
      return promise;
    }

    Stream<String> stream(String symbol) {
      return Stream.of(quote(symbol));
    }

    void order(String symbol) {
      quote(symbol);
    }

    void ask(String symbol, Told told) {
      bodies++;
      if (failure == null) {
        told.took(symbol + "@" + bodies);
      } else {
        told.failed(failure);
      }
    }

    void askOn(String symbol, Told told, Executor on) {
      ask(symbol, told);
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
