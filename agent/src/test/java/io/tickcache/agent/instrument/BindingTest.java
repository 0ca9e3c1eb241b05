package io.tickcache.agent.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.rules.Callback;
import io.tickcache.rules.InvalidateOn;
import io.tickcache.rules.MethodPattern;
import io.tickcache.rules.Mode;
import io.tickcache.rules.Rule;
import io.tickcache.rules.SourcePlace;
import io.tickcache.rules.ValuePath;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which methods a rule binds to, and what it says of those that it doesn't. */
class BindingTest {

  private static final String QUOTE = "quote(Ljava/lang/String;)Ljava/lang/String;";

  private final ScriptedSites sites = new ScriptedSites();

  private static Rule rule(Class<?> type, String method) {
    return WeavingTest.rule("quotes", type, method);
  }

  private static Rule.Builder ruleFor(Class<?> type, String method) {
    return WeavingTest.rule("quotes", type.getName() + "#" + method);
  }

  private Loom loom(Rule... rules) {
    return new Loom(sites, rules);
  }

  @Test
  void anInterfaceMeansEveryClassThatImplementsIt() {
    Loom loom = loom(rule(Feed.class, "quote")).holding(Feed.class, One.class, Two.class);

    loom.load(One.class);
    loom.load(Two.class);

    assertThat(sites.bound())
        .extracting(BoundMethod::type)
        .containsExactly(One.class.getName(), Two.class.getName());
  }

  @Test
  void anInterfaceIsImplementedThroughAnAbstractBase() {
    Loom loom = loom(rule(Feed.class, "quote")).holding(Feed.class, Base.class, OfBase.class);

    loom.load(OfBase.class);

    assertThat(sites.bound()).extracting(BoundMethod::type).containsExactly(OfBase.class.getName());
  }

  @Test
  void anInterfaceIsImplementedThroughASubInterface() {
    Loom loom = loom(rule(Feed.class, "quote")).holding(Feed.class, SubFeed.class, OfSub.class);

    loom.load(OfSub.class);

    assertThat(sites.bound()).extracting(BoundMethod::type).containsExactly(OfSub.class.getName());
  }

  @Test
  void aDefaultMethodIsABodyLikeOthers() throws Throwable {
    Loom loom = loom(rule(Defaulting.class, "quote")).holding(Defaulting.class, Inheriting.class);

    Object client = Calls.create(loom.load(Inheriting.class));

    assertThat(Calls.call(client, "apply", "AAPL")).isEqualTo("AAPL");
    assertThat(sites.calls()).hasSize(1);
    assertThat(sites.bound())
        .extracting(BoundMethod::type)
        .containsExactly(Defaulting.class.getName());
  }

  @Test
  void anAbstractClassMeansItsSubclassesAndItsOwnBodies() {
    Loom loom = loom(rule(Abstract.class, "quote")).holding(Abstract.class, Overriding.class);

    loom.load(Overriding.class);

    assertThat(sites.bound())
        .extracting(BoundMethod::type)
        .containsExactlyInAnyOrder(Overriding.class.getName(), Abstract.class.getName());
  }

  @Test
  void aSubclassOfANamedClassThatOverridesTheMethodIsNotMeant() {
    Loom loom = loom(rule(Concrete.class, "quote")).holding(Concrete.class, Different.class);

    loom.load(Different.class);

    assertThat(sites.bound())
        .extracting(BoundMethod::type)
        .containsExactly(Concrete.class.getName());
  }

  @Test
  void anInheritedMethodIsWovenWhereItIsDeclared() {
    Loom loom = loom(rule(Named.class, "quote")).holding(Unnamed.class, Named.class);

    loom.load(Named.class);

    assertThat(sites.bound())
        .extracting(BoundMethod::type)
        .containsExactly(Unnamed.class.getName());
    loom.runBackground();
    assertThat(loom.wovenAgain()).containsExactly(Unnamed.class.getName());
  }

  @Test
  void theDeclaringClassOfAnInheritedMethodIsWovenAgainIfItWasLoadedBefore() {
    Loom loom = loom(rule(Named.class, "quote")).holding(Unnamed.class, Named.class);
    loom.load(Unnamed.class);
    assertThat(sites.bound()).isEmpty();

    loom.load(Named.class);
    assertThat(loom.wovenAgain()).isEmpty();
    loom.runBackground();

    assertThat(loom.wovenAgain()).containsExactly(Unnamed.class.getName());
    assertThat(sites.bound())
        .extracting(BoundMethod::type)
        .containsExactly(Unnamed.class.getName());
  }

