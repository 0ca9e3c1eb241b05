package io.tickcache.agent.dispatch;

import static io.tickcache.agent.dispatch.World.asked;
import static io.tickcache.agent.dispatch.World.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.agent.instrument.Calls;
import io.tickcache.rules.Rule;
import io.tickcache.rules.ValuePath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a method answers before its client has shown what its answers look like, where others have
 * brought the entries: another method here, or another process.
 */
class BatchFirstAnswersTest {

  @RegisterExtension private final World world = new World();

  /** A client whose entries for some symbols have come by another method. */
  private Object client(String method, String... known) throws Throwable {
    return shared(method, null, "single", known);
  }

  private Object shared(String method, String resultSymbol, String single, String... known)
      throws Throwable {
    Rule.Builder batch = rule("quotes", Client.class, method).symbols(ValuePath.parse("arg0"));
    if (resultSymbol != null) {
      batch.resultSymbol(ValuePath.parse(resultSymbol));
    }
    Object client =
        world.client(
            Client.class,
            rule("single", Client.class, single).cache("quotes").shared(true).build(),
            batch.shared(true).build());
    for (String symbol : known) {
      Calls.call(client, single, symbol);
    }
    asked(client).clear();
    return client;
  }

  @Test
  void theFirstAnswerOfAKindIsTheClients() throws Throwable {
    Object client = client("sorted", "A", "B", "C");

    assertThat(Calls.call(client, "sorted", List.of("B", "A"))).isExactlyInstanceOf(TreeMap.class);
    assertThat(asked(client)).hasToString("[[B, A]]");
    for (List<String> symbols : List.of(List.of("C", "B"), List.of("C"), List.of("C", "B", "A"))) {
      assertThat(Calls.call(client, "sorted", symbols)).isExactlyInstanceOf(TreeMap.class);
    }
    assertThat(asked(client)).hasSize(1);
  }

  @Test
  void anAnswerForWhatIsMissingTellsTheKindOfTheWhole() throws Throwable {
    Object client = client("sorted", "A", "B");

    assertThat(Calls.call(client, "sorted", List.of("B", "C", "A")))
        .hasToString("{A=A@1, B=B@2, C=C@1}")
        .isExactlyInstanceOf(TreeMap.class);

    assertThat(asked(client)).hasToString("[[C]]");
  }

  @Test
  void aKindThatHoldsOneTellsNothingOfLargerAnswers() throws Throwable {
    Object client = client("small", "A", "B", "D", "E");

    assertThat(Calls.call(client, "small", List.of("A", "B", "C")))
        .hasToString("{A=A@2, B=B@2, C=C@2}")
        .isExactlyInstanceOf(TreeMap.class);
    assertThat(asked(client)).hasToString("[[C], [A, B, C]]");
  }

  @Test
  void whereItIsKnownThatTheMissingOneWouldNotTellTheClientIsAskedForAll() throws Throwable {
    Object client = client("small", "A", "B");

    assertThat(Calls.call(client, "small", List.of("A")).getClass())
        .isSameAs(Collections.singletonMap("A", "A").getClass());
    assertThat(Calls.call(client, "small", List.of("A", "B", "C")))
        .isExactlyInstanceOf(TreeMap.class);

    assertThat(asked(client)).hasToString("[[A], [A, B, C]]");
  }

  @Test
  void eachOfTheKindsOfSmallAnswersIsAskedForOnce() throws Throwable {
    Object client = client("small", "A", "B", "?", "??");

    for (int i = 0; i < 3; i++) {
      assertThat(Calls.call(client, "small", List.of("?"))).isSameAs(Collections.emptyMap());
      assertThat(Calls.call(client, "small", List.of("?", "??"))).isSameAs(Collections.emptyMap());
      Calls.call(client, "small", List.of("A"));
      assertThat(Calls.call(client, "small", List.of("?", "A")).getClass())
          .isSameAs(Collections.singletonMap("A", "A").getClass());
    }

    assertThat(asked(client)).hasToString("[[?], [?, ??], [A], [?, A]]");
  }

  @Test
  void aListMayBeOfAKindThatOnlyTheClientShows() throws Throwable {
    Object client = client("fixed", "A", "B");

    for (int i = 0; i < 3; i++) {
      assertThat(Calls.call(client, "fixed", List.of("A", "B")).getClass())
          .isSameAs(Collections.unmodifiableList(new ArrayList<>()).getClass());
    }

    assertThat(asked(client)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"texts", "tables"})
  void anArrayIsAskedForWhereItsTypeLeavesAChoice(String method) throws Throwable {
    Object client = shared(method, null, method.equals("texts") ? "single" : "table", "A", "B");

    Object answer = Calls.call(client, method, List.of("A", "B"));

    boolean settled = method.equals("texts");
    assertThat(answer).isExactlyInstanceOf(settled ? String[].class : String[][].class);
    assertThat(asked(client)).hasSize(settled ? 0 : 1);
  }

