package io.tickcache.agent.dispatch;

import static io.tickcache.agent.dispatch.World.rule;
import static io.tickcache.agent.upstream.Taking.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tickcache.agent.cache.Warmed;
import io.tickcache.agent.instrument.Calls;
import io.tickcache.agent.upstream.Budget;
import io.tickcache.rules.Allowance;
import io.tickcache.rules.Rule;
import io.tickcache.rules.Upstream;
import io.tickcache.rules.ValuePath;
import io.tickcache.rules.WarmUp;
import io.tickcache.rules.WhenExhausted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which symbols are ready for callers after the first call, and by which calls. */
class WarmingTest {

  @RegisterExtension private final World world = new World();

  private static Rule.Builder quotes(String method, String... symbols) {
    return rule("quotes", Client.class, method)
        .ttl(Duration.ofSeconds(5))
        .warm(WarmUp.of(List.of(symbols)));
  }

  private Object client(Rule.Builder rule) {
    return world.client(Client.class, rule.build());
  }

  private void awaitEnd() {
    await().until(() -> world.said().contains(" ready in "));
  }

  private long count(Warmed what) {
    return world.stats("quotes").warmed(what).sum();
  }

  private static List<?> asked(Object client) throws Throwable {
    return (List<?>) Calls.call(client, "asked");
  }

  @Test
  void theFirstCallHasTheOthersLoaded() throws Throwable {
    Object client = client(quotes("quote", "MSFT", "AAPL", "IBM"));
    Calls.call(client, "quote", "AAPL");
    awaitEnd();

    assertThat(asked(client))
        .map(Object::toString)
        .containsExactlyInAnyOrder("AAPL", "MSFT", "IBM");
    for (String symbol : List.of("MSFT", "AAPL", "IBM")) {
      assertThat(Calls.call(client, "quote", symbol)).isEqualTo(symbol);
    }
    assertThat(asked(client)).hasSize(3);
    assertThat(count(Warmed.LOADED) + count(Warmed.L1)).isEqualTo(3);
    assertThat(world.said()).contains("quotes: 3 symbols ready in 0 ms: ");
  }

  @Test
  void itIsDoneOnce() throws Throwable {
    Object client = client(quotes("quote", "MSFT"));
    Calls.call(client, "quote", "AAPL");
    awaitEnd();
    world.pass(6_000);

    Calls.call(client, "quote", "AAPL");

    assertThat(asked(client))
        .map(Object::toString)
        .containsExactlyInAnyOrder("AAPL", "MSFT", "AAPL");
  }

  @Test
  void theOtherArgumentsAreThoseOfTheFirstCall() throws Throwable {
    Object client = client(quotes("venueQuote", "MSFT").symbol(ValuePath.parse("arg0")));
    Calls.call(client, "venueQuote", "AAPL", Venue.XETRA);
    awaitEnd();

    assertThat(asked(client))
        .map(Object::toString)
        .containsExactlyInAnyOrder("AAPL at XETRA", "MSFT at XETRA");
  }

  @Test
  void symbolsMayBeObjectsThatAreMadeOfTheirText() throws Throwable {
    Object client = client(quotes("instrument", "MSFT"));
    Calls.call(client, "instrument", Instrument.of("AAPL"));
    awaitEnd();

    assertThat(asked(client)).map(Object::toString).containsExactlyInAnyOrder("AAPL", "MSFT");
  }

  @Test
  void symbolsMayBeEnums() throws Throwable {
    Object client = client(quotes("venue", "XETRA", "LSE"));
    Calls.call(client, "venue", Venue.NYSE);
    awaitEnd();
    assertThat(asked(client)).map(Object::toString).containsExactlyInAnyOrder("NYSE", "XETRA");
    assertThat(count(Warmed.UNFIT)).isOne();
    assertThat(world.said())
        .contains("1 of 2 symbols ready in 0 ms: 1 loaded, 1 left out because the client");
  }

