package io.tickcache.agent.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RedisClockTest {

  private final RedisClock clock = new RedisClock();

  @Test
  void beforeAnyAnswerNothingCanBeTold() {
    assertThat(clock.nanosSince(5, 0)).isEqualTo(-1);
  }

  @Test
  void theShortestRoundTripCounts() {
    clock.observe(1_000_000, 0, Duration.ofMillis(10).toNanos());
    clock.observe(1_020_000, Duration.ofMillis(20).toNanos(), Duration.ofMillis(20).toNanos());
    clock.observe(1_055_000, Duration.ofMillis(30).toNanos(), Duration.ofMillis(80).toNanos());
    assertThat(clock.nanosSince(1_020_000, Duration.ofMillis(25).toNanos()))
        .isEqualTo(Duration.ofMillis(5).toNanos());
  }

  @Test
  void aMomentOfOursLiesBetweenTwoTimesOfRedis() {
    assertThat(clock.earliestMicros(0)).isEqualTo(-1);
    assertThat(clock.latestMicros(0)).isEqualTo(-1);

    long millisecond = Duration.ofMillis(1).toNanos();
    clock.observe(1_000_000, 0, 10 * millisecond);
    assertThat(clock.earliestMicros(30 * millisecond)).isBetween(1_019_900L, 1_020_000L);
    assertThat(clock.latestMicros(30 * millisecond)).isBetween(1_030_000L, 1_030_100L);

    clock.observe(1_034_000, 40 * millisecond, 41 * millisecond);
    assertThat(clock.earliestMicros(30 * millisecond)).isBetween(1_022_900L, 1_023_000L);
    assertThat(clock.latestMicros(30 * millisecond)).isBetween(1_024_000L, 1_024_100L);
  }

  @Test
  void aLagIsNeverBelowZero() {
    clock.observe(1_000_000, 0, 0);
    assertThat(clock.nanosSince(2_000_000, 0)).isZero();
  }

  @Test
  void aTimeThatCannotBeIsFoundOut() {
    assertThat(clock.observe(50_000_000, 0, Duration.ofMillis(1).toNanos())).isTrue();
    long second = Duration.ofSeconds(1).toNanos();
    long millisecond = Duration.ofMillis(1).toNanos();
    assertThat(clock.observe(51_000_000, second, second + millisecond)).isTrue();
    assertThat(clock.observe(50_000_000, second, second + millisecond)).isFalse();
    assertThat(clock.observe(59_000_000, second, second + millisecond)).isFalse();
    assertThat(clock.observe(51_002_000, second, second + 2 * millisecond)).isTrue();
  }

  @Test
  void aLongTripProvesLittle() {
    assertThat(clock.observe(50_000_000, 0, Duration.ofMillis(1).toNanos())).isTrue();
    long second = Duration.ofSeconds(1).toNanos();
    assertThat(clock.observe(50_100_000, 0, second)).isTrue();
    assertThat(clock.observe(50_900_000, 0, second)).isTrue();
    assertThat(clock.observe(52_000_000, 0, second)).isFalse();
  }

  @Test
  void anAgeIsToldByTheLatestAnswerForAShortWhile() {
    long millisecond = Duration.ofMillis(1).toNanos();
    assertThat(clock.tellsAges(0, 2 * millisecond)).isFalse();
    assertThat(clock.mostNanosSince(5, 0)).isNegative();

    clock.observe(1_000_000, 0, 2 * millisecond);
    assertThat(clock.tellsAges(5 * millisecond, 2 * millisecond - 1)).as("too far away").isFalse();
    assertThat(clock.tellsAges(5 * millisecond, 2 * millisecond)).isTrue();
    assertThat(clock.tellsAges(5 * millisecond + 1, 2 * millisecond))
        .as("the first brings a newer one")
        .isFalse();
    assertThat(clock.tellsAges(5 * millisecond + 1, 2 * millisecond))
        .as("the others need not")
        .isTrue();
    assertThat(clock.tellsAges(8 * millisecond, 2 * millisecond)).isTrue();
    assertThat(clock.tellsAges(8 * millisecond + 1, 2 * millisecond))
        .as("the reply comes too late")
        .isFalse();
    assertThat(clock.mostNanosSince(999_000, 10 * millisecond))
        .as("Redis may have read its clock right when it was asked")
        .isBetween(11 * millisecond, 11 * millisecond + 20_000);
    assertThat(clock.mostNanosSince(999_000, 10 * millisecond + 1)).isNegative();
    assertThat(clock.mostNanosSince(1_011_000, 10 * millisecond))
        .as("what was born later than now")
        .isNegative();

    clock.observe(1_010_000, 10 * millisecond, 10 * millisecond);
    assertThat(clock.tellsAges(16 * millisecond, 2 * millisecond))
        .as("there is another to replace")
        .isFalse();
    assertThat(clock.tellsAges(16 * millisecond, 2 * millisecond)).isTrue();
  }

  /** Between two answers that carry its time, Redis's clock may have been set. */
  @Test
  void noAgeIsTooYoungByMoreThanAnErrorThatIsTolerated() {
    long millisecond = Duration.ofMillis(1).toNanos();
    clock.observe(1_000_000, 0, 0);
    for (long jump = -20_000; jump <= 20_000; jump += 1_000) {
      for (long born = 0; born <= 10; born++) {
        long told = clock.mostNanosSince(1_000_000 + jump + 1_000 * born, 10 * millisecond);
        assertThat(told < 0 || told >= (10 - born) * millisecond - 10 * millisecond)
            .as("set by %s us, born at %s ms", jump, born)
            .isTrue();
      }
    }
  }
}
