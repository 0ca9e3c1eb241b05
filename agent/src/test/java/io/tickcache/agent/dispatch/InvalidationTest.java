package io.tickcache.agent.dispatch;

import static io.tickcache.agent.dispatch.World.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tickcache.agent.instrument.Calls;
import io.tickcache.rules.InvalidateOn;
import io.tickcache.rules.MethodPattern;
import io.tickcache.rules.Rule;
import io.tickcache.rules.SymbolCase;
import io.tickcache.rules.ValuePath;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Methods that make answers wrong: once they returned, no older answer is served. */
class InvalidationTest {

  @RegisterExtension private final World world = new World();

  static Rule quotesUntil(String method, String symbol) {
    return rule("quotes", Desk.class, "quote").invalidateOn(on(method, symbol)).build();
  }

  static List<InvalidateOn> on(String method, String symbol) {
    return on(Desk.class, method, symbol);
  }

  static List<InvalidateOn> on(Class<?> type, String method, String symbol) {
    return List.of(
        InvalidateOn.of(
            MethodPattern.parse(type.getName() + "#" + method),
            symbol == null ? null : ValuePath.parse(symbol),
            null));
  }

  private Object deskWithQuotes(Rule... rules) throws Throwable {
    Object desk = world.client(Desk.class, rules);
    Calls.call(desk, "quote", "AAPL");
    Calls.call(desk, "quote", "MSFT");
    return desk;
  }

  private void assertKept(Object desk, String... symbols) throws Throwable {
    List<String> kept = new ArrayList<>();
    for (String symbol : List.of("AAPL", "MSFT")) {
      if (Calls.call(desk, "quote", symbol).toString().matches(symbol + "@[12]")) {
        kept.add(symbol);
      }
    }
    assertThat(kept).containsExactly(symbols);
  }

  @Test
  void anArgumentsSymbolIsVoidedAndNoOther() throws Throwable {
    Object desk = deskWithQuotes(quotesUntil("place", "arg0"));

    Calls.call(desk, "place", "AAPL");

    assertKept(desk, "MSFT");
    assertThat(world.stats("quotes").invalidations.sum()).isEqualTo(1);
  }

  @Test
  void anInvalidatingMethodsResultIsItsOwn() throws Throwable {
    Object desk = deskWithQuotes(quotesUntil("place", "arg0"));

    assertThat(Calls.call(desk, "place", "AAPL")).isEqualTo("placed AAPL");
    assertThat(Calls.call(desk, "place", "AAPL")).isEqualTo("placed AAPL");
    assertThat(Calls.call(desk, "places")).isEqualTo(2);
  }

  @Test
  void withoutASymbolTheWholeCacheIsVoided() throws Throwable {
    Object desk = deskWithQuotes(quotesUntil("place", null));

    Calls.call(desk, "place", "AAPL");

    assertKept(desk);
  }

  @Test
  void aSymbolThatIsNullVoidsTheWholeCache() throws Throwable {
    Object desk = deskWithQuotes(quotesUntil("place", "arg0"));

    Calls.call(desk, "place", (Object) null);

    assertKept(desk);
  }

  @Test
  void aPathThatLeadsNowhereVoidsTheWholeCache() throws Throwable {
    Object desk = deskWithQuotes(quotesUntil("place", "arg0.nowhere"));

    Calls.call(desk, "place", "AAPL");

    assertKept(desk);
  }

  @Test
  void aMethodThatThrowsVoidsNothing() throws Throwable {
    Object desk = deskWithQuotes(quotesUntil("reject", "arg0"));

    assertThat(catchThrowable(() -> Calls.call(desk, "reject", "AAPL")))
        .isInstanceOf(IllegalArgumentException.class);

    assertKept(desk, "AAPL", "MSFT");
  }

  @Test
  void theSymbolIsTakenBeforeTheMethodRuns() throws Throwable {
    Object desk = deskWithQuotes(quotesUntil("scramble", "arg0.symbol"));

    Calls.call(desk, "scramble", new Order("AAPL"));

    assertKept(desk, "MSFT");
  }

  @Test
  void theAnswersOwnSymbolMayBeNamed() throws Throwable {
    Object desk = deskWithQuotes(quotesUntil("nextOrder", "return.symbol"));

    Calls.call(desk, "nextOrder", "AAPL");

    assertKept(desk, "MSFT");
  }

  @Test
  void aResultThatIsNullVoidsTheWholeCache() throws Throwable {
    Object desk = deskWithQuotes(quotesUntil("nextOrder", "return.symbol"));

    Calls.call(desk, "nextOrder", (Object) null);

    assertKept(desk);
  }

  @Test
  void aMethodWithoutAResultInvalidatesToo() throws Throwable {
    Object desk = deskWithQuotes(quotesUntil("cancel", "arg0"));

    Calls.call(desk, "cancel", "AAPL");

    assertKept(desk, "MSFT");
  }

  @Test
  void theSymbolIsVoidedInTheRulesLetterCase() throws Throwable {
    Rule.Builder rule = rule("quotes", Desk.class, "quote").invalidateOn(on("place", "arg0"));
    Object desk = deskWithQuotes(rule.symbolCase(SymbolCase.UPPER).build());

    Calls.call(desk, "place", "aapl");

    assertKept(desk, "MSFT");
  }

  @Test
  void oneMethodMayInvalidateForSeveralRules() throws Throwable {
    Rule prices = rule("prices", Desk.class, "price").invalidateOn(on("place", "arg0")).build();
    Object desk = deskWithQuotes(quotesUntil("place", "arg0"), prices);
    Calls.call(desk, "price", "AAPL");

    Calls.call(desk, "place", "AAPL");

    assertKept(desk, "MSFT");
    Calls.call(desk, "price", "AAPL");
    assertThat(world.stats("prices").loads.sum()).isEqualTo(2);
  }

  @Test
  void aLoadThatWasUnderWayIsNotKept() throws Throwable {
    Rule rule = rule("reviews", Desk.class, "review").invalidateOn(on("place", "arg0")).build();
    Object desk = world.client(Desk.class, rule);

    assertThat(Calls.call(desk, "review", "AAPL")).isEqualTo("review placed AAPL");
    Calls.call(desk, "review", "AAPL");

    assertThat(world.stats("reviews").loads.sum()).isEqualTo(2);
    assertThat(world.stats("reviews").nearFenced.sum()).isEqualTo(2);
  }

  /** Called by name from other loaders' classes. */
  public static class Order {
    public String symbol;

    public Order(String symbol) {
      this.symbol = symbol;
    }
  }

  @SuppressWarnings("unused")
  static class Desk {
    private int quotes;
    private int places;

    String quote(String symbol) {
      return symbol + "@" + ++quotes;
    }

    String price(String symbol) {
      return symbol;
    }

    String review(String symbol) {
      return "review " + place(symbol);
    }

    String place(Object symbol) {
      places++;
      return "placed " + symbol;
    }

    String placeAll(List<String> symbols) {
      return "placed " + symbols;
    }

    int places() {
      return places;
    }

    void cancel(String symbol) {}

    String reject(String symbol) {
      throw new IllegalArgumentException(symbol);
    }

    void scramble(Order order) {
      order.symbol = "scrambled";
    }

    Order nextOrder(String symbol) {
      return symbol == null ? null : new Order(symbol);
    }
  }
}
