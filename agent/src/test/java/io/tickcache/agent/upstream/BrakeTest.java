package io.tickcache.agent.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.agent.cache.FakeTicker;
import io.tickcache.agent.log.Log;
import io.tickcache.agent.upstream.RemoteStops.Kind;
import io.tickcache.agent.upstream.RemoteStops.Report;
import io.tickcache.agent.upstream.RemoteStops.Verdict;
import io.tickcache.rules.BackOff;
import io.tickcache.rules.ErrorPattern;
import io.tickcache.rules.Upstream;
import io.tickcache.rules.WhenExhausted;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** When calls of an upstream are stopped, and which of them is made to probe. */
class BrakeTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Rejection BUSY = new Rejection(0, "slow down", 0);

  private final FakeTicker ticker = new FakeTicker();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final Log log = new Log(new PrintStream(said, true, StandardCharsets.UTF_8));
  private double random;
  private int changes;

  private Brake brake(boolean shared) {
    return brake(shared, Duration.ZERO);
  }

  private Brake brake(boolean shared, Duration wait) {
    return new Brake(binance(wait), shared, ticker, () -> random, log, () -> changes++);
  }

  private static Upstream binance(Duration wait) {
    BackOff backOff =
        new BackOff(
            List.of(ErrorPattern.ofClass("com.acme.Busy")), SECOND.multipliedBy(10), limit(), null);
    return new Upstream("binance", List.of(), WhenExhausted.waiting(wait), backOff);
  }

  private static Duration limit() {
    return SECOND.multipliedBy(60);
  }

  private void pass(double seconds) {
    ticker.advance(Duration.ofNanos((long) (seconds * 1e9)));
  }

  private static double left(Brake brake) {
    return brake.leftNanos() / 1e9;
  }

  /** The call that is made to probe. */
  private static Brake.Call probe(Brake brake) {
    Brake.Call probe = brake.begin();
    assertThat(probe.isStopped()).isFalse();
    assertThat(brake.begin().isStopped()).as("there is one").isTrue();
    return probe;
  }

  private static void assertCalls(Brake brake) {
    assertThat(brake.begin().isStopped()).isFalse();
    assertThat(brake.begin().isStopped()).isFalse();
    assertThat(brake.leftNanos()).isNegative();
  }

  @Test
  void aRefusalStopsAllCallsUntilOneMayProbe() {
    Brake brake = brake(false);
    assertCalls(brake);
    brake.begin().refused(BUSY);

    assertThat(left(brake)).isEqualTo(10);
    assertThat(brake.begin().stop()).hasToString("1 0 slow down");
    pass(9.9);
    assertThat(brake.begin().isStopped()).isTrue();
    pass(0.1);
    probe(brake).taken();

    assertCalls(brake);
    assertThat(brake.stats().probes.sum()).isOne();
    assertThat(said)
        .hasToString(
            """
            tickcache: upstream `binance`: a call was refused; no calls for 10.0 s
            tickcache: upstream `binance`: a probe was not refused; calls are made again
            """);
  }

  @Test
  void eachProbeThatIsRefusedDoublesTheTimeUpToALimit() {
    Brake brake = brake(false);
    brake.begin().refused(BUSY);
    for (int expected : new int[] {20, 40, 60, 60}) {
      pass(left(brake));
      probe(brake).refused(BUSY);
      assertThat(left(brake)).isEqualTo(expected);
    }
    pass(60);
    probe(brake).taken();
    brake.begin().refused(BUSY);

    assertThat(left(brake)).as("it begins anew").isEqualTo(10);
  }

  @Test
  void whatACallComesToThatIsStoppedSaysNothing() {
    Brake brake = brake(false);
    brake.begin().refused(BUSY);
    pass(10);
    Brake.Call probe = probe(brake);
    Brake.Call stopped = brake.begin();
    stopped.lost();
    stopped.taken();
    assertThat(brake.begin().isStopped()).as("there is a probe under way").isTrue();
    stopped.refused(BUSY);
    stopped.again();

    probe.taken();
    assertCalls(brake);
  }

  @Test
  void aProbeThatSomebodyElseHasTakenOverIsOutdated() {
    Brake brake = brake(false);
    brake.begin().refused(BUSY);
    pass(10);
    Brake.Call probe = probe(brake);
    assertThat(probe.isOutdated()).isFalse();

    pass(61);
    probe(brake).refused(BUSY);

    assertThat(probe.isOutdated()).isTrue();
  }

  @Test
  void aProbeThatHangsIsGivenUpForAllProcesses() {
    Brake brake = brake(true);
    brake.heard(7, 10_000, new Stop(1, 0, ""));
    pass(10);
    assertThat(brake.begin().isStopped()).as("it may not yet").isTrue();
    brake.heard(brake.report(), new RemoteStops.Verdict(2, 7, 0, new Stop(1, 0, ""), true));
    probe(brake);
    pass(59);
    assertThat(brake.report().kind).isEqualTo(RemoteStops.Kind.PROBE);

    pass(2);
    assertThat(brake.report().kind).isEqualTo(RemoteStops.Kind.NOTHING);
  }

  @Test
  void aStopIsToldToProcessesThatComeLater() {
    Brake brake = brake(false);
    brake.begin().refused(BUSY);

    brake.become(binance(SECOND), true);

    assertThat(brake.report().kind).isEqualTo(RemoteStops.Kind.STOP);
  }

  @Test
  void theTimeIsLongerByChanceAndNeverBeyondTheLimit() {
    random = 1;
    Brake brake = brake(false);
    brake.begin().refused(BUSY);
    assertThat(left(brake)).isEqualTo(11);
    for (double expected : new double[] {22, 44, 60}) {
      pass(left(brake));
      probe(brake).refused(BUSY);
      assertThat(left(brake)).isEqualTo(expected);
    }
  }

  @Test
  void whatTheProviderAsksForCountsWhereItIsLonger() {
    Brake brake = brake(false);
    brake.begin().refused(new Rejection(0, "", TimeUnit.SECONDS.toNanos(3)));
    assertThat(left(brake)).isEqualTo(10);

    pass(10);
    probe(brake).refused(new Rejection(0, "", TimeUnit.MINUTES.toNanos(2)));
    assertThat(left(brake)).isEqualTo(120);

    pass(120);
    probe(brake).refused(new Rejection(0, "", TimeUnit.DAYS.toNanos(4)));
    assertThat(left(brake)).as("nobody asks for that").isEqualTo(40);
  }

  @Test
  void whatCallsComeToThatBeganBeforeCountsForNothing() {
    Brake brake = brake(false);
    Brake.Call late = brake.begin();
    Brake.Call later = brake.begin();
    brake.begin().refused(BUSY);
    pass(5);
    late.refused(BUSY);
    later.taken();
    assertThat(left(brake)).isEqualTo(5);

    pass(5);
    probe(brake).taken();
    late.refused(BUSY);
    assertCalls(brake);
  }

  @Test
  void aProbeThatTellsNothingIsMadeAgain() {
    Brake brake = brake(false);
    brake.begin().refused(BUSY);
    pass(10);
    probe(brake).lost();
    Brake.Call stuck = probe(brake);
    pass(60.1);
    Brake.Call next = probe(brake);
    stuck.refused(BUSY);
    next.taken();

    assertCalls(brake);
  }

  @Test
  void aProbeOfWhichAPartWasStoppedIsMadeAgainAfterTheSameTime() {
    Brake brake = brake(false);
    brake.begin().refused(BUSY);
    pass(10);
    probe(brake).again();

    assertThat(left(brake)).isEqualTo(10);
  }

  @Test
  void whoCanGetNothingInsteadWaitsAndIsMade() {
    Brake brake = brake(false);
    brake.begin().refused(BUSY);
    assertThat(brake.beginInTime(ticker.read()).isStopped()).isFalse();
    assertThat(brake.stats().made.sum()).isOne();
    assertThat(brake.begin().isStopped()).as("the others still are").isTrue();

    Thread.currentThread().interrupt();
    Brake waiting = brake(false, Duration.ofMinutes(10));
    waiting.begin().refused(BUSY);
    assertThat(waiting.beginInTime(ticker.read()).isStopped()).isFalse();
    assertThat(Thread.interrupted()).as("it stays so").isTrue();
  }

  @Test
  void whatComesOfACallThatIsMadeAllTheSameCountsForNothing() {
    Brake brake = brake(false);
    brake.begin().refused(BUSY);
    brake.beginInTime(ticker.read()).taken();
    pass(10);
    Brake.Call probe = probe(brake);
    Brake.Call other = brake.beginInTime(ticker.read());
    assertThat(other.isStopped()).isFalse();
    assertThat(other.isOutdated()).isFalse();
    other.taken();
    assertThat(brake.begin().isStopped()).isTrue();
    brake.beginInTime(ticker.read()).refused(BUSY);
    assertThat(left(brake)).as("it is still the probe that counts").isZero();
    probe.taken();

    assertCalls(brake);
  }

  @Test
  void whoWaitsGoesOnAsSoonAsTheOthersDo() throws Exception {
    Brake brake = brake(true, Duration.ofMinutes(10));
    brake.heard(7, 10_000, new Stop(1, 0, ""));
    CompletableFuture<Boolean> waiting =
        CompletableFuture.supplyAsync(() -> brake.beginInTime(ticker.read()).isStopped());
    while (!brake.hasWaiting()) {
      Thread.onSpinWait();
    }
    brake.heard(8, 0, null);

    assertThat(waiting.get(10, TimeUnit.SECONDS)).isFalse();
    assertThat(brake.stats().made.sum()).isZero();
  }

  @Test
  void otherRulesEndIt() {
    Brake brake = brake(false);
    brake.begin().refused(BUSY);
    brake.become(new Upstream("binance", List.of()), false);

    assertCalls(brake);
    brake.begin().refused(BUSY);
    assertCalls(brake);
  }

  @Test
  void theOthersHearOfARefusalAtOnce() {
    Brake brake = brake(true);
    assertThat(brake.report().kind).isEqualTo(Kind.NOTHING);
    brake.begin().refused(BUSY);

    assertThat(changes).isOne();
    Report report = brake.report();
    assertThat(report.kind).isEqualTo(Kind.STOP);
    assertThat(report.millis).isEqualTo(10_000);
    assertThat(report.stop).hasToString("1 0 slow down");
    brake.heard(report, new Verdict(2, 100, 10_000, report.stop, false));
    assertThat(brake.report().kind).isEqualTo(Kind.NOTHING);
    assertThat(brake.report().number).isEqualTo(100);
    assertThat(said.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "tickcache: upstream `binance`: a call was refused; no calls for 10.0 s, in any process");
  }

  @Test
  void nobodyProbesWithoutBeingAllowedTo() {
    Brake brake = brake(true);
    brake.heard(100, 10_000, new Stop(1, 0, "slow down"));
    pass(10);
    assertThat(brake.report().kind).as("nobody calls").isEqualTo(Kind.NOTHING);
    assertThat(brake.begin().isStopped()).isTrue();
    assertThat(changes).isOne();
    Report wants = brake.report();
    assertThat(wants.kind).isEqualTo(Kind.WANT);
    brake.heard(wants, new Verdict(2, 100, 0, wants.stop, false));
    assertThat(brake.begin().isStopped()).as("another does").isTrue();

    wants = brake.report();
    brake.heard(wants, new Verdict(2, 100, 0, wants.stop, true));
    assertThat(brake.report().kind).isEqualTo(Kind.PROBE);
    probe(brake).taken();

    Report over = brake.report();
    assertThat(over.kind).isEqualTo(Kind.OVER);
    assertThat(over.number).isEqualTo(100);
    assertCalls(brake);
    brake.heard(over, new Verdict(2, 101, 0, null, false));
    assertThat(brake.report().kind).isEqualTo(Kind.NOTHING);
  }

  @Test
  void whoMayProbeAndHasNoCallLeavesItToOthers() {
    Brake brake = brake(true);
    brake.heard(100, 0, new Stop(1, 0, ""));
    brake.begin();
    Report wants = brake.report();
    brake.heard(wants, new Verdict(2, 100, 0, wants.stop, true));
    pass(4.9);
    assertThat(brake.report().kind).isEqualTo(Kind.PROBE);
    pass(0.1);

    assertThat(brake.report().kind).isEqualTo(Kind.NOTHING);
    assertThat(brake.begin().isStopped()).isTrue();
    assertThat(brake.report().kind).isEqualTo(Kind.WANT);
  }

  @Test
  void aProbeThatIsRefusedIsToldWithTheNumberThatItWasFor() {
    Brake brake = brake(true);
    brake.heard(100, 0, new Stop(1, 0, ""));
    brake.begin();
    Report wants = brake.report();
    brake.heard(wants, new Verdict(2, 100, 0, wants.stop, true));
    probe(brake).refused(BUSY);

    Report stop = brake.report();
    assertThat(stop.kind).isEqualTo(Kind.STOP);
    assertThat(stop.number).isEqualTo(100);
    assertThat(stop.millis).isEqualTo(20_000);
    assertThat(stop.stop.failures).isEqualTo(2);
  }

  @Test
  void whatTheOthersSayCountsUnlessSomethingHasHappenedSince() {
    Brake brake = brake(true);
    Report before = brake.report();
    brake.begin().refused(BUSY);
    brake.heard(before, new Verdict(2, 5, 0, null, false));
    assertThat(brake.begin().isStopped()).isTrue();

    brake.heard(brake.report(), new Verdict(2, 6, 30_000, new Stop(1, 0, ""), false));
    assertThat(left(brake)).as("another asks for more").isEqualTo(30);
    brake.heard(5, 0, null);
    assertThat(brake.begin().isStopped()).as("an old word").isTrue();
    brake.heard(brake.report(), new Verdict(2, 7, 0, null, false));
    assertCalls(brake);
    brake.heard(brake.report(), new Verdict(2, 8, 3_000, new Stop(1, 0, ""), false));
    assertThat(left(brake)).as("a word that was missed").isEqualTo(3);
  }

  @Test
  void whoHearsNothingProbesAsSeldomAsIfAllDid() {
    Brake brake = brake(true);
    brake.heard(100, 10_000, new Stop(1, 0, ""));
    brake.standApart(3);
    pass(29.9);
    assertThat(brake.begin().isStopped()).isTrue();
    pass(0.1);
    probe(brake).refused(BUSY);
    pass(59.9);
    assertThat(brake.begin().isStopped()).isTrue();
    pass(0.1);
    probe(brake).taken();

    assertCalls(brake);
    assertThat(brake.report().kind).as("for when they are heard again").isEqualTo(Kind.OVER);
  }
}