  @Test
  void oneThatHasNoKeyDoesNotKeepTheOthersAway() throws Throwable {
    Object client = client(quotes("instrument", "MSFT", "unkeyable", "broken", "IBM"));
    Calls.call(client, "instrument", Instrument.of("AAPL"));
    awaitEnd();

    assertThat(asked(client))
        .map(Object::toString)
        .containsExactlyInAnyOrder("AAPL", "MSFT", "IBM");
    assertThat(world.said())
        .contains("2 of 4 symbols ready in 0 ms: 2 loaded, 2 left out because the client");
  }

  @Test
  void manyAreAskedForInOneCall() throws Throwable {
    String[] symbols = IntStream.range(0, 150).mapToObj(i -> "S" + i).toArray(String[]::new);
    Object client = client(quotes("many", symbols).symbols(ValuePath.parse("arg0")));
    Calls.call(client, "many", List.of("AAPL"));
    awaitEnd();

    List<?> calls = asked(client);
    assertThat(calls).hasSize(3);
    assertThat((List<?>) calls.get(1)).hasSize(100);
    assertThat((List<?>) calls.get(2)).hasSize(50);
    Calls.call(client, "many", List.of(symbols));
    assertThat(asked(client)).hasSize(3);
  }

  @Test
  void oneThatIsWrongDoesNotKeepTheOthersAway() throws Throwable {
    Object client =
        client(quotes("many", "A", "B", "none", "C", "D").symbols(ValuePath.parse("arg0")));
    Calls.call(client, "many", List.of("AAPL"));
    awaitEnd();

    assertThat(count(Warmed.LOADED)).isEqualTo(4);
    assertThat(count(Warmed.FAILED)).isOne();
  }

  @Test
  void anUpstreamThatFailsIsLeftAlone() throws Throwable {
    String[] symbols = IntStream.range(0, 50).mapToObj(i -> "none" + i).toArray(String[]::new);
    Object client = client(quotes("quote", symbols));
    Calls.call(client, "quote", "AAPL");
    awaitEnd();

    assertThat(asked(client)).hasSize(11);
    assertThat(count(Warmed.FAILED)).isEqualTo(50);
  }

  @Test
  void promisedAnswersAreWaitedForByNobody() throws Throwable {
    Object client = client(quotes("later", "MSFT", "IBM"));
    Calls.call(client, "later", "AAPL");
    awaitEnd();

    assertThat(asked(client))
        .map(Object::toString)
        .containsExactlyInAnyOrder("AAPL", "MSFT", "IBM");
    assertThat(count(Warmed.LOADED)).isEqualTo(2);
  }

  private Budget allow(int calls, Duration period) {
    Allowance allowance = new Allowance(calls, period);
    world
        .budgets()
        .become(List.of(new Upstream("binance", List.of(allowance), WhenExhausted.CALL)), false);
    return Objects.requireNonNull(world.budgets().named("binance"));
  }

  @Test
  void theBudgetIsNeverOverdrawnForIt() throws Throwable {
    Budget budget = allow(4, Duration.ofSeconds(1));
    Budget.Permit anothers = take(budget, 2);
    Object client = client(quotes("quote", "A", "B", "C").upstream("binance"));
    Calls.call(client, "quote", "AAPL");
    assertThat(asked(client)).hasSize(1);
    anothers.end();
    world.pass(1_002);
    await().until(() -> count(Warmed.LOADED) == 2);
    assertThat(asked(client)).hasSize(3);
    world.pass(1_002);
    awaitEnd();

    assertThat(count(Warmed.LOADED)).isEqualTo(3);
    assertThat(budget.stats().overdrawn.sum()).isZero();
  }

  @Test
  void whatFindsNoBudgetInAMinuteIsLeftOut() throws Throwable {
    take(allow(2, Duration.ofHours(1)), 1);
    Object client = client(quotes("quote", "A", "B").upstream("binance"));
    Calls.call(client, "quote", "AAPL");
    world.pass(59_999);
    assertThat(world.said()).doesNotContain(" ready in ");
    world.pass(1);
    awaitEnd();

    assertThat(count(Warmed.BUDGET)).isEqualTo(2);
    assertThat(world.said())
        .contains("quotes: 0 of 2 symbols ready in 60000 ms: 2 left out for want of budget");
  }

