package io.tickcache.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.Upstream;
import io.tickcache.it.harness.World;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The age of answers by one clock, that of the test: an upstream call begins before the upstream
 * sees it come, and an answer is given after it is asked for. So the time from the one to the other
 * is less than the answer's age, and must never exceed the time to live.
 */
class AgeIT {

  private static final Duration TTL = Duration.ofMillis(400);
  private static final int LOADS = 10;

  @RegisterExtension final World world = World.ofTest();

  @Test
  void noAnswerIsOlderThanItsTimeToLiveInTwoProcessesTogether() throws IOException {
    Upstream upstream = world.upstream();
    RedisServer redis = world.redis();
    String rules = Rules.quotes(redis, "ttl: " + TTL.toMillis() + "ms", "l1-ttl: 150ms");
    AgentJvm one = world.start(AgentJvm.console(upstream).brief().rules(rules));
    AgentJvm two = world.start(AgentJvm.console(upstream).brief().rules(rules));
    one.ask("quote WARM-UP");
    two.ask("quote WARM-UP");
    one.awaitSynced();
    two.awaitSynced();
    upstream.changeWithEachCall();
    upstream.delay(Duration.ofMillis(100));

    int answers = 0;
    long oldest = 0;
    while (upstream.calls("AAPL") < LOADS) {
      for (AgentJvm app : List.of(one, two)) {
        long asked = System.nanoTime();
        long version = app.askNumber("quote AAPL");
        long age = asked - upstream.arrivalNanos("AAPL", version);
        assertThat(Duration.ofNanos(age)).as("age of version %s", version).isLessThan(TTL);
        oldest = Math.max(oldest, age);
        answers++;
      }
    }

    assertThat(answers).as("answers to %s loads", LOADS).isGreaterThan(10 * LOADS);
    assertThat(Duration.ofNanos(oldest)).as("oldest answer").isGreaterThan(TTL.dividedBy(2));
    assertThat(remoteHits(one) + remoteHits(two)).as("answers from L2").isPositive();
  }

  private static long remoteHits(AgentJvm app) {
    return app.meters().count("tickcache.cache.gets", "level", "l2", "result", "hit");
  }
}
