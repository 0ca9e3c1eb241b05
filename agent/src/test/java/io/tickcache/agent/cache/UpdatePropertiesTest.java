package io.tickcache.agent.cache;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Loads, updates and invalidations in any order. */
class UpdatePropertiesTest {

  private static final CachePolicy POLICY = CachePolicy.ttl(Duration.ofSeconds(5)).build();
  private static final Duration MILLI = Duration.ofMillis(1);

  private final FakeTicker ticker = new FakeTicker();
  private final ScheduledExecutorService background = new ScheduledThreadPoolExecutor(1);
  private HybridCache cache;

  @AfterProperty
  void endTheBackground() {
    background.shutdownNow();
  }

  private static Question question() {
    return new Question("A", "A", new TextValues(), null);
  }

  private Object served() {
    Entry entry = cache.find("A");
    return entry == null ? "nothing" : entry.answer().value;
  }

  /**
   * Loads, updates and invalidations of one symbol in any order, each answer named by the moment of
   * its birth: once an invalidation or an update is through, nothing older is served.
   */
  @Property(tries = 1_000)
  void nothingOlderIsServedOnceAnInvalidationOrAnUpdateIsThrough(
      @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 8) Integer> steps) throws Exception {
    cache = new HybridCache("quotes", POLICY, ticker, RemoteCache.NONE, background);
    List<Load> loads = new ArrayList<>();
    List<Long> loadBirths = new ArrayList<>();
    List<Update> updates = new ArrayList<>();
    List<Long> updateBirths = new ArrayList<>();
    long floor = Long.MIN_VALUE;
    for (int step : steps) {
      ticker.advance(MILLI);
      switch (step) {
        case 0, 1 -> {
          if (served().equals("nothing")
              && cache.askWithoutWaiting(question()) instanceof Lookup.Leading leading) {
            leading.load().goOn();
            loads.add(leading.load());
            loadBirths.add(ticker.read());
          }
        }
        case 2, 3 -> {
          if (!loads.isEmpty()) {
            int chosen = step == 2 ? 0 : loads.size() - 1;
            loads.remove(chosen).complete(loadBirths.remove(chosen));
          }
        }
        case 4 -> {
          cache.invalidate("A");
          floor = ticker.read();
        }
        case 5, 6 -> {
          updates.add(cache.update("A"));
          updateBirths.add(ticker.read());
        }
        default -> {
          if (!updates.isEmpty()) {
            int chosen = step == 7 ? 0 : updates.size() - 1;
            long birth = updateBirths.remove(chosen);
            updates.remove(chosen).complete(List.of(question()), birth);
            floor = Math.max(floor, birth);
          }
        }
      }
      Object served = served();
      if (!served.equals("nothing")) {
        assertThat((Long) served).as("after %s", steps).isGreaterThanOrEqualTo(floor);
      }
    }
    for (Load load : loads) {
      load.abandon();
    }
  }
}
