package io.tickcache.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.Upstream;
import io.tickcache.it.harness.World;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Processes that ask for far more than their provider allows, and never get more out of it. */
class BudgetIT {

  private static final int ALLOWED = 20;

  @RegisterExtension final World world = World.ofTest();

  private Upstream upstream;

  @BeforeEach
  void startUpstream() throws IOException {
    upstream = world.upstream();
    upstream.delay(Duration.ofMillis(1), Duration.ofMillis(20));
  }

  /** Answers are over at once, and those who find no room wait for it as long as it takes. */
  private static String rules(List<String> redis) {
    return "version: 1\n"
        + String.join("\n", redis)
        + "\n"
        + """
        upstreams:
          exchange: {budget: 20 per 1s, when-exhausted: wait 10m}
        rules:
          quotes:
            method: com.acme.md.QuoteClient#getQuote(String)
            ttl: 1ms
            upstream: exchange
        """;
  }

  private static String rules(RedisServer redis) {
    return rules(
        List.of(
            "redis:",
            "  uri: " + redis.uri(),
            "  timeout: 1s",
            "  connect-timeout: 20s",
            "  circuit-breaker: {slow-call: 1s}"));
  }

  private AgentJvm asking(String rules) {
    AgentJvm app = world.start(AgentJvm.console(upstream).brief().rules(rules));
    app.ask("load quotes 200 500 12");
    return app;
  }

  @Test
  void oneProcessUsesAllOfItAndNoMore() {
    AgentJvm app = asking(rules(List.of()));

    awaitFullUse();

    assertNeverMoreThanAllowed();
    AgentJvm.awaiting("the meters").until(() -> calls(app, "waited") > 0);
    assertThat(calls(app, "overdrawn")).isZero();
  }

  private static double calls(AgentJvm app, String result) {
    return app.meters().sum("tickcache.upstream.calls", "result", result);
  }

  @Test
  void processesShareItWhoeverComesAndGoes() throws IOException {
    RedisServer redis = world.redis();
    AgentJvm one = asking(rules(redis));
    AgentJvm two = asking(rules(redis));
    AgentJvm three = asking(rules(redis));
    awaitFullUse();
    awaitFairShares(one, two, three);

    AgentJvm four = asking(rules(redis));
    awaitFairShares(one, two, three, four);
    two.kill();
    awaitFairShares(one, three, four);
    awaitFullUse();

    redis.kill();
    one.awaitBackplane("out");
    awaitCalls(3 * ALLOWED);
    redis.start();
    one.awaitBackplane("synced");
    three.kill();
    AgentJvm five = asking(rules(redis));
    awaitFairShares(one, four, five);
    awaitFullUse();

    assertNeverMoreThanAllowed();
    for (AgentJvm app : List.of(one, four, five)) {
      assertThat(calls(app, "overdrawn")).isZero();
    }
  }

  /** For longer than a share is one's own without a word. */
  @Test
  void processesShareItWhileRedisStandsStill() throws IOException {
    RedisServer redis = world.redis();
    AgentJvm one = asking(rules(redis));
    AgentJvm two = asking(rules(redis));
    awaitFairShares(one, two);

    redis.pause();
    awaitCalls(8 * ALLOWED);
    redis.resume();
    awaitFairShares(one, two);
    awaitFullUse();

    assertNeverMoreThanAllowed();
  }

  @Test
  void whoAsksForLittleLeavesTheRestToTheOthers() throws IOException {
    RedisServer redis = world.redis();
    AgentJvm idle = world.start(AgentJvm.console(upstream).brief().rules(rules(redis)));
    idle.ask("quote AAPL");
    AgentJvm busy = asking(rules(redis));

    AgentJvm.awaiting("nearly all of it").until(() -> share(busy) >= ALLOWED - 2);
    assertThat(idle.ask("quote MSFT")).isEqualTo("0");
    awaitFullUse();

    assertNeverMoreThanAllowed();
  }

  private static double share(AgentJvm app) {
    return app.meters().sum("tickcache.upstream.budget", "part", "share");
  }

  private static void awaitFairShares(AgentJvm... apps) {
    int fair = ALLOWED / apps.length;
    AgentJvm.awaiting("fair shares")
        .until(
            () -> {
              double sum = 0;
              boolean all = true;
              for (AgentJvm app : apps) {
                sum += share(app);
                all &= share(app) >= fair;
              }
              return all && sum == ALLOWED;
            });
  }

  private void awaitCalls(int number) {
    long before = upstream.calls();
    AgentJvm.awaiting(number + " calls").until(() -> upstream.calls() >= before + number);
  }

  private Arrivals arrivals() {
    return new Arrivals(upstream.moments(), Duration.ofSeconds(1));
  }

  /** A period, from now on, in which nearly all is used that there is. */
  private void awaitFullUse() {
    long began = System.nanoTime();
    AgentJvm.awaiting("full use")
        .until(() -> arrivals().between(began, System.nanoTime()).mostInAPeriod() >= ALLOWED - 1);
  }

  private void assertNeverMoreThanAllowed() {
    assertThat(arrivals().mostInAPeriod())
        .as("calls within any second")
        .isLessThanOrEqualTo(ALLOWED);
  }
}
