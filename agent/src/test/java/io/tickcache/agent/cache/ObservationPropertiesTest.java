package io.tickcache.agent.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.rules.Freshness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterProperty;

/** An observation beside the cache whose calls it is to tell of. */
class ObservationPropertiesTest {

  private static final Duration HALF_A_MILLI = Duration.ofNanos(500_000);

  private static final CachePolicy POLICY =
      CachePolicy.of(
              Freshness.ttl(Duration.ofMillis(20))
                  .l1Ttl(Duration.ofMillis(20))
                  .nullTtl(Duration.ofMillis(6))
                  .build())
          .waitAtMost(Duration.ofMillis(9))
          .build();

  private final FakeTicker ticker = new FakeTicker();
  private final ScheduledExecutorService background = new ScheduledThreadPoolExecutor(1);
  private final ObservationStats stats = new ObservationStats();
  private final List<Load> loads = new ArrayList<>();
  private final List<ObservedCall> observed = new ArrayList<>();

  @AfterProperty
  void endTheBackground() {
    background.shutdownNow();
  }

  private static Question question() {
    return new Question("A", "A", new TextValues(), null);
  }

  /** What the cache does with a call, on which its caller isn't kept waiting. */
  private String asked(HybridCache cache) {
    if (cache.find("A") != null) {
      return "hit";
    }
    Lookup lookup = cache.askWithoutWaiting(question());
    if (lookup instanceof Lookup.Leading leading) {
      leading.load().goOn();
      loads.add(leading.load());
      return "miss";
    }
    return "shared";
  }

  private String observed(Observation observation) {
    long hits = stats.hits();
    long shared = stats.shared();
    if (observation.hit(7)) {
      return "hit";
    }
    ObservedCall call = observation.begin(new long[] {7}, place -> question());
    if (stats.hits() > hits) {
      call.failed();
      return "hit";
    }
    if (stats.shared() > shared) {
      call.answered(true);
      return "shared";
    }
    observed.add(call);
    return "miss";
  }

  /**
   * Calls, answers, failures, invalidations and updates in any order and at any time: a call is
   * said to be a hit, shared or a miss if and only if it is one for the cache.
   */
  @Property(tries = 2_000)
  void theObservationSaysOfEachCallWhatTheCacheDoesWithIt(
      @ForAll @Size(max = 80) List<@IntRange(min = 0, max = 11) Integer> steps) throws Exception {
    HybridCache cache = new HybridCache("quotes", POLICY, ticker, RemoteCache.NONE, background);
    Observation observation =
        new Observation("quotes", POLICY, ticker, false, stats, new CacheStats(), "20 ms");
    loads.clear();
    observed.clear();
    for (int step : steps) {
      ticker.advance(HALF_A_MILLI); // so that not every hit is timed
      switch (step) {
        case 0, 1, 2, 3 -> assertThat(observed(observation)).isEqualTo(asked(cache));
        case 4 -> ticker.advance(Duration.ofMillis(8));
        case 5, 6, 7, 8 -> {
          if (!loads.isEmpty()) {
            end(step, loads.size() - 1);
          }
        }
        case 9 -> {
          if (!loads.isEmpty()) {
            end(5, 0);
          }
        }
        case 10 -> {
          cache.invalidate("A");
          observation.invalidate("A");
        }
        default -> {
          Update update = cache.update("A");
          ObservedUpdate seen = observation.update("A");
          update.complete(List.of(question()), "newer");
          seen.complete(List.of(question()), false, 7);
        }
      }
    }
  }

  private void end(int how, int which) throws Exception {
    Load load = loads.remove(which);
    ObservedCall call = observed.remove(which);
    switch (how) {
      case 5, 6 -> {
        load.complete("a quote");
        call.answered(false);
      }
      case 7 -> {
        load.complete(null);
        call.answered(true);
      }
      default -> {
        load.fail(new IllegalStateException("upstream"));
        call.failed();
      }
    }
  }
}
