package io.tickcache.agent.dispatch;

import static io.tickcache.agent.dispatch.World.asked;
import static io.tickcache.agent.dispatch.World.rule;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ListValue;
import io.tickcache.agent.instrument.Calls;
import io.tickcache.rules.Rule;
import io.tickcache.rules.ValuePath;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The forms of answers for many symbols that say where the symbols, or the answers, are. */
class BatchAnswersTest {

  @RegisterExtension private final World world = new World();

  private static Rule.Builder batch(String method, String resultSymbol, String... ignored) {
    return rule("quotes", Client.class, method)
        .symbols(ValuePath.parse("arg0"))
        .resultSymbol(ValuePath.parse(resultSymbol))
        .ignore(Arrays.stream(ignored).map(ValuePath::parse).collect(Collectors.toList()));
  }

  private Object client(Rule.Builder... rules) {
    return world.client(
        Client.class, Arrays.stream(rules).map(Rule.Builder::build).toArray(Rule[]::new));
  }

  @Test
  void aMapMayHaveKeysOfTheClientsOwn() throws Throwable {
    Object client = client(batch("byId", "return.symbol"));

    assertThat(Calls.call(client, "byId", List.of("A", "B"))).hasToString("{7-A=A@1, 7-B=B@1}");
    assertThat(Calls.call(client, "byId", List.of("C", "?", "B", "A")))
        .hasToString("{7-C=C@2, 7-B=B@1, 7-A=A@1}")
        .isExactlyInstanceOf(LinkedHashMap.class);
    assertThat(Calls.call(client, "byId", List.of("?", "C"))).hasToString("{7-C=C@2}");
    world.cache("quotes").invalidate("C");
    assertThat(Calls.call(client, "byId", List.of("C", "A"))).hasToString("{7-C=C@3, 7-A=A@1}");

    assertThat(asked(client)).hasToString("[[A, B], [C, ?], [C]]");
  }

  @Test
  void theSymbolMayBeInTheKeysOfAMap() throws Throwable {
    Object client = client(batch("byInstrument", "return.key.symbol"));

    assertThat(Calls.call(client, "byInstrument", List.of("B"))).hasToString("{B/NYSE=B@1}");
    assertThat(Calls.call(client, "byInstrument", List.of("B", "C", "A")))
        .hasToString("{A/NYSE=A@2, B/NYSE=B@1, C/NYSE=C@2}")
        .isExactlyInstanceOf(TreeMap.class);

    assertThat(asked(client)).hasToString("[[B], [C, A]]");
  }

  @Test
  void anEntryMayBeToldByAPropertyNamedLikeAPartOfIt() throws Throwable {
    Object client = client(batch("byId", "return.value.symbol"));

    Calls.call(client, "byId", List.of("A"));

    assertThat(Calls.call(client, "byId", List.of("A"))).hasToString("{7-A=A@1}");
    assertThat(asked(client)).hasSize(1);
  }

  @Test
  void aMapWithTwoEntriesForASymbolIsPassedOnAndNotKept() throws Throwable {
    Object client = client(batch("twice", "return.symbol"));

    assertThat(Calls.call(client, "twice", List.of("A"))).hasToString("{1=A@1, 2=A@1}");
    assertThat(Calls.call(client, "twice", List.of("A"))).hasToString("{1=A@2, 2=A@2}");
  }

  @Test
  void whatIsAskedForAnewBecauseTheArgumentCannotBeMadeIsKept() throws Throwable {
    Object client = client(batch("queued", "return.symbol"));
    Calls.call(client, "queued", new ArrayDeque<>(List.of("A")));

    assertThat(Calls.call(client, "queued", new ArrayDeque<>(List.of("A", "B"))))
        .hasToString("[A@2, B@2]");
    assertThat(Calls.call(client, "queued", new ArrayDeque<>(List.of("B")))).hasToString("[B@2]");
    assertThat(world.said()).doesNotContain("does not tell");
  }

