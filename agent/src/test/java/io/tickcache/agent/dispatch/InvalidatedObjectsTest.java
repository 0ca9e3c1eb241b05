package io.tickcache.agent.dispatch;

import static io.tickcache.agent.dispatch.World.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.agent.instrument.Calls;
import io.tickcache.rules.InvalidateOn;
import io.tickcache.rules.MethodPattern;
import io.tickcache.rules.Rule;
import io.tickcache.rules.ValuePath;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Invalidations by objects: those of the keys' own class are found, others void the whole cache.
 */
class InvalidatedObjectsTest {

  @RegisterExtension private final World world = new World();

  private Object desk(String answering, String voiding, String symbol) {
    return world.client(Desk.class, quotes(answering).invalidateOn(on(voiding, symbol)).build());
  }

  private static Rule.Builder quotes(String method) {
    return rule("quotes", Desk.class, method);
  }

  private static List<InvalidateOn> on(String method, String symbol) {
    return List.of(
        InvalidateOn.of(
            MethodPattern.parse(Desk.class.getName() + "#" + method),
            ValuePath.parse(symbol),
            null));
  }

  @Test
  void anObjectsTextThatNoKeyHasVoidsTheWholeCacheAndIsTold() throws Throwable {
    Object desk = desk("quote", "place", "arg0");
    Calls.call(desk, "quote", "BTC");

    Calls.call(desk, "place", new Pair("BTC"));
    Calls.call(desk, "quote", "BTC");
    Calls.call(desk, "place", new Pair("BTC"));
    Calls.call(desk, "quote", "BTC");

    assertThat(Calls.call(desk, "calls")).isEqualTo(3);
    assertThat(world.said())
        .containsOnlyOnce("quotes: after ")
        .contains("the whole cache was invalidated, because arg0 tells no symbol of the rule")
        .contains("it is a `" + Pair.class.getName() + "`, and the keys of the rule have texts")
        .contains("let `symbol` lead to the property that holds the text, such as `arg0.symbol`")
        .doesNotContain("the agent failed");
  }

  @Test
  void anObjectOfTheKeysOwnClassVoidsItsEntriesOnly() throws Throwable {
    Object desk = desk("quoteOf", "order", "arg0.pair");
    Calls.call(desk, "quoteOf", new Pair("BTC"));
    Calls.call(desk, "quoteOf", new Pair("ETH"));

    Calls.call(desk, "order", new Order(new Pair("BTC")));
    Calls.call(desk, "quoteOf", new Pair("ETH"));
    assertThat(Calls.call(desk, "calls")).isEqualTo(2);
    Calls.call(desk, "quoteOf", new Pair("BTC"));

    assertThat(Calls.call(desk, "calls")).isEqualTo(3);
    assertThat(world.said()).doesNotContain("invalidated");
  }

  @Test
  void aTextForKeysThatHaveObjectsVoidsTheWholeCache() throws Throwable {
    Object desk = desk("quoteOf", "placeText", "arg0");
    Calls.call(desk, "quoteOf", new Pair("BTC"));

    Calls.call(desk, "placeText", "BTC");
    Calls.call(desk, "quoteOf", new Pair("BTC"));

    assertThat(Calls.call(desk, "calls")).isEqualTo(2);
    assertThat(world.said()).contains("it is a text, and the keys of the rule have a `");
  }

  @Test
  void keysOfAnotherClassAreNotFoundByAnObject() throws Throwable {
    Object desk = desk("quoteOf", "place", "arg0");
    Calls.call(desk, "quoteOf", new OtherPair("BTC"));

    Calls.call(desk, "place", new Pair("BTC"));
    Calls.call(desk, "quoteOf", new OtherPair("BTC"));

    assertThat(Calls.call(desk, "calls")).isEqualTo(2);
  }

  @Test
  void classesOfOneFamilyAreToldApart() throws Throwable {
    Object desk = desk("quoteOf", "place", "arg0");
    Calls.call(desk, "quoteOf", new Future("BTC"));
    Calls.call(desk, "quoteOf", new Pair("ETH"));

    Calls.call(desk, "place", new Pair("ETH"));
    Calls.call(desk, "quoteOf", new Future("BTC"));

    assertThat(Calls.call(desk, "calls")).isEqualTo(2);
  }

