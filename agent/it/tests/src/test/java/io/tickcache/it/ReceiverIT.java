package io.tickcache.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.Upstream;
import io.tickcache.it.harness.World;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReceiverIT {

  @RegisterExtension final World world = World.ofTest();

  private Upstream upstream;

  @BeforeEach
  void startUpstream() throws IOException {
    upstream = world.upstream();
  }

  @Test
  void aSecondReceiverOfAClassGoesUpstreamAndTheLogSaysSoOnce() {
    AgentJvm app = start("");

    assertThat(app.ask("venue-1 AAPL")).isEqualTo("first:0");
    for (int i = 0; i < 5; i++) {
      assertThat(app.ask("venue-2 AAPL")).isEqualTo("second:0");
    }

    assertThat(app.ask("venue-1 AAPL")).isEqualTo("first:0");
    assertThat(upstream.calls("AAPL")).isEqualTo(1 + 5);
    assertThat(app.errors("second"))
        .singleElement()
        .asString()
        .startsWith("tickcache: venues: a second com.acme.md.VenueClient was called")
        .contains("`receiver: class`", "`instance`");
    AgentJvm.awaiting("the meter")
        .until(
            () -> app.meters().count("tickcache.cache.bypasses", "reason", "second-receiver"),
            n -> n == 5);
  }

  @Test
  void receiverClassServesAllReceiversOfAClass() {
    AgentJvm app = start(", receiver: class");

    assertThat(app.ask("venue-1 AAPL")).isEqualTo("first:0");
    assertThat(app.ask("venue-2 AAPL")).isEqualTo("first:0");
    assertThat(upstream.calls("AAPL")).isEqualTo(1);
    assertThat(app.errors("second")).isEmpty();
  }

  @Test
  void aPropertyTellsReceiversApart() {
    AgentJvm app = start(", receiver: this.venue");

    for (int i = 0; i < 3; i++) {
      assertThat(app.ask("venue-1 AAPL")).isEqualTo("first:0");
      assertThat(app.ask("venue-2 AAPL")).isEqualTo("second:0");
    }
    assertThat(upstream.calls("AAPL")).isEqualTo(2);
  }

  @Test
  void receiverInstanceKeepsReceiversApart() {
    AgentJvm app = start(", receiver: instance");

    for (int i = 0; i < 3; i++) {
      assertThat(app.ask("venue-1 AAPL")).isEqualTo("first:0");
      assertThat(app.ask("venue-2 AAPL")).isEqualTo("second:0");
    }
    assertThat(upstream.calls("AAPL")).isEqualTo(2);
  }

  private AgentJvm start(String setting) {
    String rule =
        "venues: {method: com.acme.md.VenueClient#quote(String), ttl: 10m" + setting + "}";
    return world.start(AgentJvm.console(upstream).brief().rules(Rules.of(rule)));
  }
}