  @Test
  void aBaseIsWovenAgainOnceForHoweverManyClassesInheritFromIt() {
    Loom loom =
        loom(rule(Feed.class, "quote")).holding(Feed.class, Plain.class, Left.class, Right.class);
    loom.load(Left.class);
    loom.load(Right.class);

    loom.runBackground();

    assertThat(loom.wovenAgain()).containsExactly(Plain.class.getName());
  }

  @Test
  void wildcardsMeanEveryClassTheyMatch() {
    Rule rule = WeavingTest.rule("quotes", BindingTest.class.getName() + "$O*#quote").build();
    Loom loom = loom(rule).holding(Feed.class, One.class, Two.class);

    loom.load(One.class);
    loom.load(Two.class);

    assertThat(sites.bound()).extracting(BoundMethod::type).containsExactly(One.class.getName());
  }

  @Test
  void withoutParenthesesEveryOverloadIsMeant() {
    Loom loom =
        loom(ruleFor(Overloads.class, "quote").symbol(ValuePath.parse("arg0")).build())
            .holding(Overloads.class);

    loom.load(Overloads.class);

    assertThat(sites.signatures())
        .containsExactlyInAnyOrder(
            QUOTE, "quote(Ljava/lang/String;I)Ljava/lang/String;", "quote(J)Ljava/lang/String;");
  }

  @Test
  void oneOverloadThatCannotBindRefusesThemAllAndListsThem() {
    Loom loom = loom(rule(Overloads.class, "quote")).holding(Overloads.class);

    loom.load(Overloads.class);

    assertThat(sites.bound()).isEmpty();
    assertThat(loom.said())
        .contains("rule `quotes` is off")
        .contains("`quote(String)`, `quote(String, int)`, `quote(long)`; all of them must bind");
  }

  @Test
  void parametersPickOneOverload() {
    Loom loom = loom(rule(Overloads.class, "quote(long)")).holding(Overloads.class);

    loom.load(Overloads.class);

    assertThat(sites.signatures()).containsExactly("quote(J)Ljava/lang/String;");
  }

  @Test
  void parametersThatNoOverloadHasAreAWarningThatListsThem() {
    Loom loom = loom(rule(Overloads.class, "quote(double)")).holding(Overloads.class);

    loom.load(Overloads.class);

    assertThat(loom.said())
        .contains("warning[R021]: rule `quotes` matched class `" + Overloads.class.getName())
        .contains("it has `quote(String)`, `quote(String, int)`, `quote(long)`")
        .contains("write `quote(..)` to match any parameters");
  }

  @Test
  void aMethodThatDoesNotExistIsAWarning() {
    Loom loom = loom(rule(Overloads.class, "qoute")).holding(Overloads.class);

    loom.load(Overloads.class);

    assertThat(loom.said()).contains("warning[R021]", "it has no method `qoute`");
  }

  @Test
  void aBridgeIsNotWovenBesideItsMethod() throws Throwable {
    Loom loom = loom(rule(Generic.class, "quote")).holding(Generic.class, OfString.class);
    Object client = Calls.create(loom.load(OfString.class));

    assertThat(Calls.call(client, "callThroughInterface", "AAPL")).isEqualTo("AAPL");

    assertThat(sites.signatures()).containsExactly(QUOTE);
    assertThat(sites.calls()).hasSize(1);
  }

  @Test
  void aCovariantOverrideIsWovenOnce() {
    Loom loom = loom(rule(Covariant.class, "quote")).holding(Feed.class, Covariant.class);

    loom.load(Covariant.class);

    assertThat(sites.signatures()).containsExactly("quote(Ljava/lang/String;)Ljava/lang/String;");
  }

  @Test
  void aNativeMethodIsRefused() {
    Loom loom = loom(rule(Refused.class, "natively")).holding(Refused.class);

    loom.load(Refused.class);

    assertThat(sites.bound()).isEmpty();
    assertThat(loom.said()).contains("error[R013]", "natively(String) is native");
  }

