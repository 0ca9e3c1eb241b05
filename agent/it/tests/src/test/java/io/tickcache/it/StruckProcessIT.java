package io.tickcache.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.Alone;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.ShiftedClock;
import io.tickcache.it.harness.Upstream;
import io.tickcache.it.harness.World;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One of two processes stops, dies or has a wrong clock; the other goes on as it should. */
@Alone
class StruckProcessIT {

  private static final Duration TTL = Duration.ofMillis(400);

  /** Three times the first load on a crowded machine, and far from the time that callers wait. */
  private static final Duration LONGEST_LEASE = Duration.ofSeconds(5);

  @RegisterExtension final World world = World.ofTest();

  private Upstream upstream;
  private RedisServer redis;

  @BeforeEach
  void start() throws IOException {
    upstream = world.upstream();
    upstream.changeWithEachCall();
    redis = world.redis();
  }

  @Test
  void aLeaderThatStopsIsReplacedAndItsLateFillIsHeldBack() throws IOException {
    String rules = Rules.quotes(redis, "ttl: 10m", "l1-ttl: 40ms", "wait: 20s");
    AgentJvm leader = startSynced(rules);
    AgentJvm other = startSynced(rules);
    upstream.hold("AAPL");
    leader.ask("begin load AAPL");
    AgentJvm.awaiting("the load").until(() -> upstream.calls("AAPL") == 1);

    long before = fills(other, "stored");
    leader.pause();
    long began = System.nanoTime();
    Runnable letLeaderGo = upstream.holdNoOther("AAPL");
    other.send("quote AAPL");
    assertThat(other.answer()).as("answer of the next leader").isEqualTo("2");
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    AgentJvm.awaiting("its fill").until(() -> fills(other, "stored") > before);
    leader.resume();
    awaitFill(leader);
    letLeaderGo.run();

    assertThat(leader.ask("end load")).as("answer to the late leader's own caller").isEqualTo("1");
    AgentJvm.awaiting("the late fill to be held back").until(() -> fills(leader, "fenced") == 1);
    AgentJvm.awaiting("the shared answer").until(() -> leader.askNumber("quote AAPL") == 2);
    assertThat(other.askNumber("quote AAPL")).isEqualTo(2);
    assertThat(upstream.calls("AAPL")).isEqualTo(2);
    System.out.println("FIGURES wait for a leader that stopped: " + took.toMillis() + " ms");
    assertThat(took).isLessThan(LONGEST_LEASE);
  }

