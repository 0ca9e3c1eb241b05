package io.tickcache.agent.dispatch;

import static io.tickcache.agent.dispatch.World.asked;
import static io.tickcache.agent.dispatch.World.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tickcache.agent.cache.BypassReason;
import io.tickcache.agent.instrument.Calls;
import io.tickcache.rules.Rule;
import io.tickcache.rules.SymbolCase;
import io.tickcache.rules.ValuePath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Methods that ask for many symbols at once, woven and answered from a real cache. */
class BatchTest {

  @RegisterExtension private final World world = new World();

  private static Rule.Builder batch(String method) {
    return rule("quotes", Client.class, method).symbols(ValuePath.parse("arg0"));
  }

  private Object client(Rule.Builder... rules) {
    Rule[] built = new Rule[rules.length];
    for (int i = 0; i < rules.length; i++) {
      built[i] = rules[i].build();
    }
    return world.client(Client.class, built);
  }

  @Test
  void onlyWhatIsMissingGoesUpstreamInOneCall() throws Throwable {
    Object client = client(batch("map"));

    assertThat(Calls.call(client, "map", List.of("A", "B")))
        .hasToString("{A=A@1, B=B@1}")
        .isInstanceOf(HashMap.class);
    assertThat(Calls.call(client, "map", List.of("C", "B", "A", "D")))
        .hasToString("{A=A@1, B=B@1, C=C@2, D=D@2}")
        .isExactlyInstanceOf(HashMap.class);
    assertThat(Calls.call(client, "map", List.of("D", "A"))).hasToString("{A=A@1, D=D@2}");

    assertThat(asked(client)).hasToString("[[A, B], [C, D]]");
    assertThat(world.hits("quotes")).isEqualTo(4);
  }

  @Test
  void fourHundredAndNinetyOfFiveHundredAreKept() throws Throwable {
    Object client = client(batch("map"));
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      all.add("S" + i);
    }
    Calls.call(client, "map", all.subList(0, 490));

    assertThat((Map<?, ?>) Calls.call(client, "map", all)).hasSize(500);

