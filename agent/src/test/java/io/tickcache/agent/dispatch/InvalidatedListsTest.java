package io.tickcache.agent.dispatch;

import static io.tickcache.agent.dispatch.InvalidationTest.on;
import static io.tickcache.agent.dispatch.World.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.agent.dispatch.InvalidationTest.Desk;
import io.tickcache.agent.dispatch.InvalidationTest.Order;
import io.tickcache.agent.instrument.Calls;
import io.tickcache.rules.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A path goes on with each element of what holds many, and voids the symbol of each. */
class InvalidatedListsTest {

  @RegisterExtension private final World world = new World();

  private Object deskWithQuotes(String method, String symbol) throws Throwable {
    return deskWithQuotes(InvalidationTest.quotesUntil(method, symbol));
  }

  private Object deskWithQuotes(Rule rule) throws Throwable {
    Object desk = world.client(Desk.class, rule);
    for (String symbol : List.of("AAPL", "MSFT", "IBM")) {
      Calls.call(desk, "quote", symbol);
    }
    return desk;
  }

  private static void assertKept(Object desk, String... symbols) throws Throwable {
    List<String> kept = new ArrayList<>();
    for (String symbol : List.of("AAPL", "MSFT", "IBM")) {
      if (Calls.call(desk, "quote", symbol).toString().matches(symbol + "@[123]")) {
        kept.add(symbol);
      }
    }
    assertThat(kept).containsExactly(symbols);
  }

  @Test
  void theSymbolOfEachElementIsVoidedOnce() throws Throwable {
    Object desk = deskWithQuotes("placeAll", "arg0.symbol");

    Calls.call(desk, "placeAll", List.of(new Order("AAPL"), new Order("MSFT"), new Order("AAPL")));

    assertKept(desk, "IBM");
    assertThat(world.stats("quotes").invalidations.sum()).isEqualTo(2);
  }

  @Test
  void theElementsMayBeTheSymbols() throws Throwable {
    Object desk = deskWithQuotes("place", "arg0");

    Calls.call(desk, "place", (Object) new String[] {"MSFT"});

    assertKept(desk, "AAPL", "IBM");
  }

  @Test
  void anElementThatIsNullNamesNothing() throws Throwable {
    Object desk = deskWithQuotes("placeAll", "arg0.symbol");

    Calls.call(desk, "placeAll", Arrays.asList(null, new Order("IBM")));

    assertKept(desk, "AAPL", "MSFT");
  }

  @Test
  void anElementWithoutASymbolVoidsTheWholeCache() throws Throwable {
    Object desk = deskWithQuotes("placeAll", "arg0.symbol");

    Calls.call(desk, "placeAll", List.of(new Order("IBM"), new Order(null)));

    assertKept(desk);
  }

  @Test
  void whereNothingIsNamedTheWholeCacheIsVoided() throws Throwable {
    Object desk = deskWithQuotes("placeAll", "arg0.symbol");

    Calls.call(desk, "placeAll", List.of());

    assertKept(desk);
  }

  @Test
  void whatIsWalkedOnceIsLeftToTheMethod() throws Throwable {
    Object desk = deskWithQuotes("place", "arg0");
    List<String> walked = new ArrayList<>();
    Iterable<String> once =
        () -> {
          walked.add("walked");
          return List.of("IBM").iterator();
        };

    Calls.call(desk, "place", once);

    assertKept(desk);
    assertThat(walked).isEmpty();
    assertThat(world.said()).contains("may be walked only once. To mend it, let `symbol` lead to");
  }

  @Test
  void elementsWithoutThePropertyVoidTheWholeCacheAndNeverTheRule() throws Throwable {
    Object desk = deskWithQuotes("placeAll", "arg0.ticker");

    for (int i = 0; i < 12; i++) {
      Calls.call(desk, "placeAll", List.of(new Order("AAPL")));
      Calls.call(desk, "quote", "AAPL");
    }
    Object last = Calls.call(desk, "quote", "AAPL");

    assertThat(last).isEqualTo("AAPL@15");
    assertThat(Calls.call(desk, "quote", "AAPL")).isEqualTo(last);
    assertThat(world.said())
        .containsOnlyOnce("quotes: after ")
        .contains(
            "because arg0.ticker names no symbol: `"
                + Order.class.getName()
                + "` has no property `ticker`. To mend it, ")
        .doesNotContain("the agent failed")
        .doesNotContain("the rule is off");
  }

  @Test
  void oneRuleThatFailsKeepsNoneFromVoiding() throws Throwable {
    Rule broken =
        rule("prices", Desk.class, "price").invalidateOn(on("placeAll", "arg0.ticker")).build();
    Object desk =
        world.client(Desk.class, broken, InvalidationTest.quotesUntil("placeAll", "arg0.symbol"));
    Calls.call(desk, "quote", "AAPL");

    Calls.call(desk, "placeAll", List.of(new Order("AAPL")));

    assertThat(Calls.call(desk, "quote", "AAPL")).isEqualTo("AAPL@2");
  }
}
