package io.tickcache.it.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.SentinelSetup;
import io.tickcache.it.harness.Upstream;
import io.tickcache.it.harness.World;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two processes that find their Redis through Sentinels, and lose its master. */
class SentinelIT {

  @RegisterExtension final World world = World.ofTest();

  private Upstream upstream;
  private SentinelSetup redis;
  private Applications applications;

  @BeforeEach
  void startRedis() throws IOException {
    upstream = world.upstream();
    redis = world.keep(SentinelSetup.started());
    applications =
        new Applications(
            world,
            upstream,
            "uri: " + redis.uri(),
            "timeout: 50ms",
            "circuit-breaker: {slow-call: 1s, open-for: 500ms}");
  }

  @Test
  void callersDoNotNoticeAFailoverAndTheNewMasterIsUsed() throws IOException {
    upstream.delay(Duration.ofMillis(20));
    AgentJvm one = applications.startPolling();
    AgentJvm two = applications.startPolling();
    RedisServer old = redis.master();

    old.kill();
    long killed = System.nanoTime();
    AgentJvm.awaiting("the Sentinels to name a new master").until(() -> redis.master() != old);
    long named = Applications.millisSince(killed);
    one.awaitSynced();
    two.awaitSynced();
    long synced = Applications.millisSince(killed);
    Applications.awaitFillsAndHits(one);
    Applications.awaitFillsAndHits(two);
    long changed = upstream.change("S0");
    one.ask("order S0");
    Applications.awaitNews(two, "S0", changed);

    System.out.printf(
        "FIGURES Sentinel failover: new master named after %d ms, both in step after %d ms%n",
        named, synced);
    Applications.assertThatNobodyNoticed(one, "Sentinel failover, first process");
    Applications.assertThatNobodyNoticed(two, "Sentinel failover, second process");
    assertThat(redis.master().keys("tickcache:*:v:*")).isNotEmpty();
  }

  @Test
  void aReplicaThatMissedAnInvalidationBringsNothingBackWhenItIsPromoted() throws IOException {
    AgentJvm one = applications.startKeeping();
    AgentJvm two = applications.startKeeping();
    RedisServer old = redis.master();
    RedisServer behind = redis.replica();
    one.ask("quote AAPL");
    AgentJvm.awaiting("the old value in the replica")
        .until(() -> !behind.keys("tickcache:*:v:*AAPL*").isEmpty());

    behind.pause();
    long changed = upstream.change("AAPL");
    one.ask("order AAPL");
    old.kill();
    behind.resume();
    AgentJvm.awaiting("the Sentinels to name a new master").until(() -> redis.master() != old);
    assertThat(behind.keys("tickcache:*:v:*AAPL*")).as("old values in the master").isNotEmpty();
    one.awaitSynced();
    two.awaitSynced();

    assertThat(one.askNumber("quote AAPL")).isEqualTo(changed);
    assertThat(two.askNumber("quote AAPL")).isEqualTo(changed);
  }

  @Test
  void aMasterThatSentinelsDoNotKnowIsNamedInOneLine() {
    Applications wrong =
        new Applications(world, upstream, "uri: " + redis.uri().replace("#main", "#mian"));
    AgentJvm app = wrong.start("ttl: 10m");

    assertThat(app.askNumber("quote AAPL")).isZero();
    app.awaitError("redis: no connection");

    assertThat(app.errors("redis:")).hasSize(1);
    assertThat(app.errors("check the name behind `#` in `uri`")).hasSize(1);
  }
}
