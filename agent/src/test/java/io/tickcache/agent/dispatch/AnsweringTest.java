package io.tickcache.agent.dispatch;

import static io.tickcache.agent.dispatch.World.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tickcache.agent.cache.BypassReason;
import io.tickcache.agent.instrument.BoundMethod;
import io.tickcache.agent.instrument.Calls;
import io.tickcache.agent.instrument.Loom;
import io.tickcache.rules.Condition;
import io.tickcache.rules.Receiver;
import io.tickcache.rules.Rule;
import io.tickcache.rules.SymbolCase;
import io.tickcache.rules.ValuePath;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of a call of a woven method: served, ours to load, or not ours. */
class AnsweringTest {

  @RegisterExtension private final World world = new World();

  private static Rule.Builder quotes() {
    return rule("quotes", Client.class, "quote(String)");
  }

  private static Object quote(Object client, String symbol) throws Throwable {
    return Calls.call(client, "quote", symbol);
  }

  @Test
  void aQuestionIsAskedUpstreamOnce() throws Throwable {
    Object client = world.client(Client.class, quotes().build());

    assertThat(quote(client, "AAPL")).isEqualTo("AAPL@1");
    assertThat(quote(client, "AAPL")).isEqualTo("AAPL@1");
    assertThat(quote(client, "MSFT")).isEqualTo("MSFT@2");

    assertThat(world.hits("quotes")).isEqualTo(1);
    assertThat(world.stats("quotes").loads.sum()).isEqualTo(2);
  }

  @Test
  void noAnswerIsServedWhenItsTimeIsOver() throws Throwable {
    Object client = world.client(Client.class, quotes().ttl(Duration.ofSeconds(5)).build());
    quote(client, "AAPL");

    world.pass(4_999);
    assertThat(quote(client, "AAPL")).isEqualTo("AAPL@1");
    world.pass(1);
    assertThat(quote(client, "AAPL")).isEqualTo("AAPL@2");
  }

  @Test
  void anAnswersAgeCountsFromBeforeItsUpstreamCall() throws Throwable {
    Object client = world.client(Client.class, quotes().ttl(Duration.ofSeconds(5)).build());
    Calls.call(client, "during", (Runnable) () -> world.pass(3_000));
    quote(client, "AAPL");
    Calls.call(client, "during", (Runnable) () -> {});

    world.pass(1_999);
    assertThat(quote(client, "AAPL")).isEqualTo("AAPL@1");
    world.pass(1);
    assertThat(quote(client, "AAPL")).isEqualTo("AAPL@2");
  }

  @Test
  void nullIsAnAnswer() throws Throwable {
    Object client = world.client(Client.class, rule("none", Client.class, "none").build());

    assertThat(Calls.call(client, "none", "AAPL")).isNull();
    assertThat(Calls.call(client, "none", "AAPL")).isNull();

    assertThat(Calls.call(client, "bodies")).isEqualTo(1);
    assertThat(world.stats("none").nearNegatives.sum()).isEqualTo(1);
  }

  @Test
  void primitivesAreAnswered() throws Throwable {
    Object client = world.client(Client.class, rule("prices", Client.class, "price").build());

    assertThat(Calls.call(client, "price", "AAPL")).isEqualTo(101.25);
    assertThat(Calls.call(client, "price", "AAPL")).isEqualTo(101.25);

    assertThat(Calls.call(client, "bodies")).isEqualTo(1);
  }

  @Test
  void aFailureIsNoAnswer() throws Throwable {
    Object client = world.client(Client.class, rule("fails", Client.class, "failing").build());

    Throwable first = catchThrowable(() -> Calls.call(client, "failing", "AAPL"));
    Throwable second = catchThrowable(() -> Calls.call(client, "failing", "AAPL"));

    assertThat(first).isInstanceOf(IllegalStateException.class).hasMessage("AAPL@1");
    assertThat(second).hasMessage("AAPL@2");
    assertThat(world.stats("fails").loadFailures.sum()).isEqualTo(2);
  }

  @Test
  void anErrorOfTheBodyLeavesNothingUnderWay() {
    Object client = world.client(Client.class, rule("dies", Client.class, "dying").build());

    assertThat(catchThrowable(() -> Calls.call(client, "dying", "AAPL")))
        .isInstanceOf(StackOverflowError.class);
  }

