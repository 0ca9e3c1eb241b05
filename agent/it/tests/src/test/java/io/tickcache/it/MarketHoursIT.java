package io.tickcache.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.Upstream;
import io.tickcache.it.harness.World;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two processes and a Redis, at a market that opens while they run. */
class MarketHoursIT {

  private static final Duration TTL = Duration.ofMillis(400);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

  @RegisterExtension final World world = World.ofTest();

  private Upstream upstream;
  private RedisServer redis;

  @BeforeEach
  void start() throws IOException {
    upstream = world.upstream();
    redis = world.redis();
    upstream.changeWithEachCall();
  }

  /** A moment to which two processes are ready for sure, going by how long one takes here. */
  private Instant opening() throws IOException {
    long began = System.nanoTime();
    world.start(AgentJvm.console(upstream).brief().rules(Rules.quotes())).ask("quote WARM-UP");
    Duration start = Duration.ofNanos(System.nanoTime() - began);
    Instant ready = Instant.now().plus(start.multipliedBy(4)).plusSeconds(10);
    return Instant.ofEpochSecond(ready.getEpochSecond());
  }

  private List<AgentJvm> processes(String rules) throws IOException {
    List<AgentJvm> apps =
        List.of(
            world.start(AgentJvm.console(upstream).brief().rules(rules)),
            world.start(AgentJvm.console(upstream).brief().rules(rules)));
    for (AgentJvm app : apps) {
      app.ask("quote WARM-UP");
      app.awaitSynced();
    }
    return apps;
  }

  /** A little later, because a host's clock may be slewed while an entry lives. */
  private static void awaitOpening(Instant opening) {
    Instant surely = opening.plusMillis(250);
    AgentJvm.awaiting("the opening")
        .atMost(Duration.between(Instant.now(), surely).plus(AgentJvm.LIMIT))
        .until(Instant::now, now -> !now.isBefore(surely));
  }

  @Test
  void noAnswerIsOlderThanTheTimeToLiveInForce() throws IOException {
    Instant opening = opening();
    String hours = TIME.format(opening) + "-" + TIME.format(opening.plusSeconds(3600));
    List<AgentJvm> apps =
        processes(
            Rules.quotes(
                redis,
                "ttl: 1h",
                "l1-ttl: 30m",
                "overrides: [{hours: 'Mon-Sun " + hours + " UTC', ttl: 400ms}]"));
    long before = apps.get(0).askNumber("quote AAPL");
    assertThat(apps.get(1).askNumber("quote AAPL")).isEqualTo(before);
    assertThat(Instant.now()).as("still closed").isBefore(opening);

    awaitOpening(opening);
    int answers = 0;
    while (upstream.calls("AAPL") < 10) {
      for (AgentJvm app : apps) {
        long asked = System.nanoTime();
        long version = app.askNumber("quote AAPL");
        long age = asked - upstream.arrivalNanos("AAPL", version);
        assertThat(Duration.ofNanos(age)).as("age of version %s", version).isLessThan(TTL);
        answers++;
      }
    }
    assertThat(answers).as("answers to 10 loads").isGreaterThan(30);
  }

  @Test
  void nothingIsServedAfterAMomentThatWasLoadedBeforeIt() throws IOException {
    Instant opening = opening();
    String moment = "      - at: " + TIME.format(opening) + " Mon-Sun UTC\n";
    List<AgentJvm> apps = processes(Rules.quotes(redis, "ttl: 1h", "l1-ttl: 30m") + moment);
    AgentJvm one = apps.get(0);
    AgentJvm two = apps.get(1);
    long before = one.askNumber("quote AAPL");
    assertThat(two.askNumber("quote AAPL")).isEqualTo(before);
    assertThat(Instant.now()).as("still closed").isBefore(opening);

    awaitOpening(opening);
    long after = two.askNumber("quote AAPL");
    assertThat(after).isGreaterThan(before);
    assertThat(one.askNumber("quote AAPL")).isEqualTo(after);
    assertThat(upstream.calls("AAPL")).isEqualTo(2);
  }
}