  @Test
  void aLeaderThatDiesIsReplacedAfterOneLease() throws IOException {
    String rules = Rules.quotes(redis, "ttl: 10m", "wait: 20s");
    AgentJvm leader = startSynced(rules);
    AgentJvm other = startSynced(rules);
    upstream.hold("AAPL");
    leader.ask("begin load AAPL");
    AgentJvm.awaiting("the load").until(() -> upstream.calls("AAPL") == 1);

    long began = System.nanoTime();
    other.send("quote AAPL");
    leader.kill();
    upstream.letGo("AAPL");
    assertThat(other.answer()).isEqualTo("2");
    Duration took = Duration.ofNanos(System.nanoTime() - began);

    assertThat(upstream.calls("AAPL")).isEqualTo(2);
    System.out.println("FIGURES wait for a leader that died: " + took.toMillis() + " ms");
    assertThat(took).isLessThan(LONGEST_LEASE);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, -1})
  void agesAreRightThoughOneClockIsOffByAnHour(int hours) throws IOException {
    String rules = Rules.quotes(redis, "ttl: " + TTL.toMillis() + "ms", "l1-ttl: 100ms");
    AgentJvm right = startSynced(rules);
    AgentJvm off = world.start(AgentJvm.console(upstream).brief().rules(rules));
    ShiftedClock clock = world.keep(ShiftedClock.of(off));
    clock.shift(Duration.ofHours(hours));
    assertThat(hoursAhead(off, "time")).isEqualTo(hours);
    assertThat(hoursAhead(off, "instant")).isEqualTo(hours);
    off.ask("quote WARM-UP");
    off.awaitSynced();
    upstream.delay(Duration.ofMillis(100));

    long oldest = 0;
    while (upstream.calls("AAPL") < 8) {
      for (AgentJvm app : List.of(right, off)) {
        long asked = System.nanoTime();
        long version = app.askNumber("quote AAPL");
        oldest = Math.max(oldest, asked - upstream.arrivalNanos("AAPL", version));
      }
    }

    assertThat(Duration.ofNanos(oldest)).as("oldest answer").isBetween(TTL.dividedBy(2), TTL);
    for (AgentJvm app : List.of(right, off)) {
      assertThat(app.meters().count("tickcache.cache.gets", "level", "l2", "result", "hit"))
          .as("answers from L2")
          .isPositive();
    }
  }

  @Test
  void aClockThatIsSetBackDuringAnOutageDoesNotMakeItLonger() throws IOException {
    String rules = Rules.quotes(redis, List.of("timeout: 50ms", "circuit-breaker: {open-for: 1s}"));
    AgentJvm app = world.start(AgentJvm.console(upstream).brief().rules(rules));
    ShiftedClock clock = world.keep(ShiftedClock.of(app));
    app.ask("quote WARM-UP");
    app.awaitSynced();
    redis.pause();
    AgentJvm.awaiting("the breaker to open")
        .until(
            () -> {
              app.ask("quote NEW" + upstream.calls());
              return app.meters().sum("tickcache.redis.breaker", "state", "open") == 1;
            });
    app.awaitBackplane("out");

    clock.shift(Duration.ofHours(-1));
    redis.resume();
    long began = System.nanoTime();

    app.awaitSynced();
    System.out.println(
        "FIGURES use of Redis after an outage in which the clock was set back: "
            + Duration.ofNanos(System.nanoTime() - began).toMillis()
            + " ms");
  }

  @Test
  void aSnapshotOfThePastDoesNotUndoAnInvalidation() throws IOException {
    String rules = Rules.quotes(redis, "ttl: 10m", "l1-ttl: 100ms");
    AgentJvm one = startSynced(rules);
    AgentJvm two = startSynced(rules);
    long old = one.askNumber("quote AAPL");
    AgentJvm.awaiting("the fill of L2").until(() -> two.askNumber("quote AAPL") == old);
    redis.save();
    one.ask("order AAPL");
    assertThat(one.askNumber("quote AAPL")).isGreaterThan(old);

    redis.kill();
    one.awaitBackplane("out");
    two.awaitBackplane("out");
    redis.start();
    one.awaitSynced();
    two.awaitSynced();

    assertThat(one.askNumber("quote AAPL")).isGreaterThan(old);
    assertThat(two.askNumber("quote AAPL")).isGreaterThan(old);
  }

  private AgentJvm startSynced(String rules) {
    AgentJvm app = world.start(AgentJvm.console(upstream).brief().rules(rules));
    app.ask("quote WARM-UP");
    return app.awaitSynced();
  }

  /** A process that was stopped may take Redis for lost at first. */
  private static void awaitFill(AgentJvm app) {
    long before = fills(app, "stored");
    AtomicInteger asked = new AtomicInteger();
    AgentJvm.awaiting("a fill of Redis")
        .until(
            () -> {
              app.ask("quote BACK-" + asked.incrementAndGet());
              return fills(app, "stored") > before;
            });
  }

  private static long fills(AgentJvm app, String result) {
    return app.meters().count("tickcache.redis.fills", "result", result);
  }

  private static long hoursAhead(AgentJvm app, String clock) {
    long ahead = app.askNumber(clock) - System.currentTimeMillis();
    return Math.round(ahead / (double) Duration.ofHours(1).toMillis());
  }
}
