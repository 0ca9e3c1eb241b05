package io.tickcache.agent.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.tickcache.rules.BreakerSettings;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BreakerTest {

  private final Exception failure = new IllegalStateException();

  private final AtomicLong nanos = new AtomicLong();
  private final StateChanges changes = new StateChanges(() -> 0);
  private final AtomicInteger openings = new AtomicInteger();

  @Test
  void eachOpeningIsToldOnceAndBeginsAPause() {
    Breaker breaker = breaker(BreakerSettings.builder().window(1).build());
    long pause = BreakerSettings.defaults().openFor().toNanos();
    for (int opening = 1; opening <= 3; opening++) {
      nanos.addAndGet(10 * pause);
      breaker.failed(1, failure);
      breaker.failed(1, failure);
      assertThat(openings).hasValue(opening);
      assertThat(breaker.isClosed()).isFalse();
      nanos.addAndGet(pause - 1);
      assertThat(breaker.mayProbe()).isFalse();
      nanos.addAndGet(1);
      assertThat(breaker.mayProbe()).isTrue();
      assertThat(breaker.mayProbe()).as("one probe at a time").isFalse();
      breaker.succeeded(1);
      assertThat(breaker.isClosed()).isTrue();
    }
  }

  /** With a window of one call, each result may change the state. */
  @Test
  void noChangeIsLostWhereManyCallersTellResults() throws Exception {
    Breaker breaker =
        breaker(BreakerSettings.builder().window(1).openFor(Duration.ofMillis(1)).build());
    ExecutorService callers = Executors.newCachedThreadPool();
    try {
      for (int round = 0; round < 200; round++) {
        List<Future<?>> told = new ArrayList<>();
        for (int caller = 0; caller < 4; caller++) {
          told.add(callers.submit(() -> failAndProbe(breaker)));
        }
        for (Future<?> each : told) {
          each.get();
        }
        assertChain(breaker.state());
      }
    } finally {
      callers.shutdown();
    }
  }

  private void failAndProbe(Breaker breaker) {
    for (int i = 0; i < 50; i++) {
      breaker.failed(1, failure);
      nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
      if (breaker.mayProbe()) {
        breaker.succeeded(1);
      }
    }
  }

  private void assertChain(String state) {
    List<StateChange> all = changes.all();
    for (int i = 1; i < all.size(); i++) {
      assertThat(all.get(i).from).isEqualTo(all.get(i - 1).to);
    }
    assertThat(all.get(all.size() - 1).to).isEqualTo(state);
  }

  /** With an event it would take 230 bytes. */
  @Test
  void aSuccessMakesNoEvent() {
    Breaker breaker = breaker(BreakerSettings.defaults());
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().getId();
    breaker.succeeded(1);
    long before = threads.getThreadAllocatedBytes(id);
    for (int i = 0; i < 1_000; i++) {
      breaker.succeeded(1);
    }
    assertThat((threads.getThreadAllocatedBytes(id) - before) / 1_000).isLessThan(100);
  }

  private Breaker breaker(BreakerSettings settings) {
    Breaker breaker = new Breaker(settings, nanos::get, changes);
    breaker.whenOpened(openings::incrementAndGet);
    return breaker;
  }
}