  @Test
  void callersCannotDisturbEachOtherThroughAnAnswer() throws Throwable {
    Object client = world.client(Client.class, rule("books", Client.class, "book").build());

    array(Calls.call(client, "book", "AAPL"))[0] = -1;
    array(Calls.call(client, "book", "AAPL"))[0] = -2;

    assertThat(array(Calls.call(client, "book", "AAPL"))).containsExactly(1, 2, 3);
    assertThat(Calls.call(client, "bodies")).isEqualTo(1);
  }

  private static int[] array(Object value) {
    return (int[]) value;
  }

  @Test
  void aSecondReceiverGoesUpstreamAndIsToldOfOnce() throws Throwable {
    Object first = world.client(Client.class, quotes().build());
    Object second = world.another(first);
    quote(first, "AAPL");

    assertThat(quote(second, "AAPL")).isEqualTo("AAPL@1");
    assertThat(quote(second, "AAPL")).isEqualTo("AAPL@2");
    assertThat(quote(first, "AAPL")).isEqualTo("AAPL@1");

    assertThat(world.bypasses("quotes", BypassReason.SECOND_RECEIVER)).isEqualTo(2);
    assertThat(world.said())
        .containsOnlyOnce("quotes: a second " + Client.class.getName() + " was called")
        .contains("`receiver: class`", "`instance`", "`this.baseUrl`");
  }

  @Test
  void receiversOfAClassMayAnswerAlike() throws Throwable {
    Object first =
        world.client(Client.class, quotes().receiver(Receiver.of(Receiver.Kind.CLASS)).build());
    Object second = world.another(first);

    quote(first, "AAPL");

    assertThat(quote(second, "AAPL")).isEqualTo("AAPL@1");
    assertThat(Calls.call(second, "bodies")).isEqualTo(0);
  }

  @Test
  void receiversMayHaveAnswersOfTheirOwn() throws Throwable {
    Object first =
        world.client(Client.class, quotes().receiver(Receiver.of(Receiver.Kind.INSTANCE)).build());
    Object second = world.another(first);

    quote(first, "AAPL");
    quote(second, "AAPL");
    quote(first, "AAPL");
    quote(second, "AAPL");

    assertThat(Calls.call(first, "bodies")).isEqualTo(1);
    assertThat(Calls.call(second, "bodies")).isEqualTo(1);
    assertThat(world.hits("quotes")).isEqualTo(2);
  }

  @Test
  void aPropertyMayTellReceiversApart() throws Throwable {
    Object first =
        world.client(
            Client.class, quotes().receiver(Receiver.of(ValuePath.parse("this.url"))).build());
    Object alike = world.another(first);
    Object other = world.another(first);
    Calls.call(other, "url", "https://two");

    quote(first, "AAPL");

    assertThat(quote(alike, "AAPL")).isEqualTo("AAPL@1");
    assertThat(Calls.call(alike, "bodies")).isEqualTo(0);
    quote(other, "AAPL");
    assertThat(Calls.call(other, "bodies")).isEqualTo(1);
  }

  @Test
  void theReceiversClassTellsVenuesApart() throws Throwable {
    Rule rule =
        rule("quotes", Venue.class, "venue").receiver(Receiver.of(Receiver.Kind.CLASS)).build();
    Loom loom = world.loom(rule).holding(Venue.class, East.class, West.class);
    Object east = Calls.create(loom.load(East.class));
    Object west = Calls.create(loom.load(West.class));

    assertThat(Calls.call(east, "venue", "AAPL")).isEqualTo("East");
    assertThat(Calls.call(west, "venue", "AAPL")).isEqualTo("West");
    assertThat(Calls.call(east, "venue", "AAPL")).isEqualTo("East");
    assertThat(world.hits("quotes")).isEqualTo(1);
  }

  @Test
  void notEvenTheReceiversClassCountsWhereItIsIgnored() throws Throwable {
    Rule rule =
        rule("quotes", Venue.class, "venue").receiver(Receiver.of(Receiver.Kind.IGNORE)).build();
    Loom loom = world.loom(rule).holding(Venue.class, East.class, West.class);

    assertThat(Calls.call(Calls.create(loom.load(East.class)), "venue", "AAPL")).isEqualTo("East");
    assertThat(Calls.call(Calls.create(loom.load(West.class)), "venue", "AAPL")).isEqualTo("East");
  }

