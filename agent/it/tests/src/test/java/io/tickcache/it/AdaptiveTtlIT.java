package io.tickcache.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.it.harness.AgentCommand;
import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.Upstream;
import io.tickcache.it.harness.World;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How long an entry stays in a process is chosen by how often it changes, and told. */
class AdaptiveTtlIT {

  @RegisterExtension final World world = World.ofTest();

  private static String explained(AgentJvm app) throws IOException {
    return AgentCommand.run("explain", "quotes", "AAPL", "--pid", app.pid()).out();
  }

  private static void askUntilToldOf(AgentJvm app, String words) {
    AgentJvm.awaiting(words)
        .until(
            () -> {
              for (int i = 0; i < 20; i++) {
                app.ask("quote AAPL");
              }
              return explained(app).contains(words);
            });
  }

  @Test
  void whatNeverChangesIsAskedForEverLess() throws IOException {
    Upstream upstream = world.upstream();
    String rules = Rules.quotes("ttl: 10m", "l1-ttl: {min: 1ms, max: 1s, max-stale: 5%}");
    AgentJvm app = world.start(AgentJvm.console(upstream).brief().rules(rules));

    askUntilToldOf(app, "stays in L1 for 1.00 s, which is `max`");

    assertThat(explained(app)).contains("seen: 0 changes in ");
  }

  @Test
  void whatIsNewEachTimeDoesNotStayForLong() throws IOException {
    Upstream upstream = world.upstream();
    upstream.changeWithEachCall();
    String rules = Rules.quotes("ttl: 10m", "l1-ttl: {min: 1ms, max: 1s, max-stale: 5%}");
    AgentJvm app = world.start(AgentJvm.console(upstream).brief().rules(rules));

    askUntilToldOf(app, "seen: 40 changes in ");

    assertThat(explained(app)).contains("stays in L1 for ").doesNotContain("which is `max`");
  }

  @Test
  void againstRedisAValueThatIsStillTheSameHasNotChanged() throws IOException {
    Upstream upstream = world.upstream();
    upstream.changeWithEachCall();
    RedisServer redis = world.redis();
    String rules =
        Rules.quotes(redis, "ttl: 10m", "l1-ttl: {min: 1ms, max: 200ms, max-stale: 5%, keep: 2ms}");
    AgentJvm app = world.start(AgentJvm.console(upstream).brief().rules(rules));
    app.ask("quote WARM-UP");
    app.awaitSynced();

    askUntilToldOf(app, "would stay in L1 for 200 ms, which is `max`");

    assertThat(upstream.calls("AAPL")).isLessThanOrEqualTo(2);
  }
}