  @Test
  void elementsThatNameTheirSymbolsComeInTheClientsKindOfCollection() throws Throwable {
    Object client = shared("named", "return.symbol", "quote", "A");

    for (int i = 0; i < 3; i++) {
      assertThat(Calls.call(client, "named", List.of("A")).getClass())
          .isSameAs(Collections.unmodifiableCollection(new ArrayList<>()).getClass());
    }

    assertThat(asked(client)).hasSize(1);
  }

  @Test
  void anObjectMayHoldOneAnswerInAKindForOne() throws Throwable {
    Object client = shared("page", "return.quotes", "single", "A", "B", "C");

    Calls.call(client, "page", List.of("A"));
    Object hit = Calls.call(client, "page", List.of("B"));
    Object first = Calls.call(client, "page", List.of("A", "B"));
    Object larger = Calls.call(client, "page", List.of("C", "B"));

    assertThat(hit).hasToString("{B=B@2} SingletonMap");
    assertThat(first).hasToString("{A=A@2, B=B@2} TreeMap");
    assertThat(larger).hasToString("{B=B@2, C=C@3} TreeMap");
    assertThat(asked(client)).hasToString("[[A], [A, B]]");
  }

  @Test
  void aPromiseIsOfTheClientsFirst() throws Throwable {
    Object client = client("later", "A", "B");

    CompletableFuture<?> first = (CompletableFuture<?>) Calls.call(client, "later", ab());
    CompletableFuture<?> other = (CompletableFuture<?>) Calls.call(client, "later", List.of("C"));
    CompletableFuture<?> same = (CompletableFuture<?>) Calls.call(client, "later", List.of("C"));
    assertThat(first).isNotDone();
    assertThat(same).isNotDone();
    Calls.call(client, "keep");

    assertThat(first.join()).isExactlyInstanceOf(TreeMap.class);
    assertThat(other.join()).isExactlyInstanceOf(TreeMap.class);
    assertThat(same.join()).isExactlyInstanceOf(TreeMap.class);
    assertThat(((CompletableFuture<?>) Calls.call(client, "later", ab())).join())
        .isExactlyInstanceOf(TreeMap.class);
    assertThat(asked(client)).hasToString("[[A, B], [C]]");
  }

  private static List<String> ab() {
    return List.of("A", "B");
  }

  @SuppressWarnings("unused")
  static class Client {
    private final List<Object> asked = new ArrayList<>();
    private final List<Runnable> promises = new ArrayList<>();

    List<Object> asked() {
      return asked;
    }

    void keep() {
      promises.forEach(Runnable::run);
    }

    private String text(String symbol) {
      return symbol.startsWith("?") ? null : symbol + "@" + asked.size();
    }

    String single(String symbol) {
      asked.add(symbol);
      return text(symbol);
    }

    Quote quote(String symbol) {
      return new Quote(symbol);
    }

    Object[] table(String symbol) {
      return new String[] {symbol};
    }

    private <M extends Map<String, String>> M quotes(List<String> symbols, M into) {
      asked.add(symbols);
      for (String symbol : symbols) {
        if (text(symbol) != null) {
          into.put(symbol, text(symbol));
        }
      }
      return into;
    }

    Map<String, String> sorted(List<String> symbols) {
      return quotes(symbols, new TreeMap<>());
    }

    Map<String, String> small(List<String> symbols) {
      TreeMap<String, String> answer = quotes(symbols, new TreeMap<>());
      if (answer.size() > 1) {
        return answer;
      }
      return answer.isEmpty()
          ? Collections.emptyMap()
          : Collections.singletonMap(answer.firstKey(), answer.get(answer.firstKey()));
    }

    List<String> fixed(List<String> symbols) {
      return Collections.unmodifiableList(
          new ArrayList<>(quotes(symbols, new LinkedHashMap<>()).values()));
    }

    String[] texts(List<String> symbols) {
      return fixed(symbols).toArray(new String[0]);
    }

    Object[][] tables(List<String> symbols) {
      return fixed(symbols).stream().map(text -> new String[] {text}).toArray(String[][]::new);
    }

    Collection<Quote> named(List<String> symbols) {
      asked.add(symbols);
      List<Quote> quotes = new ArrayList<>();
      symbols.forEach(symbol -> quotes.add(new Quote(symbol)));
      return Collections.unmodifiableCollection(quotes);
    }

    Page page(List<String> symbols) {
      return new Page(small(symbols));
    }

    CompletableFuture<Map<String, String>> later(List<String> symbols) {
      CompletableFuture<Map<String, String>> promise = new CompletableFuture<>();
      Map<String, String> answer = quotes(symbols, new TreeMap<>());
      promises.add(() -> promise.complete(answer));
      return promise;
    }
  }

  public static class Page {
    private final Map<String, String> quotes;

    public Page(Map<String, String> quotes) {
      this.quotes = quotes;
    }

    @Override
    public String toString() {
      return quotes + " " + quotes.getClass().getSimpleName();
    }
  }

  public static class Quote {
    public final String symbol;

    public Quote(String symbol) {
      this.symbol = symbol;
    }
  }
}
