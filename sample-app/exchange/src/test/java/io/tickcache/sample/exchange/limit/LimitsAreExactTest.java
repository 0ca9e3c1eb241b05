package io.tickcache.sample.exchange.limit;

import static io.tickcache.sample.exchange.limit.Verdict.ALLOWED;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a limit grants is held against what it has granted, at random moments and weights. */
class LimitsAreExactTest {
  private static final int SEEDS = 50;
  private static final int REQUESTS = 400;
  private static final int MAX_WEIGHT = 4;

  private final MovableClock clock = new MovableClock();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10 per 1s",
        "7 per 300ms",
        "10 per 1s sliding",
        "7 per 300ms sliding",
        "10 per 1s burst 15",
        "3 per 700ms burst 5"
      })
  void grantsAllThatIsAllowedAndNothingMore(String text) {
    Limit limit = Limit.parseAll(text).get(0);
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      RateLimiter limiter = limiter(text);
      List<Grant> grants = new ArrayList<>();
      for (int i = 0; i < REQUESTS; i++) {
        clock.advance(Duration.ofMillis(random.nextInt(3) * (long) random.nextInt(100)));
        Grant grant = new Grant(clock.millis(), 1 + random.nextInt(MAX_WEIGHT));
        boolean granted = limiter.admit("a", grant.weight).verdict() == ALLOWED;
        grants.add(grant);

        assertThat(granted).as("seed %d, request %d", seed, i).isEqualTo(keeps(limit, grants));
        if (!granted) {
          grants.remove(grant);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 per 1s counter 20", "3 per 700ms counter 5"})
  void aCounterGrantsNoMoreThanABucket(String text) {
    Limit limit = Limit.parseAll(text).get(0);
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      RateLimiter limiter = limiter(text);
      List<Grant> grants = new ArrayList<>();
      for (int i = 0; i < REQUESTS; i++) {
        clock.advance(Duration.ofMillis(random.nextInt(3) * (long) random.nextInt(1_000)));
        Grant grant = new Grant(clock.millis(), 1 + random.nextInt(MAX_WEIGHT));
        if (limiter.admit("a", grant.weight).verdict() == ALLOWED) {
          grants.add(grant);
          assertThat(keepsBurst(limit, grants)).as("seed %d, request %d", seed, i).isTrue();
        }
      }
    }
  }

  @Test
  void whoGoesOnAtACounterWaitsLonger() {
    RateLimiter limiter = limiter("1 per 1s counter 20");
    ask(limiter, 20);
    long once = limiter.admit("a", 1).waitMillis();
    ask(limiter, 100);

    assertThat(once).isEqualTo(1_000);
    assertThat(limiter.admit("a", 1).waitMillis()).isEqualTo(21_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10 per 1s",
        "10 per 1s sliding",
        "10 per 1s burst 15",
        "3 per 700ms burst 5",
        "10 per 1s, 25 per 10s sliding, 40 per 1m"
      })
  void whoWaitsAsLongAsHeIsToldIsGranted(String text) {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      RateLimiter limiter = limiter(text);
      for (int i = 0; i < REQUESTS; i++) {
        clock.advance(Duration.ofMillis(random.nextInt(50)));
        int weight = 1 + random.nextInt(MAX_WEIGHT);
        Decision decision = limiter.admit("a", weight);
        if (decision.verdict() != ALLOWED) {
          clock.advance(Duration.ofMillis(decision.waitMillis() - 1));
          assertThat(limiter.admit("a", weight).verdict()).isNotEqualTo(ALLOWED);
          clock.advance(Duration.ofMillis(1));
          assertThat(limiter.admit("a", weight).verdict()).isEqualTo(ALLOWED);
        }
      }
    }
  }

  @Test
  void aRequestThatOneLimitRefusesCountsInNone() {
    RateLimiter limiter = limiter("2 per 1s, 5 per 1m");
    for (int second = 0; second < 2; second++) {
      ask(limiter, 10);
      clock.advance(Duration.ofSeconds(1));
    }

    assertThat(limiter.usage().get(0).windows())
        .extracting(WindowUsage::granted)
        .containsExactly(4L, 4L);
    assertThat(ask(limiter, 10)).isEqualTo(1);
  }

  @Test
  void aClockThatGoesBackOpensNoWindowAgain() {
    RateLimiter limiter = limiter("5 per 10s");
    ask(limiter, 5);
    clock.advance(Duration.ofMillis(-1));
    assertThat(ask(limiter, 5)).isZero();
    clock.advance(Duration.ofMillis(1));
    assertThat(ask(limiter, 5)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1000 per 1h", "1000 per 1h sliding", "1000 per 1h burst 1000"})
  void threadsTogetherAreGrantedWhatOneWouldBe(String text) throws Exception {
    RateLimiter limiter = limiter(text);

    assertThat(together(8, () -> ask(limiter, 500))).isEqualTo(1_000);
    assertThat(limiter.usage().get(0).calls()).isEqualTo(4_000);
    assertThat(limiter.usage().get(0).windows().get(0).share()).isEqualTo(1);
  }

  @Test
  void threadsTogetherAreGrantedNoMoreWhileTheClockRuns() throws Exception {
    AtomicLong millis = new AtomicLong();
    RateLimiter limiter =
        new RateLimiter(
            profile("10 per 100ms"),
            () -> java.time.Instant.ofEpochMilli(millis.incrementAndGet()),
            1);

    int granted = together(8, () -> ask(limiter, 5_000));

    long windows = millis.get() / 100 + 1;
    assertThat(granted).isEqualTo((int) (10 * windows) - missing(millis.get()));
  }

  /** The last window may have begun too late for all its grants. */
  private static int missing(long millis) {
    return Math.max(0, 10 - (int) (millis % 100) - 1);
  }

  private RateLimiter limiter(String text) {
    return new RateLimiter(profile(text), clock, 1);
  }

  private static LimitProfile profile(String text) {
    return new LimitProfile(Limit.parseAll(text), Weights.PER_REQUEST, Ladder.NONE);
  }

  private static int ask(RateLimiter limiter, int times) {
    return (int)
        IntStream.range(0, times).filter(i -> limiter.admit("a", 1).verdict() == ALLOWED).count();
  }

  private static int together(int threads, IntSource work) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      CountDownLatch start = new CountDownLatch(threads);
      List<Future<Integer>> results = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        results.add(
            executor.submit(
                () -> {
                  start.countDown();
                  start.await();
                  return work.get();
                }));
      }
      int sum = 0;
      for (Future<Integer> result : results) {
        sum += result.get();
      }
      return sum;
    } finally {
      executor.shutdownNow();
    }
  }

  private static boolean keeps(Limit limit, List<Grant> grants) {
    return switch (limit.kind()) {
      case FIXED -> keepsFixed(limit, grants);
      case SLIDING -> keepsSliding(limit, grants);
      default -> keepsBurst(limit, grants);
    };
  }

  private static boolean keepsFixed(Limit limit, List<Grant> grants) {
    return grants.stream()
        .collect(
            groupingBy(
                grant -> grant.millis / limit.period().toMillis(),
                summingInt(grant -> grant.weight)))
        .values()
        .stream()
        .allMatch(sum -> sum <= limit.weight());
  }

  private static boolean keepsSliding(Limit limit, List<Grant> grants) {
    long end = grants.get(grants.size() - 1).millis;
    int sum = 0;
    for (int i = grants.size() - 1; i >= 0; i--) {
      if (end - grants.get(i).millis >= limit.period().toMillis()) {
        return true;
      }
      sum += grants.get(i).weight;
      if (sum > limit.weight()) {
        return false;
      }
    }
    return true;
  }

  /** In every span that ends now, no more than the burst and what came in meanwhile. */
  private static boolean keepsBurst(Limit limit, List<Grant> grants) {
    long end = grants.get(grants.size() - 1).millis;
    long sum = 0;
    for (int i = grants.size() - 1; i >= 0; i--) {
      sum += grants.get(i).weight;
      long parts = limit.period().toMillis();
      if (sum * parts > limit.burst() * parts + (end - grants.get(i).millis) * limit.weight()) {
        return false;
      }
    }
    return true;
  }

  private interface IntSource {
    int get();
  }

  private record Grant(long millis, int weight) {}
}
