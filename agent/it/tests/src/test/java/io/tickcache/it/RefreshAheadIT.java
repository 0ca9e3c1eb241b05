package io.tickcache.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.Upstream;
import io.tickcache.it.harness.World;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Callers of a hot symbol never come to a load, and cold symbols cost nothing. The first load is
 * slow, so that refreshes begin at half of the time and have the other half on a busy machine.
 */
class RefreshAheadIT {

  private static final Duration SLOW = Duration.ofSeconds(2);
  private static final String HOT = "S0";

  @RegisterExtension final World world = World.ofTest();

  private Upstream upstream;

  @BeforeEach
  void startUpstream() throws IOException {
    upstream = world.upstream();
  }

  private AgentJvm start(String rules) {
    return world.start(AgentJvm.console(upstream).brief().rules(rules));
  }

  private void loadOnceSlowly(AgentJvm app) {
    upstream.delay(SLOW);
    app.ask("quote WARM-UP");
    upstream.delay(Duration.ZERO);
    app.ask("quote " + HOT);
  }

  private static void askOften(AgentJvm app) {
    app.ask("load quotes 200 1 2");
  }

  private static double refreshes(AgentJvm app) {
    return app.meters().sum("tickcache.cache.refreshes", "result", "done");
  }

  private static double misses(AgentJvm app, String level) {
    return app.meters().sum("tickcache.cache.gets", "level", level, "result", "miss");
  }

  @Test
  void hotSymbolsAreLoadedBeforeTheirEndAndColdOnesAreNot() {
    AgentJvm app = start(Rules.quotes("ttl: 3s", "refresh-ahead: on"));
    loadOnceSlowly(app);
    app.ask("quote COLD");
    double before = misses(app, "l1");

    askOften(app);
    AgentJvm.awaiting("three refreshes").until(() -> refreshes(app) >= 3);

    assertThat(misses(app, "l1")).as("callers that L1 had nothing for").isEqualTo(before);
    assertThat(upstream.calls(HOT)).isBetween(4L, 5L);
    assertThat(upstream.calls("COLD")).isOne();
    assertThat(app.meters().threads()).anyMatch(name -> name.startsWith("tickcache-ahead-"));
  }

  @Test
  void oneOfManyProcessesDoesItForAll() throws IOException {
    RedisServer redis = world.redis();
    String rules = Rules.quotes(redis, "ttl: 3s", "refresh-ahead: on");
    List<AgentJvm> all = List.of(start(rules), start(rules), start(rules));
    for (AgentJvm app : all) {
      app.ask("quote WARM-UP");
      app.awaitSynced();
    }
    upstream.delay(SLOW);
    all.get(0).ask("quote SLOW");
    upstream.delay(Duration.ZERO);
    all.get(0).ask("quote " + HOT);
    double before = sum(all, app -> misses(app, "l2"));

    all.forEach(RefreshAheadIT::askOften);
    AgentJvm.awaiting("three refreshes").until(() -> sum(all, RefreshAheadIT::refreshes) >= 3);

    assertThat(sum(all, app -> misses(app, "l2"))).as("callers that waited").isEqualTo(before);
    assertThat(upstream.calls(HOT)).as("one call for all of them").isBetween(4L, 5L);
  }

  private static double sum(List<AgentJvm> all, ToDoubleFunction<AgentJvm> of) {
    return all.stream().mapToDouble(of).sum();
  }

  @Test
  void callersHaveTheOldAnswerUntilItIsOverAndThenFollow() {
    AgentJvm app = start(Rules.quotes("ttl: 6s", "refresh-ahead: on", "wait: 1m"));
    upstream.changeWithEachCall();
    loadOnceSlowly(app);
    upstream.hold(HOT);
    askOften(app);
    double before = misses(app, "l1");
    AgentJvm.awaiting("the refresh to arrive").until(() -> upstream.calls(HOT) == 2);
    assertThat(app.ask("quote " + HOT)).as("while it is under way").isEqualTo("1");
    assertThat(misses(app, "l1")).isEqualTo(before);

    AgentJvm.awaiting("the end of the old answer").until(() -> misses(app, "l1") > before);
    assertThat(upstream.calls(HOT)).as("nobody makes another call").isEqualTo(2);
    upstream.letGo(HOT);

    assertThat(app.ask("quote " + HOT)).isEqualTo("2");
  }
}
