package io.tickcache.agent.dispatch;

import static io.tickcache.agent.dispatch.World.asked;
import static io.tickcache.agent.dispatch.World.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tickcache.agent.cache.BypassReason;
import io.tickcache.agent.cache.ShadowStats;
import io.tickcache.agent.instrument.Calls;
import io.tickcache.rules.Mode;
import io.tickcache.rules.Rule;
import io.tickcache.rules.ValuePath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls for many symbols under a rule that only watches. */
class ShadowedBatchTest {

  @RegisterExtension private final World world = new World();

  private static Rule.Builder quotes(String method) {
    return rule("quotes", Client.class, method)
        .symbols(ValuePath.parse("arg0"))
        .mode(Mode.SHADOW)
        .ttl(Duration.ofSeconds(5));
  }

  private Object client(String method) {
    return world.client(Client.class, quotes(method).build());
  }

  private static Object ask(Object client, String method, String symbols) throws Throwable {
    return Calls.call(client, method, List.of(symbols.split(" ")));
  }

  private static void price(Object client, String symbol, Integer price) throws Throwable {
    Calls.call(client, "price", symbol, price);
  }

  private ShadowStats stats() throws Exception {
    world.settleBackground();
    return world.stats("quotes").shadow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"map", "list", "array", "named"})
  void everyCallGoesUpstreamAsItIsAndEachSymbolCounts(String method) throws Throwable {
    Rule.Builder rule = quotes(method);
    if (method.equals("named")) {
      rule.resultSymbol(ValuePath.parse("return.symbol"));
    }
    Object client = world.client(Client.class, rule.build());
    List<String> symbols = List.of("A", "B", "A");
    assertThat(Calls.call(client, method, symbols)).isSameAs(Calls.call(client, "last"));
    price(client, "B", 2);

    List<String> more = List.of("C", "B", "A");
    assertThat(Calls.call(client, method, more)).isSameAs(Calls.call(client, "last"));

    assertThat(asked(client)).hasSize(2);
    assertThat(asked(client).get(0)).isSameAs(symbols);
    assertThat(asked(client).get(1)).as("for all of them").isSameAs(more);
    assertThat(stats().calls.sum()).isEqualTo(5);
    assertThat(stats().misses.sum()).isEqualTo(3);
    assertThat(stats().same.sum()).isEqualTo(1);
    assertThat(stats().different.sum()).isEqualTo(1);
    assertThat(stats().fields()).containsOnlyKeys("price");
    assertThat(world.hits("quotes")).isEqualTo(2);
    assertThat(world.stats("quotes").loads.sum()).isEqualTo(3);
  }

  @Test
  void whatTheClientLeavesOutIsAnAnswerAndItsNullAnotherOne() throws Throwable {
    Object client = client("map");
    price(client, "A", null);
    ask(client, "map", "A B");
    ask(client, "map", "A B");
    assertThat(stats().same.sum()).isEqualTo(2);

    Calls.call(client, "withNulls");
    ask(client, "map", "A B");
    assertThat(stats().different.sum()).as("no longer left out").isEqualTo(1);
    assertThat(stats().fields()).containsOnlyKeys("return");

    world.pass(5_000);
    ask(client, "map", "A");
    ask(client, "map", "A");
    assertThat(stats().same.sum()).isEqualTo(4);
    price(client, "A", 1);
    ask(client, "map", "A");
    assertThat(stats().different.sum()).isEqualTo(2);
  }

  @Test
  void onlyACallThatNeedNotHaveBeenMadeSavesItsTime() throws Throwable {
    Object client = client("map");
    Calls.call(client, "during", (Runnable) () -> world.pass(250));

    ask(client, "map", "A B");
    ask(client, "map", "A B C");
    assertThat(stats().savedSeconds()).isZero();
    ask(client, "map", "A C");

    assertThat(stats().savedSeconds()).isEqualTo(0.25);
  }

  @Test
  void whoAsksForWhatAnotherLoadsIsAFollowerInThat() throws Throwable {
    Object client = client("later");
    CompletableFuture<Map<String, Quote>> first = later(client, "A B");
    CompletableFuture<Map<String, Quote>> second = later(client, "B C");

    answer(client, 1);
    answer(client, 0);

    assertThat(first).isCompleted().isSameAs(promises(client).get(0));
    assertThat(second).isCompleted().isSameAs(promises(client).get(1));
    assertThat(stats().followers.sum()).isEqualTo(1);
    assertThat(stats().misses.sum()).isEqualTo(3);
    assertThat(stats().calls.sum()).isEqualTo(4);
  }

  @Test
  void whatIsPromisedIsComparedWhenThePromiseIsKept() throws Throwable {
    Object client = client("later");
    ask(client, "later", "A B");
    answer(client, 0);
    ask(client, "later", "B C");
    price(client, "B", 2);

    answer(client, 1);

    assertThat(stats().misses.sum()).isEqualTo(3);
    assertThat(stats().fields()).containsOnlyKeys("price");
  }

  /** Its stages run before the agent looks. */
  @Test
  void aCallerWhoSpoilsWhatWasPromisedSwitchesNothingOffAndSpoilsItForNobody() throws Throwable {
    Rule single = rule("single", Client.class, "one").cache("quotes").shared(true).build();
    Object client = world.client(Client.class, quotes("later").shared(true).build(), single);
    Quote spoilt = new Quote("A", 99);
    assertThat(later(client, "A B").thenAccept(map -> map.put("A", spoilt))).isNotDone();
    answer(client, 0);

    assertThat(((Quote) Calls.call(client, "one", "A")).price).isEqualTo(1);
    assertThat(later(client, "A B").thenAccept(map -> map.put("Z", new Quote("Z", 1)))).isNotDone();
    answer(client, 1);

    assertThat(stats().misses.sum()).isEqualTo(2);
    assertThat(stats().uncompared.sum()).isEqualTo(2);
    assertThat(world.said()).doesNotContain("is off");
  }

  @Test
  void anAnswerThatChangesWhileItIsTakenApartIsNoFaultOfTheAgents() throws Throwable {
    Object client = client("laterList");
    ask(client, "laterList", "A B");
    List<Object> quotes = new ArrayList<>(List.of(new Quote("A", 1), new Quote("B", 1)));
    List<Object> changing = quotes.subList(0, 2);
    quotes.add(new Quote("C", 1));

    promises(client).get(0).complete(changing);

    assertThat(stats().misses.sum()).isEqualTo(2);
    assertThat(world.cache("quotes").size()).isZero();
    assertThat(world.said())
        .contains("its caller may be at it: java.util.ConcurrentModificationException")
        .doesNotContain("the agent failed", "is off");
  }

  @Test
  void aFailureIsCountedForEachSymbolThatTheCacheHas() throws Throwable {
    Object client = client("map");
    ask(client, "map", "A B");
    IllegalStateException failure = new IllegalStateException("down");
    Calls.call(
        client,
        "during",
        (Runnable)
            () -> {
              throw failure;
            });

    assertThat(catchThrowable(() -> ask(client, "map", "A B C"))).isSameAs(failure);

    assertThat(stats().failed.sum()).isEqualTo(2);
    assertThat(stats().misses.sum()).isEqualTo(3);
    assertThat(world.stats("quotes").loadFailures.sum()).isEqualTo(1);
  }

  @Test
  void oneInvalidationDuringTheCallVoidsOneComparison() throws Throwable {
    Object client = client("map");
    ask(client, "map", "A B");
    Calls.call(client, "during", (Runnable) () -> world.cache("quotes").invalidate("A"));

    ask(client, "map", "A B C");

    assertThat(stats().uncompared.sum()).isEqualTo(1);
    assertThat(stats().same.sum()).isEqualTo(1);
  }

  @Test
  void whatIsAskedForAndChangesDuringTheCallIsNeitherComparedNorKept() throws Throwable {
    Object client = client("map");
    ask(client, "map", "A B");
    List<String> symbols = new ArrayList<>(List.of("A", "C"));
    Calls.call(client, "during", (Runnable) () -> Collections.reverse(symbols));

    Calls.call(client, "map", symbols);

    assertThat(stats().uncompared.sum()).isEqualTo(1);
    assertThat(world.cache("quotes").size()).isEqualTo(2);
    assertThat(world.said()).contains("asks for had changed when the method returned");
  }

  @Test
  void anAnswerThatTellsNothingOfItsPartsIsNotCompared() throws Throwable {
    Object client = client("list");
    ask(client, "list", "A B");
    Calls.call(client, "shorten");

    ask(client, "list", "A B");

    assertThat(stats().uncompared.sum()).isEqualTo(2);
  }

  @Test
  void whatCanBeWalkedThroughOnceIsLeftAlone() throws Throwable {
    Object client = client("walked");
    Iterator<String> walked = List.of("A", "B").iterator();
    Iterable<String> once = () -> walked;

    assertThat((Map<?, ?>) Calls.call(client, "walked", once)).hasSize(2);

    assertThat(world.bypasses("quotes", BypassReason.UNKEYABLE)).isEqualTo(1);
  }

  @Test
  void eachSymbolTakesAPlaceAmongThoseThatWaitToBeCompared() throws Throwable {
    Object client = client("map");
    ask(client, "map", "S0 S1");
    CountDownLatch later = world.holdUpBackground();
    for (int i = 0; i < 65; i++) {
      ask(client, "map", "S0 S1");
    }
    later.countDown();

    assertThat(stats().same.sum()).isEqualTo(128);
    assertThat(stats().uncompared.sum()).isEqualTo(2);
  }

  @Test
  void aCallForMoreThanThereArePlacesTakesThemAll() throws Throwable {
    Object client = client("map");
    StringBuilder symbols = new StringBuilder("S0");
    for (int i = 1; i < 500; i++) {
      symbols.append(" S").append(i);
    }
    ask(client, "map", symbols.toString());
    CountDownLatch later = world.holdUpBackground();
    ask(client, "map", symbols.toString());
    ask(client, "map", "S0 S1");
    later.countDown();

    assertThat(stats().same.sum()).isEqualTo(500);
    assertThat(stats().uncompared.sum()).isEqualTo(2);
  }

  @Test
  void whatIsComparedIsWhatTheClientHandedOut() throws Throwable {
    Object client = client("map");
    ask(client, "map", "A B");
    CountDownLatch later = world.holdUpBackground();
    Map<?, ?> answer = (Map<?, ?>) ask(client, "map", "A B");
    ((Quote) answer.get("A")).price = 99;
    later.countDown();

    assertThat(stats().same.sum()).isEqualTo(2);
  }

  @SuppressWarnings("unchecked")
  private static CompletableFuture<Map<String, Quote>> later(Object client, String symbols)
      throws Throwable {
    return (CompletableFuture<Map<String, Quote>>) ask(client, "later", symbols);
  }

  @SuppressWarnings("unchecked")
  private static List<CompletableFuture<Object>> promises(Object client) throws Throwable {
    return (List<CompletableFuture<Object>>) Calls.call(client, "promises");
  }

  private static void answer(Object client, int call) throws Throwable {
    promises(client).get(call).complete(ask(client, "quotes", symbolsOf(client, call)));
  }

  private static String symbolsOf(Object client, int call) throws Throwable {
    return String.join(" ", ((List<?>) asked(client).get(call)).toArray(new String[0]));
  }

  public static final class Quote {
    public final String symbol;
    public int price;

    public Quote(String symbol, int price) {
      this.symbol = symbol;
      this.price = price;
    }
  }

  @SuppressWarnings("unused")
  static class Client {
    private final List<Object> asked = new ArrayList<>();
    private final List<CompletableFuture<Object>> promises = new ArrayList<>();
    private final Map<String, Integer> prices = new HashMap<>();
    private Runnable during = () -> {};
    private boolean nulls;
    private boolean shortened;
    private Object last;

    List<Object> asked() {
      return asked;
    }

    List<CompletableFuture<Object>> promises() {
      return promises;
    }

    Object last() {
      return last;
    }

    void price(String symbol, Integer price) {
      prices.put(symbol, price);
    }

    void during(Runnable happening) {
      during = happening;
    }

    void withNulls() {
      nulls = true;
    }

    void shorten() {
      shortened = true;
    }

    private Quote quote(String symbol) {
      Integer price = prices.getOrDefault(symbol, 1);
      return price == null ? null : new Quote(symbol, price);
    }

    Quote one(String symbol) {
      return quote(symbol);
    }

    Map<String, Quote> quotes(List<String> symbols) {
      Map<String, Quote> quotes = new HashMap<>();
      for (String symbol : symbols) {
        Quote quote = quote(symbol);
        if (quote != null || nulls) {
          quotes.put(symbol, quote);
        }
      }
      return quotes;
    }

    private <T> T answered(Object symbols, T answer) {
      asked.add(symbols);
      during.run();
      last = answer;
      return answer;
    }

    Map<String, Quote> map(List<String> symbols) {
      return answered(symbols, quotes(symbols));
    }

    Map<String, Quote> walked(Iterable<String> symbols) {
      List<String> all = new ArrayList<>();
      symbols.forEach(all::add);
      return quotes(all);
    }

    List<Quote> list(List<String> symbols) {
      List<Quote> quotes = new ArrayList<>();
      for (String symbol : symbols) {
        quotes.add(quote(symbol));
      }
      return answered(symbols, shortened ? quotes.subList(0, 1) : quotes);
    }

    List<Quote> named(List<String> symbols) {
      return list(symbols);
    }

    Quote[] array(List<String> symbols) {
      Quote[] quotes = new Quote[symbols.size()];
      for (int i = 0; i < quotes.length; i++) {
        quotes[i] = quote(symbols.get(i));
      }
      return answered(symbols, quotes);
    }

    CompletableFuture<Map<String, Quote>> later(List<String> symbols) {
      return promised(symbols);
    }

    CompletableFuture<List<Quote>> laterList(List<String> symbols) {
      return promised(symbols);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private <T> CompletableFuture<T> promised(List<String> symbols) {
      CompletableFuture promise = new CompletableFuture<>();
      promises.add(promise);
      return answered(symbols, promise);
    }
  }
}
