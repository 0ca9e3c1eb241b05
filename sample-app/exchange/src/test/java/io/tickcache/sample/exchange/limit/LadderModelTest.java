package io.tickcache.sample.exchange.limit;

import static io.tickcache.sample.exchange.limit.Verdict.ALLOWED;
import static io.tickcache.sample.exchange.limit.Verdict.BANNED;
import static io.tickcache.sample.exchange.limit.Verdict.OVER_LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The ladder of bans, held against a model that forgets nothing and looks everything up. */
class LadderModelTest {
  private static final int LIMIT = 5;
  private static final int PATIENCE = 3;
  private static final long WINDOW = 10_000;
  private static final long FIRST = 2_000;
  private static final long LONGEST = 90_000;
  private static final int SPEED = 2;

  private final MovableClock clock = new MovableClock();

  @Test
  void doesWhatTheModelDoes() {
    int longest = 0;
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      RateLimiter limiter =
          new RateLimiter(
              LimitProfile.written(
                  LIMIT + " per 10s",
                  PATIENCE,
                  Duration.ofMillis(FIRST),
                  Duration.ofMillis(LONGEST)),
              clock,
              SPEED);
      Model model = new Model();
      for (int i = 0; i < 500; i++) {
        clock.advance(Duration.ofMillis(step(random)));
        int weight = 1 + random.nextInt(2);

        assertThat(limiter.admit("a", weight))
            .as("seed %d, request %d", seed, i)
            .isEqualTo(model.admit(weight, clock.millis()));
      }
      assertThat(limiter.bans()).isEqualTo(model.bans.size());
      longest = Math.max(longest, model.bans.size());
    }
    assertThat(longest).as("the top of the ladder was reached").isGreaterThan(7);
  }

  @Test
  void binanceBansFromTwoMinutesToThreeDays() {
    RateLimiter limiter = new RateLimiter(LimitProfile.named("binance"), clock, 1);
    List<Duration> bans = new ArrayList<>();
    while (bans.size() < 14) {
      Decision decision = limiter.admit("a", 40);
      if (decision.verdict() == BANNED) {
        bans.add(Duration.ofMillis(decision.waitMillis()));
        clock.advance(Duration.ofMillis(decision.waitMillis()));
      }
    }

    assertThat(bans)
        .startsWith(Duration.ofMinutes(2), Duration.ofMinutes(4), Duration.ofMinutes(8))
        .endsWith(Duration.ofMinutes(4_096), Duration.ofDays(3), Duration.ofDays(3));
    assertThat(limiter.usage().get(0).bans()).isEqualTo(14);
    assertThat(limiter.usage().get(0).banned()).isEqualTo(14);
  }

  /** Many requests at once, some a while apart, and now and then a long rest. */
  private static long step(Random random) {
    return switch (random.nextInt(20)) {
      case 0 -> random.nextInt(60_000);
      case 1, 2, 3 -> random.nextInt(3_000);
      default -> random.nextInt(50);
    };
  }

  private static final class Model {
    private final List<long[]> grants = new ArrayList<>();
    private final List<Long> refusals = new ArrayList<>();
    private final List<long[]> bans = new ArrayList<>();

    Decision admit(int weight, long now) {
      for (long[] ban : bans) {
        if (ban[0] <= now && now < ban[1]) {
          return new Decision(BANNED, ban[1] - now);
        }
      }
      long used = grants.stream().filter(g -> sameWindow(g[0], now)).mapToLong(g -> g[1]).sum();
      if (used + weight <= LIMIT) {
        grants.add(new long[] {now, weight});
        return new Decision(ALLOWED, 0);
      }
      if (refusals.stream().filter(refusal -> sameWindow(refusal, now)).count() < PATIENCE) {
        refusals.add(now);
        return new Decision(OVER_LIMIT, WINDOW - now % WINDOW);
      }
      refusals.clear();
      long ban = Math.min(LONGEST, FIRST << Math.min(20, bans.size())) / SPEED;
      bans.add(new long[] {now, now + ban});
      return new Decision(BANNED, ban);
    }

    private static boolean sameWindow(long a, long b) {
      return a / WINDOW == b / WINDOW;
    }
  }
}