  @Test
  void aReceiverThatTheRuleDoesNotNameGoesUpstream() throws Throwable {
    Rule rule = rule("quotes", East.class, "venue").build();
    Loom loom = world.loom(rule).holding(Venue.class, East.class, West.class);
    Object east = Calls.create(loom.load(East.class));
    Object west = Calls.create(loom.load(West.class));
    loom.runBackground();

    Calls.call(west, "venue", "AAPL");
    Calls.call(west, "venue", "AAPL");
    Calls.call(east, "venue", "AAPL");
    Calls.call(east, "venue", "AAPL");

    assertThat(world.bypasses("quotes", BypassReason.OTHER_TYPE)).isEqualTo(2);
    assertThat(world.hits("quotes")).isEqualTo(1);
  }

  @Test
  void twoLoadersClassesOfOneNameShareNoAnswer() throws Throwable {
    Rule rule = quotes().receiver(Receiver.of(Receiver.Kind.CLASS)).build();
    Object one = world.client(Client.class, rule);
    Object two = world.client(Client.class, rule);

    quote(one, "AAPL");
    quote(two, "AAPL");

    assertThat(Calls.call(two, "bodies")).isEqualTo(1);
  }

  @Test
  void twoMethodsOfOneRuleShareNoAnswer() throws Throwable {
    Object client =
        world.client(
            Client.class,
            rule("quotes", Client.class, "overloaded").symbol(ValuePath.parse("arg0")).build());

    assertThat(Calls.call(client, "overloaded", "AAPL")).isEqualTo("one");
    assertThat(Calls.call(client, "overloaded", "AAPL", 5)).isEqualTo("two");
    assertThat(Calls.call(client, "overloaded", "AAPL")).isEqualTo("one");
  }

  @Test
  void aCallWithinALoadOfItsOwnRuleStepsAside() throws Throwable {
    Object client =
        world.client(
            Client.class,
            rule("deep", Client.class, "delegating").symbol(ValuePath.parse("arg0")).build());

    assertThat(Calls.call(client, "delegating", "AAPL")).isEqualTo("AAPL/5@1");

    assertThat(world.stats("deep").loads.sum()).isEqualTo(1);
    assertThat(world.bypasses("deep", BypassReason.NESTED)).isEqualTo(1);
    assertThat(Calls.call(client, "delegating", "AAPL", 5)).isEqualTo("AAPL/5@2");
  }

  @Test
  void aCallWithinALoadOfAnotherRuleIsAnsweredAsUsual() throws Throwable {
    Object client =
        world.client(
            Client.class, quotes().build(), rule("reports", Client.class, "report").build());
    quote(client, "AAPL");

    assertThat(Calls.call(client, "report", "AAPL")).isEqualTo("report of AAPL@1");

    assertThat(world.hits("quotes")).isEqualTo(1);
  }

  @Test
  void anAnswerIsAsOldAsTheOldestAnswerInIt() throws Throwable {
    Duration ttl = Duration.ofSeconds(5);
    Object client =
        world.client(
            Client.class,
            quotes().ttl(ttl).build(),
            rule("reports", Client.class, "report").ttl(ttl).build(),
            rule("digests", Client.class, "digest").ttl(ttl).build());
    quote(client, "AAPL");
    world.pass(3_000);
    Calls.call(client, "digest", "AAPL");

    world.pass(1_999);
    assertThat(Calls.call(client, "digest", "AAPL")).isEqualTo("digest of report of AAPL@1");
    assertThat(Calls.call(client, "report", "AAPL")).isEqualTo("report of AAPL@1");
    world.pass(1);
    assertThat(Calls.call(client, "digest", "AAPL")).isEqualTo("digest of report of AAPL@2");
    assertThat(Calls.call(client, "report", "AAPL")).isEqualTo("report of AAPL@2");
  }

