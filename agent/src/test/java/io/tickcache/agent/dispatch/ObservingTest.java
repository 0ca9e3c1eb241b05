package io.tickcache.agent.dispatch;

import static io.tickcache.agent.dispatch.World.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tickcache.agent.cache.BypassReason;
import io.tickcache.agent.cache.ObservationStats;
import io.tickcache.agent.instrument.Calls;
import io.tickcache.rules.Callback;
import io.tickcache.rules.Freshness;
import io.tickcache.rules.InvalidateOn;
import io.tickcache.rules.MethodPattern;
import io.tickcache.rules.Mode;
import io.tickcache.rules.Rule;
import io.tickcache.rules.ValuePath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls of rules that only observe: all go upstream, untouched, and it is told what might be. */
class ObservingTest {

  private static final Duration TTL = Duration.ofSeconds(5);

  @RegisterExtension private final World world = new World();

  private static Rule.Builder observing(String method) {
    return rule("quotes", Client.class, method).ttl(TTL).mode(Mode.OBSERVE);
  }

  /** Of a method whose second argument is no part of the key. */
  private static Rule.Builder beside(String method) {
    return observing(method)
        .symbol(ValuePath.parse("arg0"))
        .ignore(List.of(ValuePath.parse("arg1")));
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

  private void assertCounts(long hits, long shared, long misses) {
    ObservationStats stats = world.observation("quotes").stats();
    assertThat(List.of(stats.hits(), stats.shared(), stats.misses()))
        .as("hits, shared, misses")
        .containsExactly(hits, shared, misses);
  }

  private long bypasses(BypassReason reason) {
    return world.observation("quotes").bypasses().bypasses(reason).sum();
  }

  @Test
  void everyCallGoesUpstreamAndIsCounted() throws Throwable {
    Object client = client(observing("quote"));

    assertThat(quote(client, "AAPL")).isEqualTo("AAPL@1");
    assertThat(quote(client, "AAPL")).isEqualTo("AAPL@2");
    assertThat(quote(client, "MSFT")).isEqualTo("MSFT@3");
    world.pass(TTL.toMillis());
    assertThat(quote(client, "AAPL")).isEqualTo("AAPL@4");

    assertCounts(1, 0, 3);
    assertThat(world.cache("quotes")).as("there is no cache").isNull();
  }

  @Test
  void theTimeOfHitsIsMeasured() throws Throwable {
    Object client = client(observing("quote"));
    Calls.call(client, "during", (Runnable) () -> world.pass(1_500));
    quote(client, "AAPL");
    quote(client, "AAPL");
    quote(client, "AAPL");

    assertThat(world.observation("quotes").news())
        .isEqualTo(
            "quotes (observe): 3 calls for 1 key in 4.5 s; with ttl 5 s 66.7 % would have been"
                + " answered: 2 calls and 3.0 s of waiting saved");
  }

  @Test
  void aFailureReachesTheCallerAndIsNoAnswer() throws Throwable {
    Object client = client(beside("failing"));
    RuntimeException failure = new IllegalStateException("upstream");

    assertThat(catchThrowable(() -> Calls.call(client, "failing", "AAPL", failure)))
        .isSameAs(failure);
    assertThat(catchThrowable(() -> Calls.call(client, "failing", "AAPL", failure)))
        .isSameAs(failure);

    assertCounts(0, 0, 2);
  }

  @Test
  void argumentsAndResultsAreTheVerySame() throws Throwable {
    Object client = client(observing("same"));
    Object argument = String.valueOf(new char[] {'A', 'A', 'P', 'L'});

    assertThat(Calls.call(client, "same", argument)).isSameAs(argument);
    assertThat(Calls.call(client, "same", argument)).isSameAs(argument);

    assertCounts(1, 0, 1);
  }

  @Test
  void noneHasItsOwnTime() throws Throwable {
    Object client =
        client(
            observing("none").freshness(Freshness.ttl(TTL).nullTtl(Duration.ofSeconds(1)).build()));
    Calls.call(client, "none", "AAPL");
    world.pass(999);
    Calls.call(client, "none", "AAPL");
    world.pass(1);
    Calls.call(client, "none", "AAPL");

    assertCounts(1, 0, 2);
  }

  @Test
  void whatTheCacheWouldNotBeAskedForIsCountedAsItIsThere() throws Throwable {
    Object client = client(observing("quote"));
    quote(client, "AAPL");

    assertThat(quote(world.another(client), "AAPL")).isEqualTo("AAPL@1");
    assertThat(Calls.call(client, "quote", (Object) null)).isEqualTo("null@2");

    assertThat(bypasses(BypassReason.SECOND_RECEIVER)).isEqualTo(1);
    assertThat(bypasses(BypassReason.NULL_KEY)).isEqualTo(1);
    assertCounts(0, 0, 1);
  }

  @Test
  void ofCallsWithinEachOtherTheOutermostCounts() throws Throwable {
    Object client =
        client(
            observing("outer").cache("quotes").shared(true),
            rule("inner", Client.class, "quote").cache("quotes").shared(true).mode(Mode.OBSERVE));

    for (int i = 0; i < 5; i++) {
      Calls.call(client, "outer", "AAPL");
    }
    quote(client, "MSFT");

    assertCounts(4, 0, 2);
    assertThat(bypasses(BypassReason.NESTED)).isEqualTo(5);
  }

  @Test
  void hitsAtOneMomentGoUpstreamEachAndAreCountedEach() throws Throwable {
    Object client = client(observing("quote"));
    for (int i = 1; i <= 10; i++) {
      assertThat(quote(client, "AAPL")).isEqualTo("AAPL@" + i);
    }
    world.pass(TTL.toMillis());
    quote(client, "AAPL");

    assertCounts(9, 0, 2);
    assertThat(world.observation("quotes").stats().calls()).isEqualTo(11);
  }

  @Test
  @SuppressWarnings("unchecked") // as the method declares it
  void promisesOfHitsAtOneMomentAreTheClientsOwn() throws Throwable {
    Object client = client(beside("later"));
    Calls.call(client, "later", "AAPL", CompletableFuture.completedFuture("a"));
    for (int i = 0; i < 5; i++) {
      CompletableFuture<String> promise = new CompletableFuture<>();
      assertThat(Calls.call(client, "later", "AAPL", promise)).isSameAs(promise);
    }

    assertCounts(5, 0, 1);
  }

  @Test
  void hitsThatFailUpstreamFailTheirCallers() throws Throwable {
    Object client = client(observing("quote"));
    quote(client, "AAPL");
    quote(client, "AAPL");
    RuntimeException failure = new IllegalStateException("upstream");
    Runnable fail =
        () -> {
          throw failure;
        };
    Calls.call(client, "during", fail);

    for (int i = 0; i < 3; i++) {
      assertThat(catchThrowable(() -> quote(client, "AAPL"))).isSameAs(failure);
    }

    assertCounts(4, 0, 1);
    assertThat(bypasses(BypassReason.NESTED)).isZero();
  }

  @Test
  void aCachedMethodWithinIsAnsweredAsEver() throws Throwable {
    Object client =
        client(
            observing("outer").cache("quotes").shared(true),
            rule("inner", Client.class, "quote").cache("quotes").shared(true));

    assertThat(Calls.call(client, "outer", "AAPL")).isEqualTo("outer AAPL@1");
    assertThat(Calls.call(client, "outer", "AAPL")).isEqualTo("outer AAPL@1");

    assertCounts(1, 0, 1);
    assertThat(world.hits("quotes")).isEqualTo(1);
    assertThat(bypasses(BypassReason.NESTED)).isZero();
  }

  @Test
  @SuppressWarnings("unchecked") // as the method declares it
  void aPromiseIsTheClientsOwnAndALoadUntilItIsKept() throws Throwable {
    Object client = client(beside("later"));
    CompletableFuture<String> one = new CompletableFuture<>();
    assertThat(Calls.call(client, "later", "AAPL", one)).isSameAs(one);
    CompletableFuture<String> two = new CompletableFuture<>();
    assertThat(Calls.call(client, "later", "AAPL", two)).isSameAs(two);
    assertCounts(0, 1, 1);

    world.pass(1_000);
    one.complete("a");
    two.cancel(true);
    CompletableFuture<String> three = new CompletableFuture<>();
    Calls.call(client, "later", "AAPL", three);
    world.pass(2_000);
    three.completeExceptionally(new IllegalStateException("upstream"));
    assertCounts(1, 1, 1);

    assertThat(world.observation("quotes").stats().savedNanos())
        .isEqualTo(Duration.ofSeconds(2).toNanos());
    world.pass(2_000);
    CompletableFuture<String> four = new CompletableFuture<>();
    Calls.call(client, "later", "AAPL", four);
    four.completeExceptionally(new IllegalStateException("upstream"));
    Calls.call(client, "later", "AAPL", new CompletableFuture<>());
    assertCounts(1, 1, 3);
  }

  @Test
  void aCallbackIsTheCallersOwn() throws Throwable {
    Object client =
        client(observing("callback").callback(Callback.of(1, "onAnswer", 0, null, null)));
    Noted noted = new Noted();
    Calls.call(client, "callback", "AAPL", noted);
    Calls.call(client, "callback", "AAPL", noted);
    Calls.call(client, "callback", "AAPL", null);

    assertThat(noted.answers).containsExactly("AAPL for me", "AAPL for me");
    assertCounts(1, 0, 1);
    assertThat(bypasses(BypassReason.NO_CALLBACK)).isEqualTo(1);
  }

  @Test
  void aCallbackWithoutAnExecutorToBeCalledOnIsNotTheCaches() throws Throwable {
    Callback onNothing = Callback.of(1, "onAnswer", 0, null, ValuePath.parse("this.nothing"));
    Object client = client(observing("callback").callback(onNothing));
    Calls.call(client, "callback", "AAPL", new Noted());

    assertCounts(0, 0, 0);
    assertThat(bypasses(BypassReason.NO_CALLBACK)).isEqualTo(1);
  }

  @Test
  void aCallForManyCountsSymbolBySymbol() throws Throwable {
    Object client =
        client(
            observing("many")
                .symbols(ValuePath.parse("arg0"))
                .freshness(Freshness.ttl(TTL).nullTtl(Duration.ofSeconds(1)).build()));
    List<String> asked = new ArrayList<>(List.of("A", "B", "?", "A"));
    Calls.call(client, "many", asked);
    Map<?, ?> second = (Map<?, ?>) Calls.call(client, "many", asked);
    assertThat(second).hasToString("{A=A@2, B=B@2}");
    assertThat(Calls.call(client, "asked")).isSameAs(asked);
    assertCounts(3, 0, 3);
    assertThat(world.observation("quotes").stats().savedCalls()).isEqualTo(1);

    world.pass(1_000);
    Calls.call(client, "many", List.of("A", "C", "?"));

    assertCounts(4, 0, 5);
    assertThat(world.observation("quotes").stats().calls()).isEqualTo(3);
    assertThat(world.observation("quotes").stats().savedCalls()).isEqualTo(1);
  }

  @Test
  void whatCanBeWalkedOnceIsLeftToTheClient() throws Throwable {
    Object client = client(observing("iterable").symbols(ValuePath.parse("arg0")));
    Iterator<String> once = List.of("A", "B").iterator();
    Iterable<String> walked = () -> once;

    assertThat(Calls.call(client, "iterable", walked)).hasToString("{A=A@1, B=B@1}");

    assertThat(bypasses(BypassReason.UNKEYABLE)).isEqualTo(1);
  }

  @Test
  void anAnswerForOtherArgumentsIsNotKept() throws Throwable {
    Object client = client(observing("request").symbol(ValuePath.parse("arg0.symbol")));
    Map<String, String> request = new LinkedHashMap<>(Map.of("symbol", "AAPL"));
    Calls.call(client, "during", (Runnable) () -> request.put("symbol", "MSFT"));
    assertThat(Calls.call(client, "request", request)).isEqualTo("MSFT@1");
    Calls.call(client, "during", (Runnable) () -> {});
    Calls.call(client, "request", new LinkedHashMap<>(Map.of("symbol", "AAPL")));

    assertCounts(0, 0, 2);
    assertThat(world.said()).contains("asks for had changed when the method returned");
  }

  private static InvalidateOn order() {
    return InvalidateOn.of(
        MethodPattern.parse(Client.class.getName() + "#order"), ValuePath.parse("arg0"), null);
  }

  @Test
  void anInvalidationMakesTheNextCallAMiss() throws Throwable {
    Object client = client(observing("quote").invalidateOn(List.of(order())));
    quote(client, "AAPL");
    quote(client, "MSFT");
    Calls.call(client, "order", "AAPL");
    quote(client, "AAPL");
    quote(client, "MSFT");

    assertCounts(1, 0, 3);
    assertThat(world.cache("quotes")).isNull();
  }

  @Test
  void anUpdateIsAnAnswer() throws Throwable {
    InvalidateOn heard =
        InvalidateOn.bringing(
            MethodPattern.parse(Client.class.getName() + "#heard"),
            ValuePath.parse("arg0"),
            ValuePath.parse("arg1"),
            null);
    Object client = client(observing("quote").invalidateOn(List.of(heard)));
    quote(client, "AAPL");
    world.pass(4_000);
    Calls.call(client, "heard", "AAPL", "a newer one");
    world.pass(4_000);
    quote(client, "AAPL");
    assertCounts(1, 0, 1);

    Calls.call(client, "heard", "AAPL", null);
    quote(client, "AAPL");

    assertCounts(1, 0, 2);
    assertThat(world.cache("quotes")).isNull();
  }

  @Test
  void aFaultOfTheAgentsIsTheOriginalCall() throws Throwable {
    Object client = client(observing("quote"));
    quote(client, "AAPL");
    world.failClock(new IllegalStateException("no clock"));
    assertThat(quote(client, "AAPL")).isEqualTo("AAPL@2");
    world.failClock(null);
    Calls.call(
        client, "during", (Runnable) () -> world.failClock(new IllegalStateException("no clock")));
    assertThat(quote(client, "MSFT")).isEqualTo("MSFT@3");
    world.failClock(null);

    assertThat(bypasses(BypassReason.FAULT)).isEqualTo(1);
    assertThat(world.said()).containsOnlyOnce("quotes: the agent failed, the call went upstream");
  }

  @Test
  void aRuleGoesFromObservingToCachingAndBack() throws Throwable {
    Rule caching = observing("quote").mode(Mode.CACHE).build();
    Object client = client(observing("quote"));
    quote(client, "AAPL");

    world.change(caching);
    assertThat(quote(client, "AAPL")).isEqualTo("AAPL@2");
    assertThat(quote(client, "AAPL")).isEqualTo("AAPL@2");
    assertThat(world.observation("quotes")).isNull();

    world.change(observing("quote").build());
    assertThat(quote(client, "AAPL")).isEqualTo("AAPL@3");
    assertThat(quote(client, "AAPL")).isEqualTo("AAPL@4");
    assertCounts(1, 0, 2);
  }

  @Test
  void whatIsKnownStaysWhereOtherRulesChange() throws Throwable {
    Rule.Builder other = rule("none", Client.class, "none");
    Object client = client(observing("quote"), other);
    quote(client, "AAPL");

    world.change(observing("quote").build(), other.ttl(Duration.ofSeconds(1)).build());
    quote(client, "AAPL");
    assertCounts(1, 0, 1);

    world.change(observing("quote").ttl(Duration.ofSeconds(1)).build());
    quote(client, "AAPL");
    assertCounts(1, 0, 2);
  }

  /** A caller's callback that notes what it gets. */
  public static class Noted implements Answer {
    private final List<String> answers = new ArrayList<>();

    @Override
    public void onAnswer(String answer) {
      answers.add(answer);
    }

    @Override
    public String toString() {
      return "me";
    }
  }

  /** A client's callback. */
  public interface Answer {
    void onAnswer(String answer);
  }

  /** A client that notes what it is asked. */
  static class Client {
    private Runnable during = () -> {};
    private Object asked;

    @SuppressWarnings("unused") // a rule leads to it
    private final Executor nothing = null;

    private int bodies;

    void during(Runnable what) {
      during = what;
    }

    Object asked() {
      return asked;
    }

    private String answer(Object symbol) {
      during.run();
      return symbol + "@" + bodies;
    }

    String quote(String symbol) {
      bodies++;
      return answer(symbol);
    }

    String same(String symbol) {
      return symbol;
    }

    String none(String symbol) {
      return null;
    }

    String outer(String symbol) {
      return "outer " + quote(symbol);
    }

    String failing(String symbol, RuntimeException failure) {
      throw failure;
    }

    CompletableFuture<String> later(String symbol, CompletableFuture<String> promise) {
      return promise;
    }

    void callback(String symbol, Answer answer) {
      if (answer != null) {
        answer.onAnswer(symbol + " for " + answer);
      }
    }

    Map<String, String> many(List<String> symbols) {
      asked = symbols;
      return iterable(symbols);
    }

    Map<String, String> iterable(Iterable<String> symbols) {
      bodies++;
      Map<String, String> answers = new LinkedHashMap<>();
      for (String symbol : symbols) {
        if (!symbol.equals("?")) {
          answers.put(symbol, answer(symbol));
        }
      }
      return answers;
    }

    String request(Map<String, String> request) {
      bodies++;
      during.run();
      return request.get("symbol") + "@" + bodies;
    }

    void order(String symbol) {}

    void heard(String symbol, String quote) {}
  }
}
