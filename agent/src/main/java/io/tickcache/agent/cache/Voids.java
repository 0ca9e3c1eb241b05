package io.tickcache.agent.cache;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Which answers invalidations have voided, for those who have the answers' times alone.
 * Invalidations are numbered; who asks remembers the number of the last one, and what he has is
 * void once there is a later one of its symbol. So nothing is kept for a symbol that isn't
 * invalidated, unlike {@link Fences}; symbols whose {@link String#hashCode} is the same are one.
 * Thread-safe.
 */
final class Voids {

  /** With more symbols than that, all are void. */
  private static final int MOST_SYMBOLS = 10_000;

  private final AtomicInteger last = new AtomicInteger();
  private final ConcurrentHashMap<Integer, Voided> bySymbol = new ConcurrentHashMap<>();
  private volatile int ofAll;

  /** The number to remember, taken before anything is asked. */
  int last() {
    return last.get();
  }

  /** Whether what was asked for a symbol when this was the last number is void. */
  boolean covers(int symbol, int number) {
    if (number == last.get()) {
      return false;
    }
    Voided voided = bySymbol.get(symbol);
    return number - ofAll < 0 || (voided != null && number - voided.number < 0);
  }

  void add(int symbol, long now) {
    int number = last.incrementAndGet();
    bySymbol.merge(symbol, new Voided(number, now), Voided::later);
    if (bySymbol.size() > MOST_SYMBOLS) {
      addAll();
    }
  }

  /**
   * As {@link #add}, by somebody who brings a newer answer.
   *
   * @param number what was the last number when he began
   * @return under which number that answer may be kept; null if it is void already
   */
  @Nullable Integer addFor(int symbol, int number, long now) {
    int mine = last.incrementAndGet();
    boolean[] good = new boolean[1];
    bySymbol.compute(
        symbol,
        (same, present) -> {
          good[0] = number - ofAll >= 0 && (present == null || number - present.number >= 0);
          Voided voided = new Voided(mine, now);
          return present == null ? voided : present.later(voided);
        });
    return good[0] ? mine : null;
  }

  synchronized void addAll() {
    ofAll = last.incrementAndGet();
    int before = ofAll;
    bySymbol.values().removeIf(voided -> voided.number - before < 0);
  }

  /** Forgets the invalidations that nothing is left of to void. */
  void forget(long longestNanos, long now) {
    bySymbol.values().removeIf(voided -> now - voided.nanos > longestNanos);
  }

  /** The last invalidation of a symbol. Immutable. */
  private static final class Voided {
    private final int number;
    private final long nanos;

    private Voided(int number, long nanos) {
      this.number = number;
      this.nanos = nanos;
    }

    private Voided later(Voided other) {
      return number - other.number > 0 ? this : other;
    }
  }
}
