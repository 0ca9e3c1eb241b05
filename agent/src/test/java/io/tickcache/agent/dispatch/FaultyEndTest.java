package io.tickcache.agent.dispatch;

import static io.tickcache.agent.dispatch.World.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.agent.cache.BypassReason;
import io.tickcache.agent.dispatch.AnsweringTest.Client;
import io.tickcache.agent.instrument.Calls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A fault of the agent's at the end of a load is forgotten with that load. */
class FaultyEndTest {

  @RegisterExtension private final World world = new World();

  @Test
  void aFaultAtTheEndOfALoadLeavesTheResultAndLaterCallsAlone() throws Throwable {
    Object client = world.client(Client.class, rule("quotes", Client.class, "quote").build());
    Calls.call(
        client, "during", (Runnable) () -> world.failClock(new IllegalStateException("no time")));

    assertThat(Calls.call(client, "quote", "AAPL")).isEqualTo("AAPL@1");

    assertThat(world.said()).contains("quotes: the agent failed", "no time");
    world.failClock(null);
    Calls.call(client, "during", (Runnable) () -> {});
    assertThat(Calls.call(client, "quote", "AAPL")).isEqualTo("AAPL@2");
    assertThat(Calls.call(client, "quote", "AAPL")).isEqualTo("AAPL@2");
    assertThat(world.bypasses("quotes", BypassReason.NESTED)).isZero();
  }
}