    assertThat(asked(client)).hasSize(2);
    assertThat((List<?>) asked(client).get(1)).hasSize(10);
  }

  @Test
  void oneInvalidationLeavesTheOthers() throws Throwable {
    Object client = client(batch("map"));
    Calls.call(client, "map", List.of("A", "B"));

    world.cache("quotes").invalidate("A");

    assertThat(Calls.call(client, "map", List.of("A", "B"))).hasToString("{A=A@2, B=B@1}");
  }

  @Test
  void whatTheClientDoesNotKnowIsMissingFromTheCacheToo() throws Throwable {
    Object client = client(batch("map"));

    assertThat(Calls.call(client, "map", List.of("A", "?"))).hasToString("{A=A@1}");
    assertThat(Calls.call(client, "map", List.of("?", "A"))).hasToString("{A=A@1}");
    assertThat(Calls.call(client, "map", List.of("?", "B"))).hasToString("{B=B@2}");

    assertThat(asked(client)).hasToString("[[A, ?], [B]]");
  }

  @Test
  void aSortedMapStaysSorted() throws Throwable {
    Object client = client(batch("sorted"));

    Calls.call(client, "sorted", List.of("B", "A"));
    Object answer = Calls.call(client, "sorted", List.of("C", "B", "A"));

    assertThat(answer).hasToString("{A=A@1, B=B@1, C=C@2}").isInstanceOf(TreeMap.class);
  }

  @Test
  void aListIsInTheOrderOfItsSymbolsAndRepeatsThem() throws Throwable {
    Object client = client(batch("list"));

    assertThat(Calls.call(client, "list", List.of("A", "B", "A"))).hasToString("[A@1, B@1, A@1]");
    assertThat(Calls.call(client, "list", List.of("B", "C", "B", "?", "A")))
        .hasToString("[B@1, C@2, B@1, null, A@1]");
    assertThat(Calls.call(client, "list", List.of("?", "C"))).hasToString("[null, C@2]");

    assertThat(asked(client)).hasToString("[[A, B, A], [C, ?]]");
  }

  @Test
  void arraysComeBackAsArraysOfTheirType() throws Throwable {
    Object client = client(batch("array"));

    String[] symbols = {"A", "B"};
    assertThat((String[]) Calls.call(client, "array", (Object) symbols))
        .containsExactly("A@1", "B@1");
    String[] more = {"B", "C"};
    assertThat((String[]) Calls.call(client, "array", (Object) more)).containsExactly("B@1", "C@2");

    assertThat(asked(client)).hasToString("[[A, B], [C]]");
    assertThat(more).containsExactly("B", "C");
  }

  @Test
  void primitivesAreAnswersToo() throws Throwable {
    Object client = client(batch("prices"));

    Calls.call(client, "prices", List.of("A"));
    assertThat((double[]) Calls.call(client, "prices", List.of("A", "BB"))).containsExactly(1, 2);

    assertThat(asked(client)).hasToString("[[A], [BB]]");
  }

  @Test
  void aTextWithSeparatorHoldsSymbols() throws Throwable {
    Object client = client(batch("text").separator(","));

    assertThat(Calls.call(client, "text", "A,B")).hasToString("[A@1, B@1]");
    assertThat(Calls.call(client, "text", "B,C,A")).hasToString("[B@1, C@2, A@1]");

    assertThat(asked(client)).hasToString("[[A, B], [C]]");
  }

  /** Whether the client minds is not known, nor whether it counts what is empty. */
  @Test
  void aTextWithSpacesOrEmptyPartsGoesUpstreamAsItIs() throws Throwable {
    Object client = client(batch("text").separator(","));

    assertThat(Calls.call(client, "text", "A, B")).hasToString("[A@1,  B@1]");
    assertThat(Calls.call(client, "text", "A,,B")).hasToString("[A@2, @2, B@2]");
    assertThat(Calls.call(client, "text", "A,B")).hasToString("[A@3, B@3]");

    assertThat(world.bypasses("quotes", BypassReason.UNKEYABLE)).isEqualTo(2);
    assertThat(world.said()).contains("has a space beside `,`", "say `separator: ', '`");
  }

  @Test
  void aTextWithoutSeparatorIsRefusedWithTheWayToMendIt() throws Throwable {
    Object client = client(batch("ofAnything"));

    assertThat(Calls.call(client, "ofAnything", "A,B")).hasToString("[A@1, B@1]");

    assertThat(world.bypasses("quotes", BypassReason.UNKEYABLE)).isEqualTo(1);
    assertThat(world.said()).contains("say what stands between them: `separator: ','`");
  }

  @Test
  void elementsThatNameTheirSymbolsMayBeInAnOrderOfTheClients() throws Throwable {
    Object client = client(batch("named").resultSymbol(ValuePath.parse("return.symbol")));

    assertThat(Calls.call(client, "named", new LinkedHashSet<>(List.of("D", "B", "A"))))
        .hasToString("[A@1, B@1, D@1]");
    assertThat(Calls.call(client, "named", new LinkedHashSet<>(List.of("C", "?", "A"))))
        .hasToString("[A@1, C@2]");
    assertThat(Calls.call(client, "named", new LinkedHashSet<>(List.of("?", "B"))))
        .hasToString("[B@1]");

    assertThat(asked(client)).hasToString("[[D, B, A], [C, ?]]");
  }

  @Test
  @SuppressWarnings("JdkObsolete") // old clients take them
  void theBodyGetsAContainerOfTheKindThatTheCallerPassed() throws Throwable {
    Object client = client(batch("any"));
    List<Collection<String>> kinds =
        List.of(
            new ArrayList<>(List.of("A", "1")),
            new LinkedList<>(List.of("A", "2")),
            new HashSet<>(List.of("A", "3")),
            new LinkedHashSet<>(List.of("A", "4")),
            new TreeSet<>(List.of("A", "5")),
            Arrays.asList("A", "6"),
            List.of("A", "7"));
    Calls.call(client, "any", List.of("A"));

    for (Collection<String> kind : kinds) {
      Calls.call(client, "any", kind);
      assertThat(kind).hasSize(2);
    }

    assertThat(asked(client)).hasToString("[[A], [1], [2], [3], [4], [5], [6], [7]]");
    assertThat((List<?>) Calls.call(client, "kinds"))
        .hasToString(
            "[List12, ArrayList, LinkedList, HashSet, LinkedHashSet, TreeSet, ArrayList,"
                + " ArrayList]");
  }

  @Test
  void whatCanBeWalkedOnceIsWalkedOnce() throws Throwable {
    Object client = client(batch("iterable"));

    assertThat(Calls.call(client, "iterable", new Once("A", "B"))).hasToString("{A=A@1, B=B@1}");
    assertThat(Calls.call(client, "iterable", new Once("B", "C"))).hasToString("{B=B@1, C=C@2}");
    assertThat(Calls.call(client, "iterable", new Once("A", null))).hasToString("{A=A@3}");
    assertThat(Calls.call(client, "iterable", new Once())).hasToString("{}");

    assertThat(asked(client)).hasToString("[[A, B], [C], [A, null], []]");
  }

  @Test
  void aRequestIsCopiedAndItsOtherPropertiesStayInTheKey() throws Throwable {
    Object client =
        client(rule("quotes", Client.class, "request").symbols(ValuePath.parse("arg0.symbols")));
    Object delayed = request(client, true, "A", "B");

    assertThat(Calls.call(client, "request", request(client, false, "A"))).hasToString("{A=A@1}");
    assertThat(Calls.call(client, "request", request(client, false, "A", "B")))
        .hasToString("{A=A@1, B=B@2}");
    assertThat(Calls.call(client, "request", delayed)).hasToString("{A=A@3, B=B@3}");

    assertThat(asked(client)).hasToString("[[A], [B], [A, B]]");
    assertThat(Calls.call(delayed, "getSymbols")).hasToString("[A, B]");
  }

  @Test
  void aMapMayHoldTheSymbols() throws Throwable {
    Object client =
        client(rule("quotes", Client.class, "params").symbols(ValuePath.parse("arg0.symbols")));
    Map<String, Object> params = new HashMap<>(Map.of("symbols", List.of("A", "B"), "path", "/q"));

    Calls.call(client, "params", Map.of("symbols", List.of("A"), "path", "/q"));
    assertThat(Calls.call(client, "params", params)).hasToString("{A=A@1, B=B@2}");
    params.put("path", "/other");
    assertThat(Calls.call(client, "params", params)).hasToString("{A=A@3, B=B@3}");

    assertThat(params.get("symbols")).hasToString("[A, B]");
  }

  @Test
  void singleCallsAndBatchesShareTheirEntries() throws Throwable {
    Object client =
        client(
            rule("single", Client.class, "single").cache("quotes").shared(true),
            batch("map").shared(true));

    assertThat(Calls.call(client, "single", "A")).isEqualTo("A@1");
    assertThat(Calls.call(client, "map", List.of("A", "B"))).hasToString("{A=A@1, B=B@2}");
    assertThat(Calls.call(client, "single", "B")).isEqualTo("B@2");
    assertThat(Calls.call(client, "single", "?")).isNull();
    assertThat(Calls.call(client, "map", List.of("?", "A"))).hasToString("{A=A@1}");

    assertThat(asked(client)).hasToString("[[A], [B], [?]]");
  }

  @Test
  void whatABatchLeavesOutIsNoAnswerForOne() throws Throwable {
    Object client =
        client(
            rule("single", Client.class, "strict").cache("quotes").shared(true),
            batch("map").shared(true));

    assertThat(Calls.call(client, "map", List.of("A", "?"))).hasToString("{A=A@1}");

    assertThat(Calls.call(client, "map", List.of("A", "?"))).hasToString("{A=A@1}");
    assertThat(asked(client)).hasSize(1);
    assertThat(catchThrowable(() -> Calls.call(client, "strict", "?")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Calls.call(client, "strict", "A")).isEqualTo("A@1");
    assertThat(world.stats("quotes").loadFailures.sum()).isEqualTo(1);
  }

  @Test
  void aNullInTheAnswerIsNotTheSameAsNone() throws Throwable {
    Object client = client(batch("nulls"));

    assertThat(Calls.call(client, "nulls", List.of("A", "N"))).hasToString("{A=A@1, N=null}");
    assertThat(Calls.call(client, "nulls", List.of("?", "N"))).hasToString("{N=null}");
    assertThat(Calls.call(client, "nulls", List.of("N", "A", "?"))).hasToString("{N=null, A=A@1}");

    assertThat(asked(client)).hasToString("[[A, N], [?]]");
  }

  @Test
  void methodsOfASharedCacheMustSayWhatIsInTheirKeys() throws Throwable {
    Object client = client(batch("depths").shared(true));

    Calls.call(client, "depths", List.of("A"), 5);
    Calls.call(client, "depths", List.of("A"), 5);

    assertThat(asked(client)).hasSize(2);
    assertThat(world.said()).contains("R025").contains("write `key: [arg1]`, in the same order");
  }

  @Test
  void anArgumentBesideTheSymbolsTellsAnswersApart() throws Throwable {
    Object client = client(batch("depths"));

    Calls.call(client, "depths", List.of("A"), 5);
    Calls.call(client, "depths", List.of("A", "B"), 5);
    Calls.call(client, "depths", List.of("A", "B"), 7);

    assertThat(asked(client)).hasToString("[[A], [B], [A, B]]");
  }

  @Test
  void anyLetterCaseMeansTheSameSymbol() throws Throwable {
    Object client = client(batch("upper").symbolCase(SymbolCase.UPPER));

    assertThat(Calls.call(client, "upper", List.of("a", "B"))).hasToString("{A=A@1, B=B@1}");
    assertThat(Calls.call(client, "upper", List.of("A", "b", "c")))
        .hasToString("{A=A@1, B=B@1, C=C@2}");

    assertThat(asked(client)).hasToString("[[a, B], [c]]");
  }

  @Test
  void whatTheClientCallsASymbolIsLearntBeforeItIsAnsweredInAnotherCase() throws Throwable {
    Object client = client(batch("upper").symbolCase(SymbolCase.UPPER));
    Calls.call(client, "upper", List.of("A"));

    assertThat(Calls.call(client, "upper", List.of("a", "A"))).hasToString("{A=A@2}");
    assertThat(Calls.call(client, "upper", List.of("a", "b"))).hasToString("{A=A@1, B=B@3}");

    assertThat(asked(client)).hasToString("[[A], [a, A], [b]]");
  }

  @Test
  void aClientMayAnswerUnderBothSpellingsOfASymbol() throws Throwable {
    Object client = client(batch("map").symbolCase(SymbolCase.UPPER));
    Calls.call(client, "map", List.of("A"));

    assertThat(Calls.call(client, "map", List.of("a", "A"))).hasToString("{a=a@2, A=A@2}");
    assertThat(Calls.call(client, "map", List.of("A", "a"))).hasToString("{A=A@3, a=a@3}");
  }

  @Test
  void anAnswerWhoseNamesAreOthersIsPassedOnAndNotKept() throws Throwable {
    Object client = client(batch("renamed"));

    assertThat(Calls.call(client, "renamed", List.of("A"))).hasToString("{x-A=A@1}");
    assertThat(Calls.call(client, "renamed", List.of("A"))).hasToString("{x-A=A@2}");

    assertThat(world.said()).contains("does not tell which part of it is for which symbol");
  }

  @Test
  void aListOfAnotherLengthIsPassedOnAndNotKept() throws Throwable {
    Object client = client(batch("shortened"));

    assertThat(Calls.call(client, "shortened", List.of("A", "?"))).hasToString("[A@1]");
    assertThat(Calls.call(client, "shortened", List.of("A", "B"))).hasToString("[A@2, B@2]");
    assertThat(Calls.call(client, "shortened", List.of("A", "?", "B"))).hasToString("[A@4, B@4]");

    assertThat(asked(client)).hasToString("[[A, ?], [A, B], [?], [A, ?, B]]");
  }

  @Test
  void aFailureIsTheClientsOwnAndLeavesNothingUnderWay() throws Throwable {
    Object client = client(batch("failing"));

    Throwable first = catchThrowable(() -> Calls.call(client, "failing", List.of("A")));
    Throwable second = catchThrowable(() -> Calls.call(client, "failing", List.of("A")));

    assertThat(first).isInstanceOf(IllegalStateException.class).hasMessage("[A]");
    assertThat(second).isInstanceOf(IllegalStateException.class).isNotSameAs(first);
  }

  @Test
  void callersCannotDisturbEachOtherThroughAnAnswer() throws Throwable {
    Object client = client(batch("books"));
    Map<?, ?> first = (Map<?, ?>) Calls.call(client, "books", List.of("A"));
    ((int[]) first.get("A"))[0] = 99;

    Map<?, ?> second = (Map<?, ?>) Calls.call(client, "books", List.of("A"));

    assertThat((int[]) second.get("A")).containsExactly(1, 2);
    second.clear();
    assertThat((Map<?, ?>) Calls.call(client, "books", List.of("A"))).hasSize(1);
  }

  @Test
  void aNullAmongTheSymbolsGoesUpstream() throws Throwable {
    Object client = client(batch("list"));

    Calls.call(client, "list", Arrays.asList("A", null));
    Calls.call(client, "list", new Object[] {null});

    assertThat(world.bypasses("quotes", BypassReason.NULL_KEY)).isEqualTo(2);
  }

  @Test
  void elementsMayHoldTheirSymbols() throws Throwable {
    Object client =
        client(rule("quotes", Client.class, "lines").symbols(ValuePath.parse("arg0.symbol")));

    Calls.call(client, "lines", List.of(line(client, "A", 5)));
    assertThat(Calls.call(client, "lines", List.of(line(client, "B", 5), line(client, "A", 5))))
        .hasToString("[B@2, A@1]");
    Calls.call(client, "lines", List.of(line(client, "A", 7)));
    world.cache("quotes").invalidate("A");
    Calls.call(client, "lines", List.of(line(client, "A", 5), line(client, "B", 5)));

    assertThat(asked(client)).hasToString("[[A/5], [B/5], [A/7], [A/5]]");
  }

  @Test
  void aStaticMethodIsAnswered() throws Throwable {
    Object client = client(batch("counted"));

    Object first = Calls.call(client, "counted", List.of("A"));

    assertThat(Calls.call(client, "counted", List.of("A"))).isEqualTo(first);
  }

  @Test
  void anAnswerThatCannotBeTakenApartIsRefused() throws Throwable {
    Object client =
        client(
            batch("wrapped"), rule("bag", Client.class, "named").symbols(ValuePath.parse("arg0")));

    Calls.call(client, "wrapped", List.of("A"));

    assertThat(world.said())
        .contains("R028")
        .contains("answers for many symbols are taken from maps, lists, sets and arrays")
        .contains("say where its elements name their symbols");
  }

  private static Object request(Object client, boolean delayed, String... symbols)
      throws Throwable {
    return Calls.call(client, "requestFor", delayed, List.of(symbols));
  }

  private static Object line(Object client, String symbol, int depth) throws Throwable {
    return Calls.call(client, "lineFor", symbol, depth);
  }

  /** Walks through its elements once, and then is empty. */
  private static final class Once implements Iterable<String> {
    private Iterator<String> left;

    Once(String... elements) {
      left = Arrays.asList(elements).iterator();
    }

    @Override
    public Iterator<String> iterator() {
      Iterator<String> now = left;
      left = new ArrayList<String>().iterator();
      return now;
    }
  }

  @SuppressWarnings("unused")
  static class Client {
    private static int counter;
    private final List<Object> asked = new ArrayList<>();
    private final List<Object> kinds = new ArrayList<>();

    List<Object> asked() {
      return asked;
    }

    List<Object> kinds() {
      return kinds;
    }

    private String quote(Object symbol) {
      return "?".equals(symbol) || symbol == null ? null : symbol + "@" + asked.size();
    }

    private Map<String, String> quotes(Iterable<String> symbols, Map<String, String> into) {
      List<String> taken = new ArrayList<>();
      symbols.forEach(taken::add);
      asked.add(taken);
      for (String symbol : taken) {
        if (quote(symbol) != null) {
          into.put(symbol, quote(symbol));
        }
      }
      return into;
    }

    Map<String, String> map(List<String> symbols) {
      return quotes(symbols, new HashMap<>());
    }

    Map<String, String> sorted(List<String> symbols) {
      return quotes(symbols, new TreeMap<>());
    }

    Map<String, String> any(Collection<String> symbols) {
      kinds.add(symbols.getClass().getSimpleName());
      return quotes(symbols, new LinkedHashMap<>());
    }

    Map<String, String> iterable(Iterable<String> symbols) {
      return quotes(symbols, new LinkedHashMap<>());
    }

    Map<String, String> upper(List<String> symbols) {
      asked.add(symbols);
      Map<String, String> answer = new LinkedHashMap<>();
      for (String symbol : symbols) {
        String upper = symbol.toUpperCase(Locale.ROOT);
        answer.put(upper, quote(upper));
      }
      return answer;
    }

    Map<String, String> renamed(List<String> symbols) {
      asked.add(symbols);
      return Map.of("x-" + symbols.get(0), quote(symbols.get(0)));
    }

    Map<String, int[]> books(List<String> symbols) {
      asked.add(symbols);
      Map<String, int[]> answer = new HashMap<>();
      symbols.forEach(symbol -> answer.put(symbol, new int[] {1, 2}));
      return answer;
    }

    Map<String, String> failing(List<String> symbols) {
      throw new IllegalStateException(symbols.toString());
    }

    Map<String, String> depths(List<String> symbols, int depth) {
      return quotes(symbols, new HashMap<>());
    }

    Map<String, String> request(Request request) {
      return quotes(request.getSymbols(), new LinkedHashMap<>());
    }

    Map<String, String> params(Map<String, Object> params) {
      @SuppressWarnings("unchecked")
      List<String> symbols = (List<String>) params.get("symbols");
      return quotes(symbols, new LinkedHashMap<>());
    }

    Map<String, String> nulls(List<String> symbols) {
      Map<String, String> answer = quotes(symbols, new LinkedHashMap<>());
      symbols.stream().filter("N"::equals).forEach(symbol -> answer.put(symbol, null));
      return answer;
    }

    String strict(String symbol) {
      if (symbol.equals("?")) {
        throw new IllegalArgumentException(symbol);
      }
      return single(symbol);
    }

    String single(String symbol) {
      asked.add(List.of(symbol));
      return quote(symbol);
    }

    List<String> list(List<String> symbols) {
      asked.add(symbols);
      List<String> answer = new ArrayList<>();
      if (symbols != null) {
        symbols.forEach(symbol -> answer.add(quote(symbol)));
      }
      return answer;
    }

    List<String> ofAnything(Object symbols) {
      return text(symbols.toString());
    }

    List<String> text(String symbols) {
      return list(List.of(symbols.split(",")));
    }

    List<String> shortened(List<String> symbols) {
      List<String> answer = list(symbols);
      answer.removeIf(quote -> quote == null);
      return answer;
    }

    String[] array(String... symbols) {
      return list(List.of(symbols)).toArray(new String[0]);
    }

    double[] prices(Collection<String> symbols) {
      asked.add(symbols);
      return symbols.stream().mapToDouble(String::length).toArray();
    }

    Collection<Quote> named(Set<String> symbols) {
      asked.add(symbols);
      List<Quote> answer = new ArrayList<>();
      for (String symbol : new TreeSet<>(symbols)) {
        if (quote(symbol) != null) {
          answer.add(new Quote(symbol, quote(symbol)));
        }
      }
      return answer;
    }

    List<String> lines(List<Line> lines) {
      asked.add(lines);
      List<String> answer = new ArrayList<>();
      lines.forEach(line -> answer.add(quote(line.symbol)));
      return answer;
    }

    Request requestFor(boolean delayed, List<String> symbols) {
      return new Request(delayed, symbols);
    }

    Line lineFor(String symbol, int depth) {
      return new Line(symbol, depth);
    }

    StringBuilder wrapped(List<String> symbols) {
      return new StringBuilder(symbols.toString());
    }

    static Map<String, Integer> counted(List<String> symbols) {
      return Map.of(symbols.get(0), ++counter);
    }
  }

  public static class Request {
    public final boolean delayed;
    private final List<String> symbols;

    public Request(boolean delayed, List<String> symbols) {
      this.delayed = delayed;
      this.symbols = symbols;
    }

    public List<String> getSymbols() {
      return symbols;
    }
  }

  /** Without equality: what it asks for lies in its fields. */
  public static class Line {
    public final String symbol;
    private final int depth;

    public Line(String symbol, int depth) {
      this.symbol = symbol;
      this.depth = depth;
    }

    @Override
    public String toString() {
      return symbol + "/" + depth;
    }
  }

  public static class Quote {
    private final String symbol;
    private final String text;

    public Quote(String symbol, String text) {
      this.symbol = symbol;
      this.text = text;
    }

    public String getSymbol() {
      return symbol;
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
