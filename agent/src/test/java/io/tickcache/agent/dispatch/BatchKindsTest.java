package io.tickcache.agent.dispatch;

import static io.tickcache.agent.dispatch.World.asked;
import static io.tickcache.agent.dispatch.World.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.agent.instrument.Calls;
import io.tickcache.rules.Rule;
import io.tickcache.rules.ValuePath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What answers for many symbols are besides their entries: their kinds, and what else is there. */
class BatchKindsTest {

  @RegisterExtension private final World world = new World();

  private Object client(String method) {
    return world.client(
        Client.class,
        rule("quotes", Client.class, method).symbols(ValuePath.parse("arg0")).build());
  }

  private Object named(String method) {
    Rule rule =
        rule("quotes", Client.class, method)
            .symbols(ValuePath.parse("arg0"))
            .resultSymbol(ValuePath.parse("return.symbol"))
            .build();
    return world.client(Client.class, rule);
  }

  @Test
  void anAnswerWithMoreThanWasAskedForIsPassedOnAndNotKept() throws Throwable {
    Object client = client("more");

    assertThat(Calls.call(client, "more", List.of("A"))).hasToString("{A=A@1, SPX=5000}");
    assertThat(Calls.call(client, "more", List.of("A"))).hasToString("{A=A@2, SPX=5000}");
    assertThat(Calls.call(client, "more", List.of("SPX", "A"))).hasToString("{SPX=5000, A=A@3}");
    assertThat(Calls.call(client, "more", List.of("A", "SPX"))).hasToString("{A=A@3, SPX=5000}");

    assertThat(world.said())
        .contains("it holds `SPX` of class java.lang.String, which was not asked for");
  }

  @Test
  void aSymbolThatComesBackAsAnObjectOfAnotherClassIsToldWithBoth() throws Throwable {
    Object client = client("priced");

    assertThat(Calls.call(client, "priced", List.of(Locale.US))).hasToString("{en_US=x}");

    assertThat(world.said())
        .contains(
            "it holds `en_US` of class java.lang.String, which was asked for as one of class"
                + " java.util.Locale;")
        .doesNotContain("not asked for");
  }

  @Test
  void elementsForSymbolsThatNobodyAskedForAreNotKeptEither() throws Throwable {
    Object client = named("neighbours");

    assertThat(Calls.call(client, "neighbours", List.of("A"))).hasToString("[A@1, SPX@1]");
    assertThat(Calls.call(client, "neighbours", List.of("A"))).hasToString("[A@2, SPX@2]");
  }

  @Test
  void twoEntriesForOneSymbolAreNotKept() throws Throwable {
    Rule rule =
        rule("quotes", Client.class, "spelled")
            .symbols(ValuePath.parse("arg0"))
            .symbolCase(io.tickcache.rules.SymbolCase.UPPER)
            .build();
    Object client = world.client(Client.class, rule);

    assertThat(Calls.call(client, "spelled", List.of("a"))).hasToString("{a=a@1, A=a@1}");
    assertThat(Calls.call(client, "spelled", List.of("a"))).hasToString("{a=a@2, A=a@2}");
  }

