package io.tickcache.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.Alone;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.Upstream;
import io.tickcache.it.harness.World;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Eight threads go on asking while Redis goes and comes back. */
@Alone
class RedisOutageIT {

  private static final Duration TIMEOUT = Duration.ofMillis(50);
  private static final Duration LOAD = Duration.ofMillis(20);

  /** What a thread may have to wait for a processor on a machine that runs other builds, too. */
  private static final Duration SCHEDULING = Duration.ofMillis(400);

  @RegisterExtension final World world = World.ofTest();

  private Upstream upstream;

  @BeforeEach
  void startUpstream() throws IOException {
    upstream = world.upstream();
    upstream.delay(LOAD);
  }

  @Test
  void callersDoNotNoticeThatRedisCrashesAndUseItAgainWhenItIsBack() throws IOException {
    RedisServer redis = world.redis();
    AgentJvm app = startPolling(redis);

    redis.kill();
    app.awaitBackplane("out");
    awaitFurtherCalls(app, 500);
    redis.start();

    awaitL2InUseAgain(app);
    assertThatNobodyNoticed(app, "crash and restart");
  }

  @Test
  void callersDoNotNoticeThatRedisHangsAndUseItAgainWhenItGoesOn() throws IOException {
    RedisServer redis = world.redis();
    AgentJvm app = startPolling(redis);

    redis.pause();
    AgentJvm.awaiting("the breaker to open")
        .until(() -> app.meters().sum("tickcache.redis.breaker", "state", "open") == 1);
    app.awaitBackplane("out");
    awaitFurtherCalls(app, 500);
    redis.resume();

    awaitL2InUseAgain(app);
    assertThatNobodyNoticed(app, "pause and resume");
  }

  @Test
  void aRedisThatComesLaterIsUsedWithoutARestart() throws IOException {
    RedisServer redis = world.redisToCome();
    AgentJvm app = world.start(AgentJvm.console(upstream).rules(rules(redis)));
    app.ask("quote WARM-UP");
    app.ask("run 8 20");
    app.awaitError("redis: no connection");
    app.awaitBackplane("out");
    awaitFurtherCalls(app, 500);

    redis.start();

    awaitL2InUseAgain(app);
    assertThatNobodyNoticed(app, "absent at start");
    assertThat(app.errors("redis: no connection")).hasSize(1);
  }

  @Test
  void anInvalidationDuringAnOutageIsMadeUpForBeforeL2IsReadAgain() throws IOException {
    RedisServer redis = world.redis();
    String rules = Rules.quotes(redis, settings(), "ttl: 10m", "l1-ttl: 10m", "degraded-ttl: 10m");
    AgentJvm one = world.start(AgentJvm.console(upstream).rules(rules));
    AgentJvm two = world.start(AgentJvm.console(upstream).rules(rules));
    one.ask("quote AAPL");
    two.ask("quote AAPL");
    one.awaitSynced();
    two.awaitSynced();
    one.ask("quote AAPL");
    awaitFill(redis, one);
    two.ask("quote AAPL");

    redis.pause();
    awaitOpenBreaker(one);
    long changed = upstream.change("AAPL");
    one.ask("order AAPL");
    assertThat(one.askNumber("quote AAPL")).isEqualTo(changed);
    redis.resume();

    one.awaitSynced();
    assertThat(one.askNumber("quote AAPL")).isEqualTo(changed);
    AgentJvm.awaiting("the other process to hear of it")
        .until(() -> two.askNumber("quote AAPL") == changed);
    AgentJvm.awaiting("nothing left to make up for")
        .until(() -> one.meters().sum("tickcache.backplane.pending") == 0);
  }

  @Test
  void aNewConnectionIsTriedThoughTheBreakerIsToStayOpen() throws IOException {
    RedisServer redis = world.redis();
    List<String> settings =
        List.of(
            "timeout: " + TIMEOUT.toMillis() + "ms",
            "circuit-breaker: {slow-call: 1s, open-for: 10m}");
    AgentJvm app =
        world.start(AgentJvm.console(upstream).rules(Rules.quotes(redis, settings, "ttl: 10m")));
    app.ask("quote WARM-UP");
    app.awaitSynced();

    redis.pause();
    awaitOpenBreaker(app);
    redis.kill();
    redis.start();

    app.awaitSynced();
  }

