package io.tickcache.agent.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.rules.Callback;
import io.tickcache.rules.InvalidateOn;
import io.tickcache.rules.MethodPattern;
import io.tickcache.rules.Rule;
import io.tickcache.rules.ValuePath;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What declared types tell of updates and invalidations that fit nothing of what a rule keeps. */
class CounterpartsTest {

  private static final String CLIENT = Client.class.getName();
  private static final String FEED = Feed.class.getName();

  @Test
  void aListIsNoAnswerOfAMethodForOneSymbol() {
    assertThat(said(rule("quote"), update("onQuotes", "arg1", "arg0")))
        .isEqualTo(
            """
            warning[R029]: rule `quotes`: FEED.onQuotes(List, String): `arg0` is a\
             `java.util.List`, and CLIENT.quote(String) answers with a `HERE$Quote`
               = note: calls of this method only invalidate
               = help: let `value` lead to what that method answers
            """);
  }

  @Test
  void aTextIsNoSymbolOfKeysThatHaveObjects() {
    assertThat(said(rule("quoteOf"), invalidation("placeText", "arg0")))
        .isEqualTo(
            """
            warning[R029]: rule `quotes`: FEED.placeText(String): `arg0` tells no symbol of the\
             rule: it is a text, and the keys of the rule have a `HERE$Pair`
               = note: calls of this method invalidate the whole cache
               = help: let `symbol` lead to an object of this class, as in the method that the rule\
             answers, or let both lead to the property that holds the text
            """);
  }

  @Test
  void anOptionalIsNoSymbolOfAnyRule() {
    assertThat(said(rule("unknown"), invalidation("clear", "arg1")))
        .contains(
            "FEED.clear(String, Optional): `arg1` tells no symbol of the rule: it is no single"
                + " text, number or object",
            "note: calls of this method invalidate the whole cache",
            "help: let `symbol` lead to what it holds: `arg1.get`");
  }

  @Test
  void whatIsPromisedIsNeverStored() {
    assertThat(said(rule("quote"), update("promised", "arg0", "return")))
        .contains(
            "FEED.promised(String): `return` is promised, and no promise is stored",
            "note: calls of this method only invalidate");
  }

  @Test
  void classesAreHeldAgainstEachOtherInWhateverOrderTheyAreLoaded() {
    Rule rule = rule("quoteOf").invalidateOn(List.of(invalidation("placeText", "arg0"))).build();

    assertThat(said(rule, Feed.class, Client.class))
        .contains("warning[R029]")
        .isEqualTo(said(rule, Client.class, Feed.class));
  }

  @ParameterizedTest
  @CsvSource({
    "quote,        onMark,        arg0, arg1", // a number for an object
    "price,        onMark,        arg0, arg1", // an exact one for a double
    "priceOf,      onQuote,       arg0, arg1",
    "maybe,        onQuote,       arg0, arg1", // the client answers with an Optional
    "promisedOne,  onPrice,       arg0, arg1", // what is promised counts
    "quote,        onUnrelated,   arg0, arg1", // another interface than the final class has
    "price,        onText,        arg0, arg1",
  })
  void aValueThatCanBeNoAnswerIsDoubted(
      String answering, String bringing, String symbol, String value) {
    assertThat(said(rule(answering), update(bringing, symbol, value)))
        .contains("warning[R029]", "answers with a `", "only invalidate")
        .doesNotContain("whole cache");
  }

  @ParameterizedTest
  @CsvSource({
    "quote,        onQuote,       arg0, arg1",
    "quote,        onAnything,    arg0, arg1",
    "price,        onPrice,       arg0, arg1",
    "book,         onBookImpl,    arg0, arg1", // of a subclass
    "bookImpl,     onBook,        arg0, arg1", // may be of the subclass
    "book,         onUnrelated,   arg0, arg1", // a subclass may be both
    "promisedOne,  onQuote,       arg0, arg1",
    "quote,        onHolder,      arg0, arg1.quote",
    "quote,        onHolder,      arg0, arg1.value", // declared as any
  })
  void aValueThatMayBeAnAnswerIsNot(
      String answering, String bringing, String symbol, String value) {
    assertThat(said(rule(answering), update(bringing, symbol, value))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "quote,        placePair,     arg0",
    "quote,        placePairs,    arg0", // each of them
    "quoteOfDay,   placePair,     arg0",
    "quoteOf,      placeOther,    arg0", // of another family
    "quoteOf,      placeDay,      arg0",
    "quoteOfMap,   placeText,     arg0",
    "quoteOfRecord, placeText,    arg0",
  })
  void aSymbolOfAnotherKindIsDoubted(String answering, String invalidating, String symbol) {
    assertThat(said(rule(answering), invalidation(invalidating, symbol)))
        .contains("warning[", "note: ");
  }

  @ParameterizedTest
  @CsvSource({
    "quote,        placeText,     arg0",
    "quote,        placeDay,      arg0", // an enum by its name
    "quote,        placeNumber,   arg0",
    "quoteOfDay,   placeText,     arg0",
    "quote,        clear,         arg1.get",
    "quoteOf,      placePair,     arg0",
    "quoteOf,      placePairs,    arg0",
    "quoteOf,      placeFxPair,   arg0", // of the same family
    "quoteOf,      placeAnything, arg0",
    "unknown,      placePair,     arg0",
  })
  void aSymbolThatMayBeOneOfTheRulesIsNot(String answering, String invalidating, String symbol) {
    assertThat(said(rule(answering), invalidation(invalidating, symbol))).isEmpty();
  }

