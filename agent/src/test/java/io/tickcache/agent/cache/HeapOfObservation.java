package io.tickcache.agent.cache;

import java.time.Duration;
import java.util.SplittableRandom;

/**
 * Prints what a rule that observes takes of the heap for a hundred thousand keys, each of another
 * symbol. Run by {@code ci/heap}, with no other work in the JVM.
 */
final class HeapOfObservation {

  private static final int NUMBER = 100_000;

  private HeapOfObservation() {}

  public static void main(String[] args) {
    fill(); // loads classes
    long before = HeapOfEntries.used();
    Observation observation = fill();
    long heap = HeapOfEntries.used() - before;
    System.out.printf(
        "observing %,d keys      heap %7d bytes a key, %.1f MB in all, of about %,d keys%n",
        NUMBER, heap / NUMBER, heap / 1e6, observation.keys());
  }

  private static Observation fill() {
    CachePolicy policy = CachePolicy.ttl(Duration.ofHours(1)).build();
    Observation observation =
        new Observation(
            "quotes",
            policy,
            Ticker.SYSTEM,
            false,
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