  @Test
  void aReadThatCameTooLateLeavesNoLeaseThatOthersWaitFor() throws IOException {
    RedisServer redis = world.redis();
    // A breaker that stays closed through the short hang.
    String rules =
        Rules.quotes(
            redis,
            List.of(
                "timeout: " + TIMEOUT.toMillis() + "ms",
                "circuit-breaker: {failure-rate: 100%, slow-rate: 100%, slow-call: 10s}"),
            "ttl: 10m");
    AgentJvm one = world.start(AgentJvm.console(upstream).rules(rules));
    AgentJvm two = world.start(AgentJvm.console(upstream).rules(rules));
    one.ask("quote AAPL");
    two.ask("quote AAPL");
    one.awaitSynced();
    two.awaitSynced();
    // Leases last as long as loads of late: the slower the upstream, the longer a lost one hurts.
    Duration slow = Duration.ofMillis(600);
    upstream.delay(slow);
    one.ask("quote SLOW");

    redis.pause();
    one.ask("quote HUNG");
    redis.resume();
    long began = System.nanoTime();
    two.ask("quote HUNG");
    Duration took = Duration.ofNanos(System.nanoTime() - began);

    System.out.println(
        "FIGURES call of the other process after a hang: " + took.toMillis() + " ms");
    assertThat(took).isLessThan(TIMEOUT.plus(slow).plus(SCHEDULING));
  }

  /** Asks anew until Redis has the answer, for which a crowded machine may be too slow at first. */
  private static void awaitFill(RedisServer redis, AgentJvm app) {
    AgentJvm.awaiting("the fill of L2")
        .until(
            () -> {
              if (!redis.keys("*:v:quotes:AAPL:*").isEmpty()) {
                return true;
              }
              app.ask("order AAPL");
              app.ask("quote AAPL");
              return false;
            });
  }

  private AgentJvm startPolling(RedisServer redis) {
    AgentJvm app = world.start(AgentJvm.console(upstream).rules(rules(redis)));
    app.ask("run 8 20");
    app.awaitSynced();
    AgentJvm.awaiting("answers from L2").until(() -> fromL2(app) > 20);
    app.ask("stop");
    app.ask("run 8 20");
    awaitFurtherCalls(app, 200);
    return app;
  }

  /** Entries that end soon, so that callers keep asking Redis. */
  private static String rules(RedisServer redis) {
    return Rules.quotes(redis, settings(), "ttl: 400ms", "l1-ttl: 40ms", "degraded-ttl: 200ms");
  }

  private static List<String> settings() {
    return List.of(
        "timeout: " + TIMEOUT.toMillis() + "ms", "circuit-breaker: {slow-call: 1s, open-for: 1s}");
  }

  /** Calls open the breaker; the symbols are new so that each of them asks Redis. */
  private void awaitOpenBreaker(AgentJvm app) {
    AgentJvm.awaiting("the breaker to open")
        .until(
            () -> {
              app.ask("quote NEW" + upstream.calls());
              return app.meters().sum("tickcache.redis.breaker", "state", "open") == 1;
            });
  }

  private static void awaitFurtherCalls(AgentJvm app, long more) {
    long before = Figures.of(app.ask("run-now")).calls;
    AgentJvm.awaiting(more + " further calls")
        .until(() -> Figures.of(app.ask("run-now")).calls >= before + more);
  }

  private static void awaitL2InUseAgain(AgentJvm app) {
    app.awaitSynced();
    long answers = fromL2(app);
    long fills = fills(app);
    AgentJvm.awaiting("fills of L2 and answers from it")
        .until(() -> fromL2(app) > answers + 5 && fills(app) > fills + 5);
  }

  private static long fromL2(AgentJvm app) {
    return app.meters().count("tickcache.cache.gets", "level", "l2", "result", "hit");
  }

  private static long fills(AgentJvm app) {
    return app.meters().count("tickcache.redis.fills", "result", "stored");
  }

  private static void assertThatNobodyNoticed(AgentJvm app, String event) {
    Figures figures = Figures.of(app.ask("stop"));
    System.out.println("FIGURES " + event + ": " + figures.text);
    assertThat(figures.failures).as(figures.text).isZero();
    assertThat(figures.longest)
        .as("longest of %s calls", figures.calls)
        .isLessThan(TIMEOUT.plus(LOAD).plus(SCHEDULING));
  }

  /** What the application measured itself. */
  private static final class Figures {

    private static final Pattern TEXT =
        Pattern.compile("calls=(\\d+) failures=(\\d+) max=(\\d+) p99=(\\d+) p50=(\\d+) .*");

    final String text;
    final long calls;
    final long failures;
    final Duration longest;

    private Figures(String text, Matcher matcher) {
      this.text = text;
      this.calls = Long.parseLong(matcher.group(1));
      this.failures = Long.parseLong(matcher.group(2));
      this.longest = Duration.ofNanos(1_000 * Long.parseLong(matcher.group(3)));
    }

    static Figures of(String text) {
      Matcher matcher = TEXT.matcher(text);
      assertThat(matcher.matches()).as(text).isTrue();
      return new Figures(text, matcher);
    }
  }
}