  @Test
  void anObjectMayHoldTheAnswers() throws Throwable {
    Object client = client(batch("page", "return.quotes.symbol"));

    assertThat(Calls.call(client, "page", List.of("D", "B", "A")))
        .hasToString("page[D@1, B@1, A@1]");
    assertThat(Calls.call(client, "page", List.of("B", "?", "C", "A")))
        .hasToString("page[B@1, C@2, A@1]");
    assertThat(Calls.call(client, "page", List.of("C", "?"))).hasToString("page[C@2]");

    assertThat(asked(client)).hasToString("[[D, B, A], [?, C]]");
  }

  @Test
  void theAnswersInAnObjectMayBeInTheOrderOfTheSymbols() throws Throwable {
    Object client = client(batch("ordered", "return.quotes"));

    Calls.call(client, "ordered", List.of("A", "A"));
    assertThat(Calls.call(client, "ordered", List.of("B", "A", "?", "B")))
        .hasToString("[B@2, A@1, null, B@2]");

    assertThat(asked(client)).hasToString("[[A, A], [B, ?]]");
  }

  @Test
  void aRecordMayHoldAMapOfTheAnswers() throws Throwable {
    Object client = client(batch("board", "return.quotes"));

    Calls.call(client, "board", List.of("A"));
    assertThat(Calls.call(client, "board", List.of("B", "A")))
        .hasToString("Board[quotes={A=A@1, B=B@2}]");

    assertThat(asked(client)).hasToString("[[A], [B]]");
  }

  @Test
  void objectsMayHoldEachOtherAndWhatDoesNotMatterIsOfTheLatestAnswer() throws Throwable {
    Object client =
        client(
            batch(
                "response",
                "return.result.list.symbol",
                "return.code",
                "return.notes",
                "return.result.category"));

    Calls.call(client, "response", List.of("C", "D", "A"));
    Object answer = Calls.call(client, "response", List.of("A", "B"));
    assertThat(answer).hasToString("2 [note 2] spot [A@1, B@2]");
    ((List<?>) Calls.call(answer, "notes")).clear();

    assertThat(Calls.call(client, "response", List.of("B"))).hasToString("2 [note 2] spot [B@2]");
    assertThat(asked(client)).hasToString("[[C, D, A], [B]]");
  }

  @Test
  void theFirstObjectComesFromTheClient() throws Throwable {
    Object client =
        client(
            rule("single", Client.class, "single").cache("quotes").shared(true),
            batch("page", "return.quotes.symbol").shared(true));
    Calls.call(client, "single", "A");

    assertThat(Calls.call(client, "page", List.of("A"))).hasToString("page[A@2]");
    assertThat(Calls.call(client, "page", List.of("A"))).hasToString("page[A@1]");
    assertThat(Calls.call(client, "page", List.of("B"))).hasToString("page[B@3]");
    assertThat(Calls.call(client, "single", "B")).hasToString("B@3");
  }

  @Test
  void anObjectThatHoldsMoreIsRefusedWithTheFieldsThatItHolds() throws Throwable {
    Object client = client(batch("response", "return.result.list.symbol", "return.notes"));

    Calls.call(client, "response", List.of("A"));

    assertThat(world.said())
        .contains("R028")
        .contains(
            Response.class.getName()
                + "` also holds `code`; where callers don't mind of which answer that is, add it to"
                + " `ignore`: `return.code`");
  }

  @Test
  void fieldsOfSuperclassesAreFieldsToo() throws Throwable {
    Object client = client(batch("counting", "return.quotes.symbol"));

    Calls.call(client, "counting", List.of("A"));

    assertThat(world.said()).contains("CountingPage` also holds `count`");
  }

