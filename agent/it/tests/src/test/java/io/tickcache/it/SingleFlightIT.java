package io.tickcache.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.RespClient;
import io.tickcache.it.harness.Upstream;
import io.tickcache.it.harness.World;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SingleFlightIT {

  private static final int REPETITIONS = 50;
  private static final Duration LOAD = Duration.ofMillis(50);

  @RegisterExtension final World world = World.ofTest();

  private Upstream upstream;

  @BeforeEach
  void startUpstream() throws IOException {
    upstream = world.upstream();
  }

  @Test
  void twoHundredThreadsThatAskForOneColdKeyCauseOneUpstreamCall() {
    AgentJvm app = world.start(AgentJvm.console(upstream).rules(Rules.quotes("ttl: 10m")));
    app.ask("quote WARM-UP");
    upstream.delay(LOAD);

    for (int i = 0; i < REPETITIONS; i++) {
      String symbol = "COLD" + i;
      assertThat(app.ask("storm " + symbol + " 200")).isEqualTo("answers=[0] failures=0");
      assertThat(upstream.calls(symbol)).as("upstream calls for %s", symbol).isEqualTo(1);
    }
  }

  @Test
  void twoProcessesThatAskForOneColdKeyCauseOneUpstreamCall() throws IOException {
    RedisServer redis = world.redis();
    // Redis gets the time that a crowded machine may take: who gives it up calls upstream himself.
    String rules = Rules.quotes(redis, "ttl: 10m", "l1-ttl: 10m");
    AgentJvm one = world.start(AgentJvm.console(upstream).rules(rules));
    AgentJvm two = world.start(AgentJvm.console(upstream).rules(rules));
    one.ask("quote WARM-UP");
    two.ask("quote WARM-UP");
    one.awaitSynced();
    two.awaitSynced();
    upstream.delay(LOAD);

    for (int i = 0; i < REPETITIONS; i++) {
      String symbol = "COLD" + i;
      one.send("storm " + symbol + " 20");
      two.send("storm " + symbol + " 20");
      assertThat(one.answer()).isEqualTo("answers=[0] failures=0");
      assertThat(two.answer()).isEqualTo("answers=[0] failures=0");
      assertThat(upstream.calls(symbol)).as("upstream calls for %s", symbol).isEqualTo(1);
    }
  }

  /** Redis grants a short lease first, because the grant may be lost on its way. */
  @Test
  void aLoadOfAnyLengthIsWaitedForOnceItsLeaseHasArrived() throws IOException {
    RedisServer redis = world.redis();
    Duration timeout = Duration.ofMillis(500);
    List<String> settings =
        List.of("timeout: " + timeout.toMillis() + "ms", "circuit-breaker: {slow-call: 1s}");
    String rules = Rules.quotes(redis, settings, "ttl: 10m", "wait: 20s");
    AgentJvm leader = world.start(AgentJvm.console(upstream).brief().rules(rules));
    AgentJvm other = world.start(AgentJvm.console(upstream).brief().rules(rules));
    // A lease lasts three times a load, and is renewed after a third: too late for the first one.
    upstream.delay(timeout.multipliedBy(2));
    leader.ask("quote WARM-UP");
    other.ask("quote WARM-UP");
    leader.awaitSynced();
    other.awaitSynced();
    upstream.hold("AAPL");

    leader.ask("begin load AAPL");
    AgentJvm.awaiting("a lease that is longer than the first one")
        .until(() -> leaseMillis(redis) > timeout.toMillis());
    other.send("quote AAPL");
    upstream.letGo("AAPL");

    assertThat(other.answer()).isEqualTo(leader.ask("end load"));
    assertThat(upstream.calls("AAPL")).isEqualTo(1);
  }

  /** With many processes most of what they would be told is of no use to any of them. */
  @Test
  void theEndOfALoadIsToldWhereAnotherProcessWaitsForIt() throws IOException {
    RedisServer redis = world.redis();
    String rules = Rules.quotes(redis, "ttl: 10m", "wait: 20s");
    AgentJvm leader = world.start(AgentJvm.console(upstream).brief().rules(rules));
    AgentJvm other = world.start(AgentJvm.console(upstream).brief().rules(rules));
    leader.ask("quote WARM-UP");
    other.ask("quote WARM-UP");
    leader.awaitSynced();
    other.awaitSynced();
    try (RespClient ear = new RespClient(redis.port())) {
      ear.command("SUBSCRIBE", "tickcache:{default}:nodes");
      leader.ask("quote MSFT");
      upstream.hold("AAPL");
      leader.ask("begin load AAPL");
      other.send("quote AAPL");
      AgentJvm.awaiting("a lease that another has found").until(() -> isLeaseFound(redis));
      upstream.letGo("AAPL");

      assertThat(other.answer()).isEqualTo(leader.ask("end load"));
      assertThat(endOfALoad(ear)).contains(" quotes AAPL ");
    }
  }

  private static boolean isLeaseFound(RedisServer redis) throws IOException {
    for (String lease : redis.keys("*:l:quotes:AAPL:*")) {
      if (String.valueOf(redis.command("GET", lease)).endsWith("+")) {
        return true;
      }
    }
    return false;
  }

  /** The first message of one. */
  private static String endOfALoad(RespClient ear) throws IOException {
    while (true) {
      String message = String.valueOf(((List<?>) ear.reply()).get(2));
      if (message.startsWith("2 l ")) {
        return message;
      }
    }
  }

  private static long leaseMillis(RedisServer redis) throws IOException {
    long longest = 0;
    for (String lease : redis.keys("*:l:quotes:AAPL:*")) {
      longest = Math.max(longest, (Long) redis.command("PTTL", lease));
    }
    return longest;
  }
}