  @ParameterizedTest
  @CsvSource({
    "nothing, the method returns nothing",
    "stream, which can be read only once",
    "ints, which can be read only once",
    "iterator, which can be read only once",
    "future, which tells nobody when its answer is there",
    "promise, a promise of a kind that can't be made here",
    "connection, which lives on its connection",
    "resource, which its caller closes",
    "thread, which is running",
    "publisher, which is a live source"
  })
  void aResultThatCannotOutliveItsCallIsRefusedWithTheReason(String method, String reason) {
    Loom loom = loom(rule(Refused.class, method)).holding(Refused.class);

    loom.load(Refused.class);

    assertThat(sites.bound()).isEmpty();
    assertThat(loom.said()).contains("error[R026]: rule `quotes` is off", reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "handled | 1 | got | 0 | beside its callback; a live handle of a call can't come from a cache",
        "called | 2 | got | 0 | the callback is said to be `arg2`, but the method has 2 arguments",
        "called | 0 | got | 0 | `arg0` is a `java.lang.String`; only an interface can be stood in for",
        "called | 1 | gto | 0 | has no method `gto`; its methods are `got(Object)`, `both(int, Object)`",
        "called | 1 | two | 0 | has several methods `two`",
        "called | 1 | got | 1 | `got(Object)` has no parameter 1",
        "called | 1 | both | 1 | `both(int, Object)` takes more than the answer",
        "called | 1 | stream | 0 | the callback gets a `java.util.stream.Stream`, which can be read"
      })
  void aCallbackThatCannotBeAnsweredIsRefusedWithTheReason(
      String method, int argument, String success, int value, String why) {
    Callback callback = Callback.of(argument, success, value, null, null);
    Loom loom =
        loom(ruleFor(Refused.class, method).callback(callback).build()).holding(Refused.class);

    loom.load(Refused.class);

    assertThat(sites.bound()).isEmpty();
    assertThat(loom.said()).contains("error[R026]: rule `quotes` is off", why);
  }

  @Test
  void theCallbacksMethodOfFailureMustBeThereToo() {
    Callback callback = Callback.of(1, "got", 0, "flop", null);
    Loom loom =
        loom(ruleFor(Refused.class, "called").callback(callback).build()).holding(Refused.class);

    loom.load(Refused.class);

    assertThat(loom.said()).contains("R026", "has no method `flop`");
  }

  @Test
  void theOtherArgumentOfTwoIsTheSymbol() {
    Callback callback = Callback.of(1, "got", 0, null, null);
    Loom loom =
        loom(ruleFor(Refused.class, "called").callback(callback).build()).holding(Refused.class);

    loom.load(Refused.class);

    assertThat(sites.bound().get(0).keyInWords()).containsExactly("arg0");
  }

  @Test
  void aRefusalPointsAtItsRule() {
    SourcePlace place = SourcePlace.ofLine("md.yaml", 12, "  quotes:").span(3, 6);
    Loom loom = loom(ruleFor(Refused.class, "nothing").place(place).build()).holding(Refused.class);

    loom.load(Refused.class);

    assertThat(loom.said()).contains("--> md.yaml:12:3");
  }

  @Test
  void aRefusalIsToldOnce() {
    Loom loom = loom(rule(Refused.class, "nothing")).holding(Refused.class);
    Class<?> type = loom.load(Refused.class);
    String said = loom.said();

    loom.transform(type.getName(), type, Loom.bytesOf(Refused.class));

    assertThat(said).isNotEmpty();
    assertThat(loom.said()).isEqualTo(said);
  }

  @Test
  void oneRulesRefusalLeavesTheOthersBound() {
    Loom loom =
        loom(rule(Refused.class, "nothing"), WeavingTest.rule("prices", Refused.class, "price"))
            .holding(Refused.class);

    loom.load(Refused.class);

    assertThat(sites.bound()).extracting(BoundMethod::name).containsExactly("price");
  }

  @Test
  void twoRulesOnOneMethodAreAnErrorThatNamesBoth() {
    Loom loom =
        loom(rule(Concrete.class, "quote"), WeavingTest.rule("all-reads", Concrete.class, "quote"))
            .holding(Concrete.class);

    loom.load(Concrete.class);

    assertThat(loom.said())
        .contains("error[R011]")
        .contains("rules `quotes` and `all-reads` both govern `")
        .contains("quote(String)`");
    assertThat(sites.bound())
        .extracting(bound -> bound.answering().name())
        .containsExactly("quotes");
  }

  @Test
  void aMethodThatInvalidatesIsBoundWithoutAnAnswer() {
    Rule rule =
        ruleFor(Concrete.class, "quote")
            .invalidateOn(
                List.of(
                    InvalidateOn.of(
                        MethodPattern.parse(Orders.class.getName() + "#place"),
                        ValuePath.parse("arg0"),
                        null)))
            .build();
    Loom loom = loom(rule).holding(Concrete.class, Orders.class);

    loom.load(Orders.class);

    BoundMethod bound = sites.bound().get(0);
    assertThat(bound.name()).isEqualTo("place");
    assertThat(bound.answering()).isNull();
    assertThat(bound.invalidations()).hasSize(1);
    assertThat(bound.invalidations().get(0).rule()).isSameAs(rule);
  }