  @Test
  void anObjectOfASubclassThatHoldsMoreIsPassedOnAndNotKept() throws Throwable {
    Object client = client(batch("larger", "return.quotes.symbol"));

    assertThat(Calls.call(client, "larger", List.of("A"))).hasToString("page[A@1]");
    assertThat(Calls.call(client, "larger", List.of("A"))).hasToString("page[A@2]");

    assertThat(world.said())
        .contains("CountingPage` that also holds `count`; it was passed on and not kept");
  }

  @Test
  void aFieldThatIsNotThereIsRefusedWithTheOneThatWasMeant() throws Throwable {
    Object client = client(batch("page", "return.quote.symbol"));

    Calls.call(client, "page", List.of("A"));

    assertThat(world.said()).contains("Page` has no field `quote`; did you mean `quotes`?");
  }

  @Test
  void whatCannotBeSeenOrHoldsNothingIsRefused() throws Throwable {
    Object client =
        client(
            batch("hidden", "return.quotes.symbol"),
            rule("message", Client.class, "message")
                .symbols(ValuePath.parse("arg0"))
                .resultSymbol(ValuePath.parse("return.values_")),
            rule("random", Client.class, "drawn")
                .symbols(ValuePath.parse("arg0"))
                .resultSymbol(ValuePath.parse("return.quotes.symbol")),
            rule("deep", Client.class, "response")
                .symbols(ValuePath.parse("arg0"))
                .resultSymbol(ValuePath.parse("return.code.symbol"))
                .ignore(
                    List.of(ValuePath.parse("return.notes"), ValuePath.parse("return.result"))));

    Calls.call(client, "hidden", List.of("A"));

    assertThat(world.said())
        .contains("an interface: what its objects hold can't be seen")
        .contains("a message of Protocol Buffers, which only its builder makes")
        .contains("whose superclass `java.util.Random` hides what it holds")
        .contains("`return.code` is a `int`; answers for many symbols are taken from maps");
  }

  @Test
  void anObjectThatCannotBeMadeAnewSwitchesTheRuleOff() throws Throwable {
    Object client = client(batch("filled", "return.quotes.symbol"));

    Calls.call(client, "filled", List.of("A"));
    Calls.call(client, "filled", List.of("A"));

    assertThat(asked(client)).hasSize(2);
    assertThat(world.said())
        .containsOnlyOnce("can't be copied with another quotes")
        .contains("A rule without `symbols` may serve, which keeps each list as a whole")
        .contains("the rule is off for this method, calls go upstream");
  }

  @Test
  void anObjectWithoutAnswersIsPassedOnAndNotKept() throws Throwable {
    Object client = client(batch("nothing", "return.quotes.symbol"));

    assertThat(Calls.call(client, "nothing", List.of("A"))).hasToString("pagenull");
    Calls.call(client, "nothing", List.of("A"));

    assertThat(asked(client)).hasSize(2);
    assertThat(world.said()).contains("does not tell which part of it is for which symbol");
  }

  @SuppressWarnings("unused")
  static class Client {
    private final List<Object> asked = new ArrayList<>();

    List<Object> asked() {
      return asked;
    }

    private List<Quote> quotes(List<String> symbols) {
      asked.add(symbols);
      List<Quote> quotes = new ArrayList<>();
      for (String symbol : symbols) {
        if (!symbol.equals("?")) {
          quotes.add(new Quote(symbol, symbol + "@" + asked.size()));
        }
      }
      return quotes;
    }

    Quote single(String symbol) {
      return quotes(List.of(symbol)).get(0);
    }

    Map<String, Quote> byId(List<String> symbols) {
      Map<String, Quote> byId = new LinkedHashMap<>();
      quotes(symbols).forEach(quote -> byId.put("7-" + quote.symbol, quote));
      return byId;
    }

    Map<String, Quote> twice(List<String> symbols) {
      Quote quote = quotes(symbols).get(0);
      return new TreeMap<>(Map.of("1", quote, "2", quote));
    }

    Map<Instrument, String> byInstrument(List<String> symbols) {
      Map<Instrument, String> answer = new TreeMap<>(Comparator.comparing(Instrument::symbol));
      quotes(symbols)
          .forEach(quote -> answer.put(new Instrument(quote.symbol, "NYSE"), quote.text));
      return answer;
    }

