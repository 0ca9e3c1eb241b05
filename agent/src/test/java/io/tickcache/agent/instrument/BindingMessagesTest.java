package io.tickcache.agent.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.rules.InvalidateOn;
import io.tickcache.rules.MethodPattern;
import io.tickcache.rules.Rule;
import io.tickcache.rules.ValuePath;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import kotlin.coroutines.Continuation;
import net.bytebuddy.description.type.TypeDescription;
import org.junit.jupiter.api.Test;

/** The exact text of what binding tells, where the way to mend a rule is in it. */
class BindingMessagesTest {

  private static final String CLIENT = Client.class.getName();

  @Test
  void aTextOfSymbolsNeedsASeparator() {
    assertThat(said(rule("csv").symbols(path("arg0"))))
        .isEqualTo(
            """
            error[R025]: rule `quotes` is off: CLIENT.csv(String): `arg0` is a `java.lang.String`,\
             which holds no symbols
               = help: say what stands between them: `separator: ','`
            """);
  }

  @Test
  void aTextWithASeparatorHoldsSymbols() {
    assertThat(said(rule("csv").symbols(path("arg0")).separator(","))).isEmpty();
  }

  @Test
  void aNumberHoldsNoSymbolsWhateverTheSeparator() {
    assertThat(said(rule("numbered").symbols(path("arg0")).separator(",")))
        .isEqualTo(
            """
            error[R025]: rule `quotes` is off: CLIENT.numbered(int): `arg0` is a `int`,\
             which holds no symbols
               = help: let `symbols` lead to an array, a collection or a text
            """);
  }

  @Test
  void aSeparatorIsNothingToAList() {
    assertThat(said(rule("listed").symbols(path("arg0")).separator(",")))
        .isEqualTo(
            """
            warning[R019]: rule `quotes`: CLIENT.listed(List): `separator` has no effect,\
             as `arg0` is a `java.util.List`
               = help: leave it out
            """);
  }

  @Test
  void aMethodThatReturnsNothingTellsNoSymbol() {
    assertThat(said(rule("get").invalidateOn(List.of(on("put", "return.symbol")))))
        .isEqualTo(
            """
            error[R024]: rule `quotes`: CLIENT.put(String): the rule names `return.symbol`,\
             but the method returns nothing
               = note: calls of this method invalidate the whole cache
               = help: start at an argument, such as `arg0`
            """);
  }

  @Test
  void aResultIsFollowedLikeAnArgument() {
    assertThat(said(rule("get").invalidateOn(List.of(on("order", "return.symbl")))))
        .isEqualTo(
            """
            warning[R024]: rule `quotes`: CLIENT.order(String): `return` is a\
             `CLIENT$Order`, which has no property `symbl`
               = note: calls that pass an object of a subclass may have it; others invalidate the\
             whole cache
               = help: did you mean `symbol`?
            """
                .replace("CLIENT$", BindingMessagesTest.class.getName() + "$"));
    assertThat(said(rule("get").invalidateOn(List.of(on("order", "return.symbol"))))).isEmpty();
  }

  @Test
  void ofAPromiseTheResultIsWhatItPromises() {
    assertThat(said(rule("get").invalidateOn(List.of(on("promise", "return.symbol"))))).isEmpty();
    assertThat(said(rule("get").invalidateOn(List.of(on("promise", "return.symbl")))))
        .contains("`return` is a `" + Order.class.getName() + "`", "did you mean `symbol`?");
  }

  @Test
  void aSuspendFunctionMayReturnBeforeItsWorkIsDone() {
    assertThat(said(rule("get").invalidateOn(List.of(on("suspended", "arg0")))))
        .isEqualTo(
            """
            warning[R026]: rule `quotes`: CLIENT.suspended(String, Continuation) is a `suspend`\
             function of Kotlin, which may return before its work is done
               = note: its calls invalidate as soon as they return
               = help: name the method that does the work, or one that runs once it is done
            """);
  }

  @Test
  void anInvalidationByAnObjectIsToldItsPropertiesAndNotOfIgnore() {
    assertThat(said(rule("get").invalidateOn(List.of(on("cancel", "arg0")))))
        .isEqualTo(
            """
            error[R025]: rule `quotes`: CLIENT.cancel(Order): `arg0` is a `CLIENT$Order`,\
             which has no value equality
               = note: calls of this method invalidate the whole cache
               = help: let `symbol` go on to one of its properties: `symbol`
            """
                .replace("CLIENT$", BindingMessagesTest.class.getName() + "$"));
  }