  @Test
  void aMethodThatAlsoInvalidatesIsNeverAnswered() {
    Rule rule =
        ruleFor(Concrete.class, "quote")
            .invalidateOn(
                List.of(
                    InvalidateOn.of(
                        MethodPattern.parse(Concrete.class.getName() + "#quote"), null, null)))
            .build();
    Loom loom = loom(rule).holding(Concrete.class);

    loom.load(Concrete.class);

    assertThat(sites.bound()).hasSize(1);
    assertThat(sites.bound().get(0).answering()).isNull();
    assertThat(sites.bound().get(0).invalidations()).hasSize(1);
    assertThat(loom.said()).contains("also invalidates, so it is never answered");
  }

  @Test
  void anInvalidationThatNamesAnArgumentThatIsNotThereVoidsTheWholeCache() {
    Rule rule =
        ruleFor(Concrete.class, "quote")
            .invalidateOn(
                List.of(
                    InvalidateOn.of(
                        MethodPattern.parse(Orders.class.getName() + "#place"),
                        ValuePath.parse("arg1"),
                        null)))
            .build();
    Loom loom = loom(rule).holding(Orders.class);

    loom.load(Orders.class);

    assertThat(sites.bound().get(0).invalidations())
        .singleElement()
        .extracting(BoundMethod.Invalidation::symbol)
        .isNull();
    assertThat(loom.said())
        .contains("error[R024]: rule `quotes`: ", "the method has 1 argument")
        .contains("note: calls of this method invalidate the whole cache")
        .doesNotContain("is off");
  }

  @Test
  void anArgumentWithoutEqualityIsRefusedWithItsReadableProperties() {
    Loom loom = loom(rule(Refused.class, "byRequest")).holding(Refused.class, Request.class);

    loom.load(Refused.class);

    assertThat(loom.said())
        .contains("error[R025]", "which has no value equality")
        .contains("name the property that counts, one of `depth`, `symbol`");
  }

  @Test
  void aPathThatProbablyLeadsNowhereIsToldAndTheRuleStillBinds() {
    Rule rule = ruleFor(Refused.class, "byRequest").symbol(ValuePath.parse("arg0.symbl")).build();
    Loom loom = loom(rule).holding(Refused.class, Request.class);

    loom.load(Refused.class);

    assertThat(sites.bound()).hasSize(1);
    assertThat(loom.said())
        .contains("warning[R024]: rule `quotes`: ", "which has no property `symbl`")
        .contains("did you mean `symbol`?");
  }

  @Test
  void aPathIntoTextIsRefused() {
    Rule rule = ruleFor(Concrete.class, "quote").symbol(ValuePath.parse("arg0.ticker")).build();
    Loom loom = loom(rule).holding(Concrete.class);

    loom.load(Concrete.class);

    assertThat(sites.bound()).isEmpty();
    assertThat(loom.said())
        .contains("error[R024]", "is a `java.lang.String`, which has no property `ticker`");
  }

  @Test
  void anArgumentNobodySpokeOfRefusesTheRule() {
    Rule rule =
        ruleFor(Overloads.class, "quote(String, int)")
            .symbol(ValuePath.parse("arg0"))
            .key(Collections.emptyList())
            .build();
    Loom loom = loom(rule).holding(Overloads.class);

    loom.load(Overloads.class);

    assertThat(sites.bound()).isEmpty();
    assertThat(loom.said()).contains("argument `arg1` is neither in the key nor ignored");
  }

  @Test
  void whatBoundIsToldInOneLine() {
    Loom loom =
        loom(
                rule(Concrete.class, "quote"),
                WeavingTest.rule("books", Concrete.class.getName() + "#book")
                    .mode(Mode.OFF)
                    .build(),
                WeavingTest.rule("depth", Concrete.class.getName() + "#depth")
                    .mode(Mode.OBSERVE)
                    .build())
            .holding(Concrete.class, Named.class, Unnamed.class);
    loom.load(Concrete.class);

    loom.report().startIsOver();
    loom.report().startIsOver();

    assertThat(loom.said())
        .endsWith("tickcache: methods matched: quotes 1, books off, depth 0 (observe)\n");
    assertThat(loom.said()).containsOnlyOnce("methods matched");
    assertThat(loom.report().complete()).isFalse();
  }

  @Test
  void thatARuleOnlyWatchesIsToldWithWhatItMatched() {
    Rule watching =
        WeavingTest.rule("quotes", Concrete.class.getName() + "#quote").mode(Mode.SHADOW).build();
    Loom early = loom(watching).holding(Concrete.class);
    early.load(Concrete.class);
    early.report().startIsOver();
    Loom late = loom(watching).holding(Concrete.class);
    late.report().startIsOver();
    late.load(Concrete.class);

    assertThat(early.said()).contains("methods matched: quotes 1 (shadow)");
    assertThat(late.said()).contains(".quote(String) (key: arg0) (shadow)");
  }