  @Test
  void keysMadeOfPartsAreVoidedAllTogether() throws Throwable {
    Object desk = desk("quoteOf", "place", "arg0");
    Calls.call(desk, "quoteOf", List.of("BTC", "ETH"));

    Calls.call(desk, "place", "BTC");
    Calls.call(desk, "quoteOf", List.of("BTC", "ETH"));

    assertThat(Calls.call(desk, "calls")).isEqualTo(2);
    assertThat(world.said())
        .contains("the keys of the rule have symbols that are made of parts")
        .contains("let the rule's own `symbol` lead to a text, a number or an object");
  }

  @Test
  void theWayToMendItNamesTheArgumentThatItIsAbout() throws Throwable {
    Object desk = desk("quote", "fill", "arg1");
    Calls.call(desk, "quote", "BTC");

    Calls.call(desk, "fill", 5, new Pair("BTC"));

    assertThat(world.said()).contains("arg1 tells no symbol", "such as `arg1.symbol`");
  }

  @Test
  void ofAnOptionalThatIsTheWayToWhatItHolds() throws Throwable {
    Object desk = desk("quote", "fill", "arg1");
    Object mended = desk("quote", "fill", "arg1.get");
    for (Object each : List.of(desk, mended)) {
      Calls.call(each, "quote", "BTC");
      Calls.call(each, "quote", "ETH");
      Calls.call(each, "fill", 5, Optional.of("BTC"));
      Calls.call(each, "quote", "ETH");
    }

    assertThat(world.said())
        .containsOnlyOnce("quotes: after ")
        .contains("let `symbol` lead to what it holds: `arg1.get`");
    assertThat(Calls.call(desk, "calls")).isEqualTo(3);
    assertThat(Calls.call(mended, "calls")).isEqualTo(2);
  }

  @Test
  void anUpdateOfAnotherKindVoidsTheWholeCacheToo() throws Throwable {
    InvalidateOn update =
        InvalidateOn.bringing(
            MethodPattern.parse(Desk.class.getName() + "#heard"),
            ValuePath.parse("arg0"),
            ValuePath.parse("arg1"),
            null);
    Object desk = world.client(Desk.class, quotes("quote").invalidateOn(List.of(update)).build());
    Calls.call(desk, "quote", "BTC");

    Calls.call(desk, "heard", new Pair("BTC"), "newer");
    Calls.call(desk, "quote", "BTC");

    assertThat(Calls.call(desk, "calls")).isEqualTo(2);
    assertThat(world.said()).contains("the keys of the rule have texts");
  }

  /** Told by its text. */
  @SuppressWarnings("EqualsGetClass") // so that a subclass is of another kind, as in old code
  public static class Pair {
    private final String code;

    public Pair(String code) {
      this.code = code;
    }

    @Override
    public boolean equals(Object other) {
      return other != null
          && other.getClass() == getClass()
          && Objects.equals(((Pair) other).code, code);
    }

    @Override
    public int hashCode() {
      return 1;
    }

    @Override
    public String toString() {
      return "Pair[" + code + "]";
    }
  }

  /** Of the same family. */
  public static class Future extends Pair {
    public Future(String code) {
      super(code);
    }
  }

  /** Of another family, with another text. */
  public static class OtherPair {
    private final String code;

    public OtherPair(String code) {
      this.code = code;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof OtherPair pair && pair.code.equals(code);
    }

    @Override
    public int hashCode() {
      return 1;
    }

    @Override
    public String toString() {
      return code;
    }
  }

  /** Holds one. */
  public static class Order {
    public Pair pair;

    public Order(Pair pair) {
      this.pair = pair;
    }
  }

  @SuppressWarnings("unused")
  static class Desk {
    private int calls;

    int calls() {
      return calls;
    }

    String quote(String symbol) {
      return symbol + ++calls;
    }

    String quoteOf(Object symbol) {
      return symbol + "@" + ++calls;
    }

    void place(Object symbol) {}

    void placeText(String symbol) {}

    void order(Object order) {}

    void fill(int amount, Object symbol) {}

    void heard(Object symbol, String newer) {}
  }
}
