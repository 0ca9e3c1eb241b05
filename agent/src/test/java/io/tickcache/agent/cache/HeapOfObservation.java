package io.tickcache.agent.cache;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * Prints what a rule that observes takes of the heap for a hundred thousand keys, each of another
 * symbol. Run by {@code ci/heap}, with no other work in the JVM.
 */
final class HeapOfObservation {

  private static final int NUMBER = 100_000;

  private HeapOfObservation() {}

  public static void main(String[] args) {
    ScheduledThreadPoolExecutor background = new ScheduledThreadPoolExecutor(1);
    try {
      fill(background); // loads classes
      long before = HeapOfEntries.used();
      Observation observation = fill(background);
      long heap = HeapOfEntries.used() - before;
      System.out.printf(
          "observing %,d keys      heap %7d bytes a key, %.1f MB in all, of about %,d keys%n",
          NUMBER, heap / NUMBER, heap / 1e6, observation.keys());
    } finally {
      background.shutdownNow();
    }
  }

  private static Observation fill(ScheduledThreadPoolExecutor background) {
    CachePolicy policy = CachePolicy.ttl(Duration.ofHours(1)).build();
    Observation observation =
        new Observation(
            "quotes",
            policy,
            Ticker.SYSTEM,
            false,
            background,
            new ObservationStats(),
            new CacheStats(),
            "1 h");
    SplittableRandom hashes = new SplittableRandom(1);
    for (int i = 0; i < NUMBER; i++) {
      String symbol = "SYMBOL" + i;
      observation
          .begin(
              new long[] {hashes.nextLong()},
              place -> new Question(symbol, symbol, new TextValues(), null))
          .answered(false);
    }
    observation.tidy();
    return observation;
  }
}