  @Test
  void anArgumentThatIsNotThereIsToldWithThoseThatAre() {
    assertThat(said(rule("get").symbol(path("arg1"))))
        .isEqualTo(
            """
            error[R024]: rule `quotes` is off: CLIENT.get(String): the rule names `arg1`,\
             but the method has 1 argument
               = help: write `arg0`
            """);
    assertThat(said(rule("between").symbol(path("arg2.symbol"))))
        .isEqualTo(
            """
            error[R024]: rule `quotes` is off: CLIENT.between(String, int): the rule names\
             `arg2.symbol`, but the method has 2 arguments
               = help: count from 0: the last argument is `arg1`
            """);
  }

  @Test
  void ofTheJdkOnlyWhatItMakesPublicIsOffered() {
    assertThat(said(rule("built")))
        .isEqualTo(
            """
            error[R025]: rule `quotes` is off: CLIENT.built(StringBuilder): argument `arg0` is a\
             `java.lang.StringBuilder`, which has no value equality
               = help: put the argument under `ignore` if it doesn't change the answer
            """);
    assertThat(new DeclaredType(describe(GregorianCalendar.class)).properties())
        .contains("timeInMillis", "timeZone")
        .doesNotContain("cdate", "fields", "isTimeSet", "zoneShared");
  }

  @Test
  void aPathThatGoesOnBehindATextIsToldWhereToEnd() {
    assertThat(said(rule("get").symbol(path("arg0.symbol"))))
        .isEqualTo(
            """
            error[R024]: rule `quotes` is off: CLIENT.get(String): `arg0` is a `java.lang.String`,\
             which has no property `symbol`
               = help: end the path with `arg0`
            """);
  }

  @Test
  void aLongerNameIsNearToTheOneThatItBeginsWith() {
    assertThat(said(rule("getQuote")))
        .isEqualTo(
            """
            warning[R021]: rule `quotes` matched class `CLIENT` but none of its methods
               = note: it has no method `getQuote`
               = note: its methods are `between`, `built`, `cancel`, `csv`, `future`, `get`,\
             `listed`, `numbered`, `order`, `promise`, `put`, `suspended`
               = help: did you mean `get`?
            """);
  }

  @Test
  void aFutureOfALibraryIsNotSaidToBeSilent() {
    assertThat(said(rule("future")))
        .isEqualTo(
            """
            error[R026]: rule `quotes` is off: CLIENT.future(String): the method returns a\
             `CLIENT$Listened`, a promise of a kind that can't be made here
               = help: name the method that waits for it, or one that returns a `CompletableFuture`
            """
                .replace("CLIENT$", BindingMessagesTest.class.getName() + "$"));
  }

  private static String said(Rule.Builder rule) {
    Loom loom = new Loom(new ScriptedSites(), rule.build()).holding(Client.class, Order.class);
    loom.load(Client.class);
    return loom.said().replace(CLIENT, "CLIENT").replace("\n\n", "\n");
  }

  private static Rule.Builder rule(String method) {
    return WeavingTest.rule("quotes", CLIENT + "#" + method);
  }

  private static InvalidateOn on(String method, String symbol) {
    return InvalidateOn.of(MethodPattern.parse(CLIENT + "#" + method), path(symbol), null);
  }

  private static ValuePath path(String text) {
    return ValuePath.parse(text);
  }

  private static TypeDescription describe(Class<?> type) {
    return TypeDescription.ForLoadedType.of(type);
  }

  /** A client with methods of many kinds. */
  @SuppressWarnings("unused")
  static class Client {
    String get(String symbol) {
      return symbol;
    }

    String between(String symbol, int days) {
      return symbol;
    }

    String built(StringBuilder symbol) {
      return symbol.toString();
    }

    List<String> csv(String symbols) {
      return List.of(symbols);
    }

    List<String> numbered(int symbols) {
      return List.of();
    }

    Map<String, String> listed(List<String> symbols) {
      return Map.of();
    }

    Listened<String> future(String symbol) {
      return null;
    }

    CompletableFuture<Order> promise(String symbol) {
      return CompletableFuture.completedFuture(new Order());
    }

    void put(String symbol) {}

    Order order(String symbol) {
      return new Order();
    }

    Object suspended(String symbol, Continuation<Object> rest) {
      return symbol;
    }

    void cancel(Order order) {}
  }

  /** A library's own kind of future. */
  interface Listened<T> extends Future<T> {
    void addListener(Runnable listener);
  }

  /** What a client's orders are. */
  static class Order {
    String symbol = "AAPL";

    String getSymbol() {
      return symbol;
    }
  }
}