  @Test
  void otherRulesOfTheCacheHaveThemToo() throws Throwable {
    Object client =
        world.client(
            Client.class,
            quotes("quote", "MSFT").shared(true).build(),
            rule("batch", Client.class, "many")
                .symbols(ValuePath.parse("arg0"))
                .cache("quotes")
                .shared(true)
                .ttl(Duration.ofSeconds(5))
                .warm(WarmUp.of(List.of("MSFT")))
                .build());
    Calls.call(client, "many", List.of("AAPL"));
    awaitEnd();

    assertThat(Calls.call(client, "quote", "MSFT")).isEqualTo("MSFT");
    assertThat(asked(client)).map(Object::toString).containsExactlyInAnyOrder("[AAPL]", "[MSFT]");
  }

  @Test
  void otherRulesMakeOthersReady() throws Throwable {
    Object client = client(quotes("quote", "A"));
    Calls.call(client, "quote", "AAPL");
    awaitEnd();
    world.change(quotes("quote", "B").build());
    Calls.call(client, "quote", "AAPL");
    await().until(() -> count(Warmed.LOADED) == 2);

    assertThat(asked(client))
        .map(Object::toString)
        .containsExactlyInAnyOrder("AAPL", "A", "AAPL", "B");
  }

  @Test
  void whereTheAgentCanMakeNoCallThatIsTold() throws Throwable {
    assertUnfit("logged", "`arg1` is a `" + Object.class.getName() + "`, no text", new Object());
    assertUnfit("part", "its symbol is only a part of an argument", "x");
  }

  private void assertUnfit(String method, String why, Object other) throws Throwable {
    Object client =
        world.client(
            Client.class,
            rule(method, Client.class, method)
                .symbol(ValuePath.parse(method.equals("part") ? "arg0.symbol" : "arg0"))
                .ignore(List.of(ValuePath.parse("arg1")))
                .ttl(Duration.ofSeconds(5))
                .warm(WarmUp.of(List.of("MSFT")))
                .build());
    Object symbol = method.equals("part") ? Collections.singletonMap("symbol", "AAPL") : "AAPL";
    Calls.call(client, method, symbol, other);
    await().until(() -> world.said().contains(method + ": `warm` can't be done by "));

    assertThat(world.said()).contains(why);
    Calls.call(client, method, symbol, other);
  }

  /** Venues of trading. */
  public enum Venue {
    NYSE,
    XETRA
  }

  /** A symbol of an application's own. */
  public static class Instrument {
    private final String name;

    private Instrument(String name) {
      this.name = name;
    }

    public static Instrument of(String name) {
      return name.equals("unkeyable") ? new Unkeyable(name) : new Instrument(name);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Instrument that && that.name.equals(name);
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }

    @Override
    public String toString() {
      if (name.equals("broken")) {
        throw new IllegalStateException("it has no text");
      }
      return name;
    }
  }

  /** Its text doesn't say all that tells it from others. */
  private static final class Unkeyable extends Instrument {
    private Unkeyable(String name) {
      super(name);
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }

  /** A client that notes what it is asked. */
  static class Client {
    private final List<Object> asked = Collections.synchronizedList(new ArrayList<>());

    List<Object> asked() {
      return new ArrayList<>(asked);
    }

    String quote(String symbol) {
      asked.add(symbol);
      if (symbol.startsWith("none")) {
        throw new IllegalArgumentException(symbol);
      }
      return symbol;
    }

    String venueQuote(String symbol, Venue venue) {
      asked.add(symbol + " at " + venue);
      return symbol;
    }

    String venue(Venue venue) {
      asked.add(venue);
      return venue.name();
    }

    String instrument(Instrument instrument) {
      asked.add(instrument);
      return instrument.toString();
    }

    String logged(String symbol, Object log) {
      return symbol;
    }

    String part(Map<String, String> request, String log) {
      return request.get("symbol");
    }

    CompletableFuture<String> later(String symbol) {
      asked.add(symbol);
      return CompletableFuture.completedFuture(symbol);
    }

    Map<String, String> many(List<String> symbols) {
      asked.add(new ArrayList<>(symbols));
      Map<String, String> answers = new LinkedHashMap<>();
      for (String symbol : symbols) {
        if (symbol.equals("none")) {
          throw new IllegalArgumentException(symbol);
        }
        answers.put(symbol, symbol);
      }
      return answers;
    }
  }
}
