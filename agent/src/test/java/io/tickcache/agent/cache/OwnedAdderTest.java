package io.tickcache.agent.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Whatever threads count, alone in their place or not, is counted. */
class OwnedAdderTest {

  private static final int EACH = 20_000;

  private final OwnedAdder adder = new OwnedAdder();
  private final OwnedAdder other = new OwnedAdder();

  private void count() {
    for (int i = 0; i < EACH; i++) {
      adder.increment();
      if (i % 2 == 0) {
        other.increment();
      }
    }
  }

  @Test
  void noCountIsLostWhereThreadsAreMoreThanPlaces() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Thread thread = new Thread(this::count);
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(adder.sum()).isEqualTo(200L * EACH);
    assertThat(other.sum()).isEqualTo(100L * EACH);
  }

  @Test
  void whoComesAfterTheDeadCountsOn() throws InterruptedException {
    for (int i = 0; i < 300; i++) {
      Thread thread = new Thread(adder::increment);
      thread.start();
      thread.join();
      if (i % 3 == 0) {
        OwnedAdder.tidy();
      }
    }
    adder.add(7);

    assertThat(adder.sum()).isEqualTo(307);
  }

  @Test
  void noThreadIsHeldThatIsDead() throws InterruptedException {
    WeakReference<Thread> thread = counted();

    Awaitility.await()
        .until(
            () -> {
              OwnedAdder.tidy();
              System.gc();
              return thread.get() == null;
            });
  }

  private WeakReference<Thread> counted() throws InterruptedException {
    Thread thread = new Thread(this::count);
    thread.start();
    thread.join();
    return new WeakReference<>(thread);
  }
}
