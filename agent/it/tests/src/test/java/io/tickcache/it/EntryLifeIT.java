package io.tickcache.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.Upstream;
import io.tickcache.it.harness.World;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EntryLifeIT {

  @RegisterExtension final World world = World.ofTest();

  @Test
  void anEntryOfTheFirstSecondOutlivesTheFirstTidying() throws IOException {
    Upstream upstream = world.upstream();
    AgentJvm app = world.start(AgentJvm.console(upstream).rules(Rules.quotes("ttl: 1m")));

    app.ask("quote AAPL");
    AgentJvm.awaiting("the first round of housekeeping, which shows the meters")
        .until(() -> app.meters().has("tickcache.cache.size"));
    app.ask("quote AAPL");

    assertThat(upstream.calls("AAPL")).isEqualTo(1);
  }
}
