package io.tickcache.agent.dispatch;

import static io.tickcache.agent.dispatch.World.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.agent.cache.BypassReason;
import io.tickcache.agent.dispatch.AnsweringTest.Client;
import io.tickcache.agent.instrument.Calls;
import io.tickcache.rules.Rule;
import io.tickcache.rules.ValuePath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Too many faults of the agent's switch a rule off, at every method that it governs. */
class RuleFaultsTest {

  @RegisterExtension private final World world = new World();

  private void assertOff(Object client, String... arguments) throws Throwable {
    assertThat(world.said()).contains("the rule is off");
    long loads = world.stats("faulty").loads.sum();
    Calls.call(client, "overloaded", (Object[]) arguments);
    assertThat(world.stats("faulty").loads.sum()).isEqualTo(loads);
  }

  @Test
  void aRuleThatIsOffAnswersNoneOfItsMethods() throws Throwable {
    Rule rule = rule("faulty", Client.class, "overloaded").symbol(ValuePath.parse("arg0")).build();
    Object client = world.client(Client.class, rule);
    Calls.call(client, "overloaded", "MSFT", 0); // makes the cache
    world.failClock(new IllegalStateException("no time"));
    for (int i = 0; i < 10; i++) {
      Calls.call(client, "overloaded", "AAPL", i);
    }
    world.failClock(null);

    assertOff(client, "AAPL");
  }

  @Test
  void callsOfARuleThatIsOffAreCountedAsFaults() throws Throwable {
    Object client =
        world.client(Client.class, rule("faulty", Client.class, "overloaded(String)").build());
    Calls.call(client, "overloaded", "MSFT"); // makes the cache
    world.failClock(new IllegalStateException("no time"));
    for (int i = 0; i < 10; i++) {
      Calls.call(client, "overloaded", "AAPL");
    }
    world.failClock(null);

    Calls.call(client, "overloaded", "AAPL");

    assertThat(world.bypasses("faulty", BypassReason.FAULT)).isEqualTo(11);
    assertThat(world.bypasses("faulty", BypassReason.REFUSED)).isZero();
  }
}
