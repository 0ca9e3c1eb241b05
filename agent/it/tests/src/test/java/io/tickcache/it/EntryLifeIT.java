package io.tickcache.it;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.Upstream;
import io.tickcache.it.harness.World;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EntryLifeIT {

  @RegisterExtension final World world = World.ofTest();

  @Test
  void anEntryOutlivesTheRoundsOfHousekeepingUntilItsTimeToLiveEnds() throws IOException {
    Upstream upstream = world.upstream();
    AgentJvm app = world.start(AgentJvm.console(upstream).brief().rules(Rules.quotes("ttl: 1m")));

    AgentJvm.awaiting("one load for many rounds of housekeeping")
        .during(Duration.ofSeconds(4))
        .until(() -> app.ask("quote AAPL"), answer -> upstream.calls("AAPL") == 1);
  }
}
