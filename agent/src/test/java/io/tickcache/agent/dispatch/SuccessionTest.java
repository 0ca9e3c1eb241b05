package io.tickcache.agent.dispatch;

import static io.tickcache.agent.dispatch.World.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.agent.instrument.Calls;
import io.tickcache.bootstrap.gate.CallGate;
import io.tickcache.rules.Mode;
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
  void whatIsInvalidatedByACallOfBeforeIsVoidAfterwards() throws Throwable {
    Rule rule =
        quotes().invalidateOn(InvalidationTest.on(Desk.class, "placeDuring", "arg0")).build();
    Object desk = world.client(Desk.class, rule);
    quote(desk);

    Runnable meanwhile =
        () -> {
          world.change(rule);
          assertThat(quoteUnchecked(desk)).isEqualTo("AAPL@2");
        };
    Calls.call(desk, "placeDuring", "AAPL", meanwhile);

    assertThat(quote(desk)).as("after the method that invalidates").isEqualTo("AAPL@3");
  }

  @Test
  void aPromiseOfBeforeVoidsAfterwards() throws Throwable {
    CompletableFuture<String> placed = new CompletableFuture<>();
    Rule rule = quotes().invalidateOn(InvalidationTest.on(Desk.class, "promise", "arg0")).build();
    Object desk = world.client(Desk.class, rule);
    quote(desk);
    Calls.call(desk, "promise", "AAPL", placed);
    List<Object> seen = new ArrayList<>();
    CompletableFuture<Void> told = placed.thenRun(() -> seen.add(quoteUnchecked(desk)));

    world.change(rule);
    assertThat(quote(desk)).isEqualTo("AAPL@2");
    placed.complete("placed");

    assertThat(told).isCompleted();
    assertThat(seen).as("by who hears of it before the agent does").containsExactly("AAPL@3");
  }

  static class Desk {
    private int calls;

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
