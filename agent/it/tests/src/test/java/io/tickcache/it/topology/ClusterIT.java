package io.tickcache.it.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.RedisCluster;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.Upstream;
import io.tickcache.it.harness.World;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two processes with a cluster of three masters, each with a replica. */
class ClusterIT {

  private static final int SYMBOLS = 60;

  @RegisterExtension static final World REDIS = World.ofClass();
  @RegisterExtension final World world = World.ofTest();

  private static RedisCluster redis;

  private Upstream upstream;
  private Applications applications;

  @BeforeAll
  static void startCluster() throws IOException {
    redis = REDIS.keep(RedisCluster.started());
  }

  @BeforeEach
  void startUpstream() throws IOException {
    redis.awaitWhole();
    for (RedisServer master : redis.masters()) {
      master.command("FLUSHALL");
    }
    upstream = world.upstream();
    applications =
        new Applications(
            world,
            upstream,
            "uri: " + redis.uri(),
            "timeout: 100ms",
            "circuit-breaker: {slow-call: 1s, open-for: 500ms}");
  }

  @Test
  void entriesAreSpreadOverAllMastersAndInvalidationsTravelFromEach() throws IOException {
    AgentJvm one = applications.startKeeping();
    AgentJvm two = applications.startKeeping();
    for (int i = 0; i < SYMBOLS; i++) {
      one.ask("quote SPREAD-" + i);
    }
    for (RedisServer master : redis.masters()) {
      AgentJvm.awaiting("values in each master")
          .until(() -> !master.keys("tickcache:*:v:*SPREAD*").isEmpty());
    }

    for (int i = 0; i < SYMBOLS; i++) {
      String symbol = "SPREAD-" + i;
      assertThat(two.askNumber("quote " + symbol)).isZero();
      long changed = upstream.change(symbol);
      one.ask("order " + symbol);
      Applications.awaitNews(two, symbol, changed);
      assertThat(one.askNumber("quote " + symbol)).isEqualTo(changed);
    }
    assertThat(two.meters().count("tickcache.cache.gets", "level", "l2", "result", "hit"))
        .as("answers from the cluster")
        .isGreaterThan(SYMBOLS / 2);
  }

  @Test
  void callersDoNotNoticeThatASlotMoves() throws IOException {
    upstream.delay(Duration.ofMillis(20));
    AgentJvm one = applications.startPolling();
    AgentJvm two = applications.startPolling();
    String key = aKeyOf("S7");
    RedisServer target =
        redis.masters().stream()
            .filter(master -> !isMasterOf(master, key))
            .findFirst()
            .orElseThrow();

    long began = System.nanoTime();
    redis.move(key, target);
    long moved = Applications.millisSince(began);
    AgentJvm.awaiting("fills where the slot is now")
        .until(() -> !target.keys("tickcache:*:v:*:S7:*").isEmpty());
    one.awaitSynced();
    two.awaitSynced();
    assertThatInvalidationsTravel(one, two, "S7");

    System.out.printf("FIGURES slot migration: took %d ms%n", moved);
    Applications.assertThatNobodyNoticed(one, "slot migration, first process");
    Applications.assertThatNobodyNoticed(two, "slot migration, second process");
  }

  @Test
  void callersDoNotNoticeAFailoverByHand() throws IOException {
    upstream.delay(Duration.ofMillis(20));
    AgentJvm one = applications.startPolling();
    AgentJvm two = applications.startPolling();
    RedisServer old = redis.masterOf(aKeyOf("S7"));
    RedisServer next = redis.replicaOf(old);

    next.command("CLUSTER", "FAILOVER");
    long began = System.nanoTime();
    AgentJvm.awaiting("the new master").until(() -> redis.masters().contains(next));
    awaitUse(one, two, next, began, "failover by hand");
  }

  @Test
  void callersDoNotNoticeTheLossOfAMaster() throws IOException {
    upstream.delay(Duration.ofMillis(20));
    AgentJvm one = applications.startPolling();
    AgentJvm two = applications.startPolling();
    RedisServer old = redis.masterOf(aKeyOf("S7"));
    RedisServer next = redis.replicaOf(old);

    old.kill();
    long began = System.nanoTime();
    AgentJvm.awaiting("the new master").until(() -> redis.masters().contains(next));
    awaitUse(one, two, next, began, "loss of a master");
    old.start();
  }

  private void awaitUse(AgentJvm one, AgentJvm two, RedisServer next, long began, String event) {
    long promoted = Applications.millisSince(began);
    AgentJvm.awaiting("fills in the new master")
        .until(() -> !next.keys("tickcache:*:v:*:S7:*").isEmpty());
    long filled = Applications.millisSince(began);
    one.awaitSynced();
    two.awaitSynced();
    long synced = Applications.millisSince(began);
    assertThatInvalidationsTravel(one, two, "S7");
    System.out.printf(
        "FIGURES %s: promoted after %d ms, filled after %d ms, both in step after %d ms%n",
        event, promoted, filled, synced);
    Applications.assertThatNobodyNoticed(one, event + ", first process");
    Applications.assertThatNobodyNoticed(two, event + ", second process");
  }

  private void assertThatInvalidationsTravel(AgentJvm one, AgentJvm two, String symbol) {
    long changed = upstream.change(symbol);
    one.ask("order " + symbol);
    Applications.awaitNews(two, symbol, changed);
    assertThat(one.askNumber("quote " + symbol)).isEqualTo(changed);
  }

  private static boolean isMasterOf(RedisServer server, String key) {
    try {
      return redis.masterOf(key) == server;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The generation of a symbol, which outlasts its values. */
  private static String aKeyOf(String symbol) throws IOException {
    for (RedisServer master : redis.masters()) {
      for (String key : master.keys("tickcache:*:g:*:" + symbol)) {
        return key;
      }
    }
    throw new IllegalStateException("nothing of " + symbol);
  }
}