    List<Quote> queued(ArrayDeque<String> symbols) {
      return quotes(new ArrayList<>(symbols));
    }

    Page page(List<String> symbols) {
      return new Page(quotes(symbols));
    }

    CountingPage counting(List<String> symbols) {
      return new CountingPage(quotes(symbols));
    }

    Page larger(List<String> symbols) {
      return new CountingPage(quotes(symbols));
    }

    Page nothing(List<String> symbols) {
      asked.add(symbols);
      return new Page(null);
    }

    Filled filled(List<String> symbols) {
      return new Filled(quotes(symbols));
    }

    Hidden hidden(List<String> symbols) {
      return () -> quotes(symbols);
    }

    ListValue message(List<String> symbols) {
      return ListValue.getDefaultInstance();
    }

    Drawn drawn(List<String> symbols) {
      return new Drawn(quotes(symbols));
    }

    Ordered ordered(List<String> symbols) {
      Map<String, Quote> known = new HashMap<>();
      quotes(symbols).forEach(quote -> known.put(quote.symbol, quote));
      return new Ordered(symbols.stream().map(known::get).toArray(Quote[]::new));
    }

    Board board(List<String> symbols) {
      return new Board(
          quotes(symbols).stream()
              .collect(
                  Collectors.toMap(
                      quote -> quote.symbol, quote -> quote, (one, two) -> one, TreeMap::new)));
    }

    Response<Result<Quote>> response(List<String> symbols) {
      List<Quote> quotes = quotes(symbols);
      List<String> notes = new ArrayList<>(List.of("note " + asked.size()));
      return new Response<>(asked.size(), notes, new Result<>("spot", quotes));
    }
  }

  public interface Hidden {
    List<Quote> getQuotes();
  }

  public static class Drawn extends Random {
    private static final long serialVersionUID = 1;

    private final transient List<Quote> quotes;

    public Drawn(List<Quote> quotes) {
      this.quotes = quotes;
    }

    public List<Quote> getQuotes() {
      return quotes;
    }
  }

  public record Instrument(String symbol, String venue) {
    @Override
    public String toString() {
      return symbol + "/" + venue;
    }
  }

  public record Board(Map<String, Quote> quotes) {}

  public record Filled(List<Quote> quotes) {
    public Filled {
      if (quotes.isEmpty()) {
        throw new IllegalArgumentException("no quotes");
      }
    }
  }

  public static class Page {
    private final List<Quote> quotes;

    public Page(List<Quote> quotes) {
      this.quotes = quotes;
    }

    @Override
    public String toString() {
      return "page" + quotes;
    }
  }

  public static class CountingPage extends Page {
    private final int count;

    public CountingPage(List<Quote> quotes) {
      super(quotes);
      this.count = quotes.size();
    }

    public int getCount() {
      return count;
    }
  }

  public static class Ordered {
    private Quote[] quotes;

    public Ordered(Quote[] quotes) {
      this.quotes = quotes;
    }

    @Override
    public String toString() {
      return Arrays.toString(quotes);
    }
  }

  public static class Response<T> {
    private final int code;
    private final List<String> notes;
    private final T result;

    public Response(int code, List<String> notes, T result) {
      this.code = code;
      this.notes = notes;
      this.result = result;
    }

    public List<String> notes() {
      return notes;
    }

    @Override
    public String toString() {
      return code + " " + notes + " " + result;
    }
  }

  public static class Result<T> {
    private final String category;
    private final List<T> list;

    public Result(String category, List<T> list) {
      this.category = category;
      this.list = list;
    }

    @Override
    public String toString() {
      return category + " " + list;
    }
  }

  public static class Quote {
    public final String symbol;
    public final String text;

    public Quote(String symbol, String text) {
      this.symbol = symbol;
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