  @Test
  void aMapThatMayHoldMoreThanItsEntriesIsLeftToTheClient() throws Throwable {
    Object client = client("own");

    for (int i = 1; i <= 3; i++) {
      Object answer = Calls.call(client, "own", List.of("A"));
      assertThat(Calls.call(answer, "time")).isEqualTo(i);
    }

    assertThat(world.said())
        .contains("Stamped, which may hold more than its contents")
        .contains("the rule is off for this method")
        .containsOnlyOnce("Stamped");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "concurrent",
        "linked",
        "immutable",
        "streamed",
        "asList",
        "unmodifiable",
        "synchronizedMap",
        "enums",
        "descending"
      })
  void aHitIsOfTheKindThatTheClientMakes(String method) throws Throwable {
    Object client = client(method);
    List<?> symbols =
        method.equals("enums")
            ? List.of(Thread.State.RUNNABLE, Thread.State.NEW)
            : List.of("A", "B", "C");

    Object first = Calls.call(client, method, symbols);
    Object second = Calls.call(client, method, symbols);

    assertThat(asked(client)).hasSize(1);
    assertThat(second).isNotSameAs(first).isEqualTo(first).hasToString(first.toString());
    assertThat(second.getClass()).isSameAs(first.getClass());
  }

  @Test
  void nothingAndOneMayHaveKindsOfTheirOwn() throws Throwable {
    Object client = client("small");
    Calls.call(client, "small", List.of("?"));
    Calls.call(client, "small", List.of("A"));
    Calls.call(client, "small", List.of("B", "C"));

    assertThat(Calls.call(client, "small", List.of("?"))).isSameAs(Collections.emptyMap());
    assertThat(Calls.call(client, "small", List.of("A")).getClass())
        .isSameAs(Collections.singletonMap("A", "A").getClass());
    assertThat(Calls.call(client, "small", List.of("A", "B"))).isExactlyInstanceOf(TreeMap.class);
    assertThat(asked(client)).hasSize(3);
  }

  @Test
  void whatIsFoundAloneIsNotOfTheKindOfWhatIsAskedForAlone() throws Throwable {
    Object client = client("alone");
    Calls.call(client, "alone", List.of("A"));
    Calls.call(client, "alone", List.of("?", "B"));

    assertThat(Calls.call(client, "alone", List.of("A", "?"))).isExactlyInstanceOf(TreeMap.class);
    assertThat(Calls.call(client, "alone", List.of("A")).getClass())
        .isSameAs(Collections.singletonMap("A", "A").getClass());
    assertThat(asked(client)).hasSize(2);
  }

  @Test
  void anArrayIsOfTheClientsComponents() throws Throwable {
    Object client = client("texts");

    Calls.call(client, "texts", List.of("A"));

    assertThat(Calls.call(client, "texts", List.of("A", "B"))).isInstanceOf(String[].class);
    assertThat(Calls.call(client, "texts", List.of("B", "A")))
        .isInstanceOf(String[].class)
        .isEqualTo(new String[] {"B@2", "A@1"});
  }

  @SuppressWarnings({"unused", "JdkObsolete"}) // what clients use is their affair
  static class Client {
    private final List<Object> asked = new ArrayList<>();

    List<Object> asked() {
      return asked;
    }

    private <K> Map<K, String> quotes(Collection<K> symbols, Map<K, String> into) {
      asked.add(new ArrayList<>(symbols));
      for (K symbol : symbols) {
        if (!symbol.equals("?")) {
          into.put(symbol, symbol + "@" + asked.size());
        }
      }
      return into;
    }

    private List<String> texts(Collection<String> symbols, List<String> into) {
      asked.add(new ArrayList<>(symbols));
      for (String symbol : symbols) {
        into.add(symbol + "@" + asked.size());
      }
      return into;
    }

    private List<Quote> quotes(Collection<String> symbols) {
      asked.add(new ArrayList<>(symbols));
      List<Quote> quotes = new ArrayList<>();
      for (String symbol : symbols) {
        quotes.add(new Quote(symbol, symbol + "@" + asked.size()));
      }
      return quotes;
    }

    Map<String, String> more(List<String> symbols) {
      Map<String, String> answer = quotes(symbols, new LinkedHashMap<>());
      answer.put("SPX", "5000");
      return answer;
    }

    List<Quote> neighbours(List<String> symbols) {
      List<Quote> answer = quotes(symbols);
      answer.add(new Quote("SPX", "SPX@" + asked.size()));
      return answer;
    }

    Map<String, String> spelled(List<String> symbols) {
      Map<String, String> answer = quotes(symbols, new LinkedHashMap<>());
      answer.put("A", answer.get("a"));
      return answer;
    }

    Map<String, String> own(List<String> symbols) {
      Map<String, String> answer = quotes(symbols, new Stamped());
      ((Stamped) answer).time = asked.size();
      return answer;
    }

    Map<String, String> concurrent(List<String> symbols) {
      return quotes(symbols, new ConcurrentHashMap<>());
    }

    List<String> linked(List<String> symbols) {
      return texts(symbols, new LinkedList<>());
    }

    List<String> immutable(List<String> symbols) {
      return List.copyOf(texts(symbols, new ArrayList<>()));
    }

    List<String> streamed(List<String> symbols) {
      return texts(symbols, new ArrayList<>()).stream().toList();
    }

    List<String> asList(List<String> symbols) {
      return Arrays.asList(texts(symbols, new ArrayList<>()).toArray(new String[0]));
    }

    Map<String, String> unmodifiable(List<String> symbols) {
      return Collections.unmodifiableMap(
          quotes(symbols, new TreeMap<>(Comparator.<String>reverseOrder())));
    }

    Map<String, String> synchronizedMap(List<String> symbols) {
      return Collections.synchronizedMap(quotes(symbols, new LinkedHashMap<>()));
    }

    Map<String, String> priced(List<Locale> places) {
      return Collections.singletonMap(places.get(0).toString(), "x");
    }

    Map<Thread.State, String> enums(List<Thread.State> symbols) {
      return quotes(symbols, new EnumMap<>(Thread.State.class));
    }

    Map<String, String> descending(List<String> symbols) {
      return quotes(symbols, new TreeMap<>(Comparator.<String>reverseOrder()));
    }

    Map<String, String> small(List<String> symbols) {
      Map<String, String> answer = quotes(symbols, new TreeMap<>());
      if (answer.size() > 1) {
        return answer;
      }
      return answer.isEmpty()
          ? Collections.emptyMap()
          : Collections.singletonMap("A", answer.get("A"));
    }

    Map<String, String> alone(List<String> symbols) {
      return symbols.size() == 1 ? small(symbols) : quotes(symbols, new TreeMap<>());
    }

    Object[] texts(List<String> symbols) {
      return texts(symbols, new ArrayList<>()).toArray(new String[0]);
    }
  }

  public static class Stamped extends LinkedHashMap<String, String> {
    private static final long serialVersionUID = 1;
    public int time;

    public int time() {
      return time;
    }
  }

  public static class Quote {
    public final String symbol;
    private final String text;

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