  @Test
  void whatBindsLaterIsToldWithItsKey() {
    String quote = Concrete.class.getName() + ".quote(String)";
    for (Mode mode : List.of(Mode.CACHE, Mode.OBSERVE)) {
      Rule rule =
          WeavingTest.rule("quotes", Concrete.class.getName() + "#quote").mode(mode).build();
      Loom loom = loom(rule).holding(Concrete.class);
      loom.report().startIsOver();

      loom.load(Concrete.class);

      assertThat(loom.said())
          .endsWith(
              "tickcache: quotes: matched "
                  + quote
                  + " (key: arg0)"
                  + (mode == Mode.OBSERVE ? " (observe)" : "")
                  + System.lineSeparator());
      assertThat(loom.report().complete()).isTrue();
    }
  }

  interface Feed {
    Object quote(String symbol);
  }

  interface SubFeed extends Feed {}

  static class One implements Feed {
    @Override
    public Object quote(String symbol) {
      return symbol;
    }
  }

  static class Two implements Feed {
    @Override
    public Object quote(String symbol) {
      return symbol;
    }
  }

  abstract static class Base implements Feed {}

  static class OfBase extends Base {
    @Override
    public Object quote(String symbol) {
      return symbol;
    }
  }

  static class OfSub implements SubFeed {
    @Override
    public Object quote(String symbol) {
      return symbol;
    }
  }

  interface Defaulting {
    default String quote(String symbol) {
      return symbol;
    }
  }

  static class Inheriting implements Defaulting, java.util.function.UnaryOperator<String> {
    @Override
    public String apply(String symbol) {
      return quote(symbol);
    }
  }

  abstract static class Abstract {
    String quote(String symbol) {
      return symbol;
    }
  }

  static class Overriding extends Abstract {
    @Override
    String quote(String symbol) {
      return super.quote(symbol);
    }
  }

  static class Concrete {
    String quote(String symbol) {
      return symbol;
    }
  }

  static class Different extends Concrete {
    @Override
    String quote(String symbol) {
      return symbol;
    }
  }

  static class Unnamed {
    public String quote(String symbol) {
      return symbol;
    }
  }

  static class Named extends Unnamed {}

  static class Plain {
    public Object quote(String symbol) {
      return symbol;
    }
  }

  static class Left extends Plain implements Feed {}

  static class Right extends Plain implements Feed {}

  static class Overloads {
    String quote(String symbol) {
      return symbol;
    }

    String quote(String symbol, int depth) {
      return symbol + depth;
    }

    String quote(long id) {
      return "" + id;
    }
  }

  interface Generic<T> {
    String quote(T symbol);
  }

  static class OfString implements Generic<String> {
    @Override
    public String quote(String symbol) {
      return symbol;
    }

    String callThroughInterface(String symbol) {
      Generic<String> generic = this;
      return generic.quote(symbol);
    }
  }

  static class Covariant implements Feed {
    @Override
    public String quote(String symbol) {
      return symbol;
    }
  }

  static class Orders {
    void place(String symbol) {}
  }

  static class Request {
    String symbol = "";
    int depth;
  }

  interface Answer<T> {
    void got(T value);

    void both(int code, T value);

    void two();

    void two(T value);

    void stream(Stream<T> values);
  }

  @SuppressWarnings("unused")
  static class Refused {
    Object handled(String symbol, Answer<String> answer) {
      return answer;
    }

    void called(String symbol, Answer<String> answer) {}

    native String natively(String symbol);

    void nothing(String symbol) {}

    double price(String symbol) {
      return 1;
    }

    Stream<String> stream(String symbol) {
      return Stream.empty();
    }

    IntStream ints(String symbol) {
      return IntStream.empty();
    }

    Iterator<String> iterator(String symbol) {
      return Collections.emptyIterator();
    }

    Future<String> future(String symbol) {
      return promise(symbol);
    }

    OwnPromise promise(String symbol) {
      return new OwnPromise();
    }

    java.sql.ResultSet connection(String symbol) {
      return null;
    }

    java.io.InputStream resource(String symbol) {
      return null;
    }

    Thread thread(String symbol) {
      return null;
    }

    java.util.concurrent.Flow.Publisher<String> publisher(String symbol) {
      return null;
    }

    String byRequest(Request request) {
      return request.symbol + request.depth;
    }
  }

  static class OwnPromise extends CompletableFuture<String> {}
}
