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

/** Processes that a provider refuses, and what they ask of it until it doesn't any more. */
class BackOffIT {

  private static final String REFUSED =
      "failed java.io.IOException: Server returned HTTP response code: 429";

  /** In which a call may be on its way that began before its process had heard of the refusal. */
  private static final Duration ON_THE_WAY = Duration.ofSeconds(1);

  @RegisterExtension final World world = World.ofTest();

  private Upstream upstream;

  @BeforeEach
  void startUpstream() throws IOException {
    upstream = world.upstream();
    upstream.delay(Duration.ofMillis(1), Duration.ofMillis(20));
  }

  private static String rules(RedisServer redis, String first) {
    return String.join(
        "\n",
        "version: 1",
        "redis:",
        "  uri: " + redis.uri(),
        "  timeout: 1s",
        "  connect-timeout: 20s",
        "  circuit-breaker: {slow-call: 1s}",
        "upstreams:",
        "  exchange:",
        "    when-exhausted: call",
        "    back-off:",
        "      on: [{class: java.io.IOException, message: '*response code: 429*'}]",
        "      for: " + first,
        "rules:",
        "  quotes:",
        "    method: com.acme.md.QuoteClient#getQuote(String)",
        "    ttl: 1ms",
        "    upstream: exchange",
        "");
  }

  /** One that has asked nothing of the exchange yet, and hears the others. */
  private AgentJvm started(String rules) {
    AgentJvm app = world.start(AgentJvm.console(upstream).brief().rules(rules));
    app.ask("quote NONE");
    return app.awaitSynced();
  }

  private static boolean isStopped(AgentJvm app) {
    return app.meters().sum("tickcache.upstream.backing.off") == 1;
  }

  private static double probes(AgentJvm... apps) {
    double sum = 0;
    for (AgentJvm app : apps) {
      sum += app.meters().sum("tickcache.upstream.probes");
    }
    return sum;
  }

  @Test
  void whoHasNotBeenRefusedIsStoppedTooAndGetsWhatTheProviderHasSaid() throws IOException {
    String rules = rules(world.redis(), "10m");
    AgentJvm one = started(rules);
    AgentJvm two = started(rules);
    upstream.refuse();
    assertThat(one.ask("quote AAPL")).startsWith(REFUSED);
    assertThat(one.ask("quote MSFT")).startsWith(REFUSED).endsWith("/AAPL");

    AgentJvm.awaiting("the other to hear of it").until(() -> isStopped(two));
    assertThat(two.ask("quote MSFT")).startsWith(REFUSED).endsWith("/AAPL");
    AgentJvm three = started(rules);
    AgentJvm.awaiting("who begins later to hear of it").until(() -> isStopped(three));
    assertThat(three.ask("quote MSFT")).startsWith(REFUSED).endsWith("/AAPL");

    assertThat(upstream.calls("MSFT")).isZero();
    assertThat(two.errors("upstream `exchange`"))
        .containsExactly(two.errors("a call of another process was refused; no calls for").get(0));
  }

  private List<Long> callsSince(long nanos) {
    return upstream.moments().stream().filter(at -> at - nanos > 0).toList();
  }

  @Test
  void oneProbeAtATimeTellsAllWhetherTheyMayGoOn() throws IOException {
    String rules = rules(world.redis(), "2s");
    AgentJvm one = started(rules);
    AgentJvm two = started(rules);
    one.ask("load quotes 200 500 12");
    two.ask("load quotes 200 500 12");
    AgentJvm.awaiting("calls").until(() -> upstream.calls() > 200);

    long refused = upstream.refuse();
    long from = refused + ON_THE_WAY.toNanos();
    AgentJvm.awaiting("three probes").until(() -> callsSince(from).size() >= 3);
    List<Long> since = callsSince(from);
    assertThat(since).as("calls but probes").hasSize(3);
    assertThat(probes(one, two)).isEqualTo(3);
    assertThat(Duration.ofNanos(since.get(1) - since.get(0))).isGreaterThan(Duration.ofSeconds(4));
    assertThat(Duration.ofNanos(since.get(2) - since.get(1))).isGreaterThan(Duration.ofSeconds(8));

    upstream.takeAgain();
    AgentJvm.awaiting("all to go on").until(() -> !isStopped(one) && !isStopped(two));
    long before = upstream.calls();
    AgentJvm.awaiting("calls").until(() -> upstream.calls() > before + 200);
    assertThat(probes(one, two)).isEqualTo(4);
  }

  @Test
  void eachBacksOffByItselfWhileRedisIsOut() throws IOException {
    RedisServer redis = world.redis();
    String rules = rules(redis, "1s");
    AgentJvm one = started(rules);
    AgentJvm two = started(rules);
    redis.kill();
    one.awaitBackplane("out");
    two.awaitBackplane("out");
    upstream.refuse();
    assertThat(one.ask("quote AAPL")).startsWith(REFUSED);
    assertThat(two.ask("quote MSFT")).startsWith(REFUSED);
    assertThat(two.ask("quote IBM")).startsWith(REFUSED).endsWith("/MSFT");
    upstream.takeAgain();

    AgentJvm.awaiting("a probe of one").until(() -> !one.ask("quote AAPL").startsWith("failed"));
    AgentJvm.awaiting("a probe of the other")
        .until(() -> !two.ask("quote MSFT").startsWith("failed"));
    redis.start();
    one.awaitSynced();
    two.awaitSynced();
    upstream.refuse();
    assertThat(one.ask("quote AAPL")).startsWith(REFUSED);
    AgentJvm.awaiting("the other to hear of it").until(() -> isStopped(two));
  }
}