  @Test
  void anAnswerTooOldBeforeItIsCompleteIsNotKept() throws Throwable {
    Object client =
        world.client(
            Client.class,
            quotes().ttl(Duration.ofSeconds(60)).build(),
            rule("reports", Client.class, "report").ttl(Duration.ofSeconds(5)).build());
    quote(client, "AAPL");
    world.pass(10_000);

    Calls.call(client, "report", "AAPL");
    Calls.call(client, "report", "AAPL");

    assertThat(world.stats("reports").loads.sum()).isEqualTo(2);
  }

  @Test
  void aNullOnTheWayToTheKeyGoesUpstream() throws Throwable {
    Object client = world.client(Client.class, quotes().build());

    assertThat(quote(client, null)).isEqualTo("null@1");

    assertThat(world.bypasses("quotes", BypassReason.NULL_KEY)).isEqualTo(1);
  }

  @Test
  void callsThatTheRuleDoesNotSpeakOfGoUpstream() throws Throwable {
    Object client =
        world.client(
            Client.class,
            rule("quotes", Client.class, "delegating(String, int)")
                .symbol(ValuePath.parse("arg0"))
                .when(List.of(Condition.is(ValuePath.parse("arg1"), "5")))
                .build());

    assertThat(Calls.call(client, "delegating", "AAPL", 5)).isEqualTo("AAPL/5@1");
    assertThat(Calls.call(client, "delegating", "AAPL", 7)).isEqualTo("AAPL/7@2");
    assertThat(Calls.call(client, "delegating", "AAPL", 5)).isEqualTo("AAPL/5@1");
    assertThat(Calls.call(client, "delegating", "AAPL", 7)).isEqualTo("AAPL/7@3");

    assertThat(world.bypasses("quotes", BypassReason.CONDITION)).isEqualTo(2);
  }

  @Test
  void aMethodOfOneArgumentMayHaveConditionsToo() throws Throwable {
    Object client =
        world.client(
            Client.class,
            quotes().when(List.of(Condition.is(ValuePath.parse("arg0"), "AAPL"))).build());

    assertThat(quote(client, "AAPL")).isEqualTo("AAPL@1");
    assertThat(quote(client, "MSFT")).isEqualTo("MSFT@2");
    assertThat(quote(client, "AAPL")).isEqualTo("AAPL@1");
    assertThat(quote(client, "MSFT")).isEqualTo("MSFT@3");
  }

  @Test
  void anyLetterCaseMeansTheSameSymbolWhereTheRuleSaysSo() throws Throwable {
    Object client = world.client(Client.class, quotes().symbolCase(SymbolCase.UPPER).build());

    assertThat(quote(client, "Aapl")).isEqualTo("Aapl@1");
    assertThat(quote(client, "AAPL")).isEqualTo("Aapl@1");
    world.cache("quotes").invalidate("AAPL");
    assertThat(quote(client, "aapl")).isEqualTo("aapl@2");
  }

  @Test
  void aCallWithoutAKeyGoesUpstreamAndIsToldOfOnce() throws Throwable {
    Object client = world.client(Client.class, rule("any", Client.class, "any").build());

    assertThat(Calls.call(client, "any", new Object())).isEqualTo(1);
    assertThat(Calls.call(client, "any", new Object())).isEqualTo(2);
    Calls.call(client, "any", "AAPL");
    assertThat(Calls.call(client, "any", "AAPL")).isEqualTo(3);

    assertThat(world.bypasses("any", BypassReason.UNKEYABLE)).isEqualTo(2);
    assertThat(world.said()).containsOnlyOnce("any: `java.lang.Object` has no value equality");
  }

  @Test
  void aValueThatCannotBeKeptSwitchesTheMethodOff() throws Throwable {
    Object client = world.client(Client.class, rule("live", Client.class, "live").build());

    Object value = Calls.call(client, "live", "AAPL");
    Calls.call(client, "live", "AAPL");

    assertThat(value).isInstanceOf(Thread.class);
    assertThat(Calls.call(client, "bodies")).isEqualTo(2);
    assertThat(world.bypasses("live", BypassReason.REFUSED)).isEqualTo(1);
    assertThat(world.said())
        .containsOnlyOnce("the rule is off for this method, calls go upstream")
        .contains("java.lang.Thread");
  }