  @Test
  void ofAnswersForManyOnePartIsTheValue() {
    Rule.Builder many = rule("quotes").symbols(path("arg0"));

    assertThat(said(many, update("onQuote", "arg0", "arg1"))).isEmpty();
    assertThat(said(many, update("onPrice", "arg0", "arg1"))).contains("answers with a `HERE$Quo");
    assertThat(said(many, invalidation("placePair", "arg0"))).contains("the rule have texts");
    assertThat(
            said(
                rule("quotesOf").symbols(path("arg0")).resultSymbol(path("return.pair")),
                update("onPrice", "arg0", "arg1")))
        .contains("it is a text", "answers with a `HERE$Quote`");
  }

  @Test
  void ofACallbackTheValueIsWhatItsMethodGets() {
    Rule.Builder called = rule("later").callback(Callback.of(0, "onQuote", 0, null, null));

    assertThat(said(called, update("onQuote", "arg0", "arg1"))).isEmpty();
    assertThat(said(called, update("onPrice", "arg0", "arg1"))).contains("answers with a `HERE$Q");
  }

  private static String said(Rule.Builder rule, InvalidateOn invalidation) {
    return said(rule.invalidateOn(List.of(invalidation)).build(), Client.class, Feed.class);
  }

  private static String said(Rule rule, Class<?>... order) {
    Loom loom = new Loom(new ScriptedSites(), rule).holding(order);
    for (Class<?> type : order) {
      loom.load(type);
    }
    return loom.said()
        .replace(CLIENT, "CLIENT")
        .replace(FEED, "FEED")
        .replace(CounterpartsTest.class.getName(), "HERE")
        .replace("\n\n", "\n");
  }

  private static Rule.Builder rule(String method) {
    return WeavingTest.rule("quotes", CLIENT + "#" + method);
  }

  private static InvalidateOn invalidation(String method, String symbol) {
    return InvalidateOn.of(MethodPattern.parse(FEED + "#" + method), path(symbol), null);
  }

  private static InvalidateOn update(String method, String symbol, String value) {
    return InvalidateOn.bringing(
        MethodPattern.parse(FEED + "#" + method), path(symbol), path(value), null);
  }

  private static ValuePath path(String text) {
    return ValuePath.parse(text);
  }

  /** Told by its text. */
  @SuppressWarnings("EqualsGetClass") // as in old code
  static class Pair {
    @Override
    public boolean equals(Object other) {
      return other != null && other.getClass() == getClass();
    }

    @Override
    public int hashCode() {
      return 1;
    }

    @Override
    public String toString() {
      return "BTC";
    }
  }

  /** One more class of the same family. */
  static class FxPair extends Pair {}

  /** Told by its text, and nothing to do with the other. */
  static final class Other {
    @Override
    public boolean equals(Object other) {
      return other instanceof Other;
    }

    @Override
    public int hashCode() {
      return 2;
    }

    @Override
    public String toString() {
      return "ETH";
    }
  }

  record Instrument(String symbol) {}

  static final class Quote {
    Pair pair = new Pair();
  }

  static class Book {}

  static class BookImpl extends Book {}

  interface Unrelated {}

  static final class Holder {
    Quote quote = new Quote();
    Object value = quote;
  }

  interface QuoteCallback {
    void onQuote(Quote quote);
  }

  /** What the rules answer. */
  @SuppressWarnings("unused")
  static class Client {
    Quote quote(String symbol) {
      return new Quote();
    }

    Quote quoteOf(Pair pair) {
      return new Quote();
    }

    Quote quoteOfDay(DayOfWeek day) {
      return new Quote();
    }

    Quote quoteOfMap(Map<String, String> parameters) {
      return new Quote();
    }

    Quote quoteOfRecord(Instrument instrument) {
      return new Quote();
    }

    Quote unknown(Comparable<?> symbol) {
      return new Quote();
    }

    double price(String symbol) {
      return 1;
    }

    BigDecimal priceOf(String symbol) {
      return BigDecimal.ONE;
    }

    Book book(String symbol) {
      return new Book();
    }

    BookImpl bookImpl(String symbol) {
      return new BookImpl();
    }

    Optional<Quote> maybe(String symbol) {
      return Optional.empty();
    }

    CompletableFuture<Quote> promisedOne(String symbol) {
      return CompletableFuture.completedFuture(new Quote());
    }

    Map<String, Quote> quotes(List<String> symbols) {
      return Map.of();
    }

    List<Quote> quotesOf(Pair[] pairs) {
      return List.of();
    }

    void later(QuoteCallback callback, String symbol) {}
  }

  /** What invalidates and updates. */
  @SuppressWarnings("unused")
  static class Feed {
    void onQuote(String symbol, Quote quote) {}

    void onQuotes(List<Quote> quotes, String symbol) {}

    void onPrice(String symbol, double price) {}

    void onMark(String symbol, BigDecimal price) {}

    void onText(String symbol, String price) {}

    void onBook(String symbol, Book book) {}

    void onBookImpl(String symbol, BookImpl book) {}

    void onAnything(String symbol, Object value) {}

    void onUnrelated(String symbol, Unrelated value) {}

    void onHolder(String symbol, Holder holder) {}

    CompletableFuture<Quote> promised(String symbol) {
      return CompletableFuture.completedFuture(new Quote());
    }

    void placeText(String symbol) {}

    void placeDay(DayOfWeek day) {}

    void placeNumber(int id) {}

    void placePair(Pair pair) {}

    void placePairs(List<Pair> pairs) {}

    void placeFxPair(FxPair pair) {}

    void placeOther(Other pair) {}

    void placeAnything(Object pair) {}

    void clear(String text, Optional<String> symbol) {}
  }
}
