package io.tickcache.agent.dispatch;

import static io.tickcache.agent.dispatch.World.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.agent.cache.BypassReason;
import io.tickcache.agent.dispatch.AnsweringTest.Client;
import io.tickcache.agent.instrument.Calls;
import io.tickcache.agent.instrument.Loom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Another agent may have any class woven again at any time; nothing that was settled changes. */
class WovenAgainTest {

  @RegisterExtension private final World world = new World();

  private static void weaveAgain(Object client) {
    ((Loom) client.getClass().getClassLoader()).weaveAgain(client.getClass());
  }

  @Test
  void theFirstReceiverStaysTheOneThatIsServed() throws Throwable {
    Object first = world.client(Client.class, rule("quotes", Client.class, "quote").build());
    Object second = world.another(first);
    Calls.call(first, "quote", "AAPL");

    weaveAgain(first);
    Calls.call(second, "quote", "AAPL");
    Calls.call(first, "quote", "AAPL");

    assertThat(world.bypasses("quotes", BypassReason.SECOND_RECEIVER)).isEqualTo(1);
    assertThat(world.hits("quotes")).as("entries stay too").isEqualTo(1);
  }

  @Test
  void aRefusedMethodStaysRefused() throws Throwable {
    Object client = world.client(Client.class, rule("live", Client.class, "live").build());
    Calls.call(client, "live", "AAPL");

    weaveAgain(client);
    Calls.call(client, "live", "AAPL");

    assertThat(world.stats("live").loads.sum()).isEqualTo(1);
    assertThat(world.bypasses("live", BypassReason.REFUSED)).isEqualTo(1);
  }

  @Test
  void theFirstMethodIsAnnouncedOnce() {
    Object client = world.client(Client.class, rule("quotes", Client.class, "quote").build());

    weaveAgain(client);

    assertThat(world.firsts()).isEqualTo(1);
  }
}