  @Test
  void aStaticMethodIsAnswered() throws Throwable {
    Rule rule = rule("static", Client.class, "counted").build();
    Class<?> type = world.loom(rule).holding(Base.class, Client.class).load(Client.class);

    assertThat(Calls.callStatic(type, "counted", "AAPL")).isEqualTo("AAPL#1");
    assertThat(Calls.callStatic(type, "counted", "AAPL")).isEqualTo("AAPL#1");
  }

  @Test
  void faultsOfTheAgentsBecomeTheOriginalCallAndAreToldOnce() throws Throwable {
    Object client = world.client(Client.class, quotes().build());
    quote(client, "IBM"); // makes the cache
    world.failClock(new IllegalStateException("no time"));

    for (int i = 2; i <= 10; i++) {
      assertThat(quote(client, "AAPL")).isEqualTo("AAPL@" + i);
    }

    assertThat(world.bypasses("quotes", BypassReason.FAULT)).isEqualTo(9);
    assertThat(world.said())
        .containsOnlyOnce("quotes: the agent failed, the call went upstream")
        .contains("no time")
        .doesNotContain("the rule is off");
    world.failClock(null);
    quote(client, "MSFT");
    assertThat(world.stats("quotes").loads.sum()).isEqualTo(2);
  }

  @Test
  void tenFaultsSwitchTheMethodOffForGood() throws Throwable {
    Object client = world.client(Client.class, quotes().build());
    world.failClock(new IllegalStateException("no time"));
    for (int i = 1; i <= 10; i++) {
      quote(client, "AAPL");
    }
    world.failClock(null);

    assertThat(quote(client, "AAPL")).isEqualTo("AAPL@11");
    assertThat(quote(client, "AAPL")).isEqualTo("AAPL@12");

    assertThat(world.stats("quotes").loads.sum()).isZero();
    assertThat(world.said()).containsOnlyOnce("the agent failed 10 times; the rule is off");
    assertThat(world.dispatch().refusals("quotes", "quotes"))
        .containsExactly(
            "the agent has failed too often on its calls; the log has the first failure");
  }

  @Test
  void aMethodKeepsItsSiteWhenItsClassIsWovenAgain() throws Throwable {
    Object client = world.client(Client.class, quotes().build());
    BoundMethod bound = world.bound().get(0);

    int site = world.dispatch().open(bound);

    assertThat(world.dispatch().open(bound)).isEqualTo(site);
    assertThat(quote(client, "AAPL")).isEqualTo("AAPL@1");
    assertThat(quote(client, "AAPL")).isEqualTo("AAPL@1");
  }

  static class Base {
    private int count;
    private Runnable during = () -> {};

    int count() {
      during.run();
      return ++count;
    }

    int bodies() {
      return count;
    }

    void during(Runnable happening) {
      during = happening;
    }
  }

  @SuppressWarnings("unused")
  static class Client extends Base {
    private static int counter;
    private String url = "https://one";

    void url(String other) {
      url = other;
    }

    String getUrl() {
      return url;
    }

    String quote(String symbol) {
      return symbol + "@" + count();
    }

    String none(String symbol) {
      count();
      return null;
    }

    double price(String symbol) {
      count();
      return 101.25;
    }

    String failing(String symbol) {
      throw new IllegalStateException(symbol + "@" + count());
    }

    String dying(String symbol) {
      throw new StackOverflowError();
    }

    int[] book(String symbol) {
      count();
      return new int[] {1, 2, 3};
    }

    String overloaded(String symbol) {
      return "one";
    }

    String overloaded(String symbol, int depth) {
      return "two";
    }

    String delegating(String symbol) {
      return delegating(symbol, 5);
    }

    String delegating(String symbol, int depth) {
      return symbol + "/" + depth + "@" + count();
    }

    String report(String symbol) {
      return "report of " + quote(symbol);
    }

    String digest(String symbol) {
      return "digest of " + report(symbol);
    }

    int any(Object symbol) {
      return count();
    }

    Object live(String symbol) {
      count();
      return new Thread(symbol);
    }

    static String counted(String symbol) {
      return symbol + "#" + ++counter;
    }
  }

  abstract static class Venue {
    String venue(String symbol) {
      String name = getClass().getName();
      return name.substring(name.length() - 4);
    }
  }

  static class East extends Venue {}

  static class West extends Venue {}
}
