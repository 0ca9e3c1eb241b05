package io.tickcache.agent.dispatch;

import static io.tickcache.agent.dispatch.World.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.agent.instrument.Calls;
import io.tickcache.agent.instrument.Loom;
import io.tickcache.bootstrap.gate.CallGate;
import io.tickcache.rules.Mode;
import io.tickcache.rules.Receiver;
import io.tickcache.rules.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Other rules take over while calls go on: at every moment a call belongs to one set or other. */
class SuccessionTest {

  @RegisterExtension private final World world = new World();

  private static Rule.Builder quotes() {
    return rule("quotes", Desk.class, "quote")
        .ttl(Duration.ofMinutes(1))
        .invalidateOn(InvalidationTest.on(Desk.class, "place", "arg0"));
  }

  private static Rule.Builder others() {
    return rule("others", Desk.class, "other");
  }

  private static Object quote(Object desk) throws Throwable {
    return Calls.call(desk, "quote", "AAPL");
  }

  private static Object quoteUnchecked(Object desk) {
    try {
      return quote(desk);
    } catch (Throwable unexpected) {
      throw new AssertionError(unexpected);
    }
  }

  @Test
  void theFormerRulesHoldUntilAllIsBound() throws Throwable {
    Object desk = world.client(Desk.class, quotes().build());
    quote(desk);
    world.beforeSuccession(
        () -> assertThat(quoteUnchecked(desk)).as("between the rules").isEqualTo("AAPL@1"));

    world.change(quotes().ttl(Duration.ofSeconds(1)).build());

    assertThat(world.hits("quotes")).isEqualTo(1);
  }

  @Test
  void theLaterRulesHoldForAllCallsAfterwards() throws Throwable {
    Object desk = world.client(Desk.class, quotes().build());
    world.change(quotes().ttl(Duration.ofSeconds(1)).build());
    quote(desk);

    world.pass(999);
    assertThat(quote(desk)).isEqualTo("AAPL@1");
    world.pass(1);
    assertThat(quote(desk)).isEqualTo("AAPL@2");
  }

  @Test
  void countsGoOn() throws Throwable {
    Object desk = world.client(Desk.class, quotes().build());
    quote(desk);
    quote(desk);

    world.change(quotes().ttl(Duration.ofSeconds(1)).build());
    quote(desk);
    quote(desk);

    assertThat(world.hits("quotes")).isEqualTo(2);
    assertThat(world.stats("quotes").loads.sum()).isEqualTo(2);
  }

  @Test
  void aMethodThatNoRuleNamesAnyMoreIsLeftAlone() throws Throwable {
    Object desk = world.client(Desk.class, quotes().build());
    quote(desk);

    world.change(rule("others", Desk.class, "other").build());

    assertThat(quote(desk)).isEqualTo("AAPL@2");
    assertThat(quote(desk)).isEqualTo("AAPL@3");
  }

  @Test
  void aRuleThatIsOffHasNoHandlerUntilItIsOnAgain() throws Throwable {
    Object desk = world.client(Desk.class, quotes().build());
    quote(desk);

    world.change(quotes().mode(Mode.OFF).build());

    assertThat(world.sites())
        .hasSize(2)
        .allSatisfy(site -> assertThat(CallGate.enter(site, desk, new Object[] {"AAPL"})).isNull());
    assertThat(quote(desk)).isEqualTo("AAPL@2");
    assertThat(quote(desk)).isEqualTo("AAPL@3");

    world.change(quotes().build());

    assertThat(quote(desk)).isEqualTo("AAPL@4");
    assertThat(quote(desk)).isEqualTo("AAPL@4");
  }

  @Test
  void aChangeOfSettingsAloneWeavesNothingAnew() throws Throwable {
    Object desk = world.client(Desk.class, quotes().build());
    quote(desk);

    world.change(quotes().ttl(Duration.ofSeconds(1)).build());
    quote(desk);
    Calls.call(desk, "place", "AAPL");

    assertThat(world.wovenAgain()).isEmpty();
    assertThat(quote(desk)).as("after an invalidation").isEqualTo("AAPL@3");
    assertThat(quote(desk)).as("by the later rule").isEqualTo("AAPL@3");
  }

  @Test
  void aClassThatIsLoadedAfterAChangeOfSettingsIsBoundAsTheFirst() throws Throwable {
    Loom loom = world.loom(rule("quotes", Feed.class, "quote").build());
    loom.holding(Feed.class, Early.class, Late.class, Base.class);
    quote(Calls.create(loom.load(Early.class)));

    world.change(
        rule("quotes", Feed.class, "quote")
            .receiver(Receiver.of(Receiver.Kind.SINGLE))
            .ttl(Duration.ofSeconds(1))
            .build());
    Object late = Calls.create(loom.load(Late.class));

    assertThat(quote(late)).isEqualTo(quote(late));
    assertThat(world.wovenAgain()).isEmpty();
  }

