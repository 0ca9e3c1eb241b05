package io.tickcache.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.FaultProxy;
import io.tickcache.it.harness.FaultProxy.Kind;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.Upstream;
import io.tickcache.it.harness.World;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A process does not hear of an invalidation, and Redis answers it as always. It keeps entries for
 * as long as it is sure to hear everything, so it must find out.
 */
class DeafProcessIT {

  /** What the slowest way to find out takes, and what a crowded machine may add. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  @RegisterExtension final World world = World.ofTest();

  private Upstream upstream;
  private RedisServer redis;
  private FaultProxy proxy;
  private AgentJvm teller;
  private AgentJvm deaf;

  @BeforeEach
  void letBothHaveAnEntry() throws IOException {
    upstream = world.upstream();
    redis = world.redis();
    proxy = world.proxy(redis);
    teller = start(redis.uri());
    deaf = start(proxy.uri());
    assertThat(deaf.askNumber("quote AAPL")).isEqualTo(upstream.version("AAPL"));
  }

  @Test
  void aSubscriptionThatIsHalfOpenIsNoticed() {
    proxy.cut(Kind.SUBSCRIBERS);

    assertThatItFindsOut("a subscription that is half open");
    deaf.awaitSynced();
  }

  @Test
  void oneInvalidationThatIsLostInSilenceIsNoticed() {
    proxy.loseMessages(message -> message.contains("AAPL"));

    assertThatItFindsOut("one message that is lost");
    assertThat(proxy.messagesLost()).isPositive();
    proxy.pass();
    deaf.awaitSynced();
  }

  @Test
  void theLossOfAllMessagesIsNoticed() {
    proxy.loseMessages(message -> true);

    assertThatItFindsOut("the loss of all messages");
    proxy.pass();
    deaf.awaitSynced();
  }

  @Test
  void aStallOfTheSubscriptionIsNoticed() {
    proxy.stall(Kind.SUBSCRIBERS);

    assertThatItFindsOut("a subscription that stalls");
    proxy.pass();
    deaf.awaitSynced();
  }

  /** What took the one connection may have taken the other, too, without a word. */
  @Test
  void theSubscriptionIsRenewedWithTheConnectionForCommands() throws IOException {
    String before = subscribers();

    proxy.reset(Kind.COMMANDS);

    AgentJvm.awaiting("another subscription in place of the open one")
        .until(() -> !before.equals(subscribers()));
    deaf.awaitSynced();
  }

  /** What Redis calls its subscribers; never the same names twice. */
  private String subscribers() throws IOException {
    Object list = redis.command("CLIENT", "LIST", "TYPE", "pubsub");
    return Pattern.compile("^id=\\d+", Pattern.MULTILINE)
        .matcher((String) list)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.joining(" "));
  }

  private void assertThatItFindsOut(String event) {
    long changed = upstream.change("AAPL");
    teller.ask("order AAPL");
    long began = System.nanoTime();

    AgentJvm.awaiting("the new answer")
        .atMost(LONGEST)
        .until(() -> deaf.askNumber("quote AAPL") == changed);
    System.out.println(
        "FIGURES new answer after "
            + event
            + ": "
            + Duration.ofNanos(System.nanoTime() - began).toMillis()
            + " ms");
  }

  private AgentJvm start(String uri) {
    String rules =
        Rules.quotes(
            uri,
            List.of("timeout: 1s", "connect-timeout: 20s", "circuit-breaker: {slow-call: 1s}"),
            "ttl: 10m",
            "l1-ttl: 10m");
    AgentJvm app = world.start(AgentJvm.console(upstream).brief().rules(rules));
    app.ask("quote WARM-UP");
    app.awaitSynced();
    app.ask("quote AAPL");
    return app;
  }
}
