package io.tickcache.agent.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tickcache.rules.AdaptiveTtl;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of changes that were seen, and of the time that they were seen in. */
class ChangeRateTest {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Random random = new Random(4711);

  /** Looks at something that changes once a second on average. */
  private ChangeRate looked(ChangeRate rate, int times, double intervalSeconds) {
    return looked(rate, times, intervalSeconds, 1);
  }

  private ChangeRate looked(
      ChangeRate rate, int times, double intervalSeconds, double everySeconds) {
    ChangeRate known = rate;
    for (int i = 0; i < times; i++) {
      boolean changed = random.nextDouble() < 1 - Math.exp(-intervalSeconds / everySeconds);
      known = known.after((long) (intervalSeconds * SECOND), changed);
    }
    return known;
  }

  private static double everySeconds(ChangeRate rate) {
    return 1 / (rate.perNano() * SECOND);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.1, 0.5, 1})
  void theRateIsFoundWhateverTheInterval(double intervalSeconds) {
    double sum = 0;
    for (int i = 0; i < 100; i++) {
      int times = (int) (60 / intervalSeconds);
      sum += everySeconds(looked(ChangeRate.UNKNOWN, times, intervalSeconds));
    }

    assertThat(sum / 100).isCloseTo(1, within(0.1));
  }

  @Test
  void whereNothingChangesTheEstimateFallsWithTheTimeSeen() {
    ChangeRate once = ChangeRate.UNKNOWN.after(SECOND, false);
    ChangeRate often = once.after(9 * SECOND, false);

    assertThat(everySeconds(once)).isEqualTo(2);
    assertThat(everySeconds(often)).isEqualTo(20);
  }

  @Test
  void aLookAfterNoTimeSaysNothing() {
    assertThat(ChangeRate.UNKNOWN.after(0, true).isUnknown()).isTrue();
    assertThat(ChangeRate.UNKNOWN.after(-SECOND, true).isUnknown()).isTrue();
  }

  @Test
  void anotherRateIsBelievedWithinAFewDozenLooks() {
    ChangeRate quiet = looked(ChangeRate.UNKNOWN, 10_000, 0.1, 1);

    ChangeRate busy = looked(quiet, 60, 0.1, 0.05);
    assertThat(everySeconds(busy)).isLessThan(0.15);

    ChangeRate quietAgain = looked(busy, 300, 0.1, 1);
    assertThat(everySeconds(quietAgain)).isBetween(0.5, 2.0);
  }

  @Test
  void afterANightWithoutAChangeAFewLooksDo() {
    ChangeRate night = looked(ChangeRate.UNKNOWN, 6_000, 10, 1e9);

    ChangeRate open = looked(night, 4, 10, 0.2);
    assertThat(everySeconds(open)).isLessThan(10);
  }

  @Test
  void chanceAloneMovesItLittle() {
    ChangeRate rate = looked(ChangeRate.UNKNOWN, 1000, 0.1);
    for (int i = 0; i < 1000; i++) {
      rate = looked(rate, 10, 0.1);
      assertThat(everySeconds(rate)).isBetween(0.5, 2.0);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.05, 0.2, 0.5})
  void theShareThatIsOutOfDateIsTheOneThatWasWanted(double share) {
    double x = StaleTarget.exposure(share);

    assertThat(1 - (1 - Math.exp(-x)) / x).isCloseTo(share, within(1e-9));
  }

  @Test
  void anAnswerThatIsOldByThenStaysForLess() {
    Duration ttl = Duration.ofSeconds(5);
    StaleTarget target = new StaleTarget(new AdaptiveTtl(Duration.ofNanos(1), null, 5, null), ttl);
    ChangeRate rate = ChangeRate.UNKNOWN;
    for (int i = 0; i < 1000; i++) {
      rate = rate.after(SECOND / 10, i % 10 == 0);
    }

    long fresh = target.nanos(rate, 0);
    long older = target.nanos(rate, SECOND / 50);
    assertThat(fresh).isBetween(SECOND / 11, SECOND / 9);
    assertThat(older).isCloseTo(fresh - 2 * SECOND / 50, within(SECOND / 100));
    assertThat(target.nanos(rate, SECOND)).isEqualTo(1);
    assertThat(target.nanos(ChangeRate.UNKNOWN, 0)).isEqualTo(1);
    assertThat(target.nanos(ChangeRate.UNKNOWN.after(1000 * SECOND, false), 0))
        .isEqualTo(ttl.toNanos());
  }
}