  @Test
  void entriesOfARuleThatSaysWhatItSaidGoOn() throws Throwable {
    Object desk = world.client(Desk.class, quotes().build(), others().build());
    quote(desk);
    quote(desk);

    world.change(quotes().build(), others().ttl(Duration.ofSeconds(1)).build());

    assertThat(quote(desk)).isEqualTo("AAPL@1");
    assertThat(world.hits("quotes")).isEqualTo(2);
  }

  @Test
  void entriesGoOnAlsoWhereOtherMethodsAreWoven() throws Throwable {
    Object desk = world.client(Desk.class, quotes().build());
    quote(desk);

    world.change(quotes().build(), others().build());
    world.change(quotes().build());
    assertThat(quote(desk)).isEqualTo("AAPL@1");
    Calls.call(desk, "place", "AAPL");

    assertThat(quote(desk)).as("after an invalidation").isEqualTo("AAPL@2");
    world.pass(Duration.ofMinutes(1).toMillis());
    assertThat(quote(desk)).as("after its time").isEqualTo("AAPL@3");
  }

  @Test
  void entriesOfASharedCacheEndWithAChangeOfOneOfItsRules() throws Throwable {
    Rule.Builder other = rule("others", Desk.class, "other").cache("quotes").shared(true);
    Object desk = world.client(Desk.class, quotes().shared(true).build(), other.build());
    quote(desk);

    world.change(quotes().shared(true).build(), other.ttl(Duration.ofSeconds(1)).build());

    assertThat(quote(desk)).isEqualTo("AAPL@2");
  }

  @Test
  void aLoadWithinALoadBoundsItsAgeAcrossAChange() throws Throwable {
    Rule.Builder outer = rule("outer", Desk.class, "outer").ttl(Duration.ofSeconds(10));
    Object desk = world.client(Desk.class, quotes().build(), outer.build());
    quote(desk);
    world.pass(1000);

    world.change(quotes().build(), outer.ttl(Duration.ofSeconds(2)).build());
    assertThat(Calls.call(desk, "outer", "AAPL")).isEqualTo("outer AAPL@1");
    world.pass(1000);

    assertThat(Calls.call(desk, "outer", "AAPL"))
        .as("two seconds after its part")
        .isEqualTo("outer AAPL@1");
    assertThat(world.stats("outer").loads.sum()).as("not kept any longer").isEqualTo(2);
  }

  @Test
  void whatIsInvalidatedByACallOfBeforeIsVoidAfterwards() throws Throwable {
    Rule.Builder rule =
        quotes().invalidateOn(InvalidationTest.on(Desk.class, "placeDuring", "arg0"));
    Object desk = world.client(Desk.class, rule.build());
    Rule later = rule.ttl(Duration.ofSeconds(1)).build();
    quote(desk);

    Runnable meanwhile =
        () -> {
          world.change(later);
          assertThat(quoteUnchecked(desk)).isEqualTo("AAPL@2");
        };
    Calls.call(desk, "placeDuring", "AAPL", meanwhile);

    assertThat(quote(desk)).as("after the method that invalidates").isEqualTo("AAPL@3");
  }

  @Test
  void aPromiseOfBeforeVoidsAfterwards() throws Throwable {
    CompletableFuture<String> placed = new CompletableFuture<>();
    Rule.Builder rule = quotes().invalidateOn(InvalidationTest.on(Desk.class, "promise", "arg0"));
    Object desk = world.client(Desk.class, rule.build());
    quote(desk);
    Calls.call(desk, "promise", "AAPL", placed);
    List<Object> seen = new ArrayList<>();
    CompletableFuture<Void> told = placed.thenRun(() -> seen.add(quoteUnchecked(desk)));

    world.change(rule.ttl(Duration.ofSeconds(1)).build());
    assertThat(quote(desk)).isEqualTo("AAPL@2");
    placed.complete("placed");

    assertThat(told).isCompleted();
    assertThat(seen).as("by who hears of it before the agent does").containsExactly("AAPL@3");
  }

  interface Feed {
    String quote(String symbol);
  }

  abstract static class Base implements Feed {
    private int calls;

    @Override
    public String quote(String symbol) {
      calls++;
      return symbol + "@" + calls;
    }
  }

  static class Early extends Base {}

  static class Late extends Base {
    private int late;

    @Override
    public String quote(String symbol) {
      late++;
      return symbol + "@late" + late;
    }
  }

  static class Desk {
    private int calls;

    String outer(String symbol) {
      return "outer " + quote(symbol);
    }

    String quote(String symbol) {
      calls++;
      return symbol + "@" + calls;
    }

    String other(String symbol) {
      return symbol;
    }

    void place(String symbol) {}

    void placeDuring(String symbol, Runnable meanwhile) {
      meanwhile.run();
    }

    CompletableFuture<String> promise(String symbol, CompletableFuture<String> placed) {
      return placed;
    }
  }
}
