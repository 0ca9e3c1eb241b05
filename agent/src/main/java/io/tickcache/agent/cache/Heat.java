package io.tickcache.agent.cache;

import org.jspecify.annotations.Nullable;

/**
 * How often a key is asked for, and when what is kept under it is to be refreshed. It goes from one
 * entry of the key to the next. Thread-safe, and takes no lock on a hit: a count that is lost does
 * no harm.
 */
final class Heat {

  /**
   * A key is hot that was asked for so often since its answer came, half of what was asked before
   * included; in the long run that is ten times within one time to live. Without a refresh the next
   * caller would come a tenth of that after the end at the latest, so one saves him the load and
   * costs little.
   */
  static final int HOT = 20;

  /** Nothing is counted beyond this, so that a key that cools down is soon forgotten. */
  private static final int MOST = 2 * HOT;

  /** Who could not be refreshed in so many tries is left to its callers. */
  private static final int MOST_TRIES = 3;

  /**
   * L2 tells the age of one answer differently each time, by as long as the reading takes: on a
   * busy machine that is a good deal. One whose birth is this share of its life away at most is the
   * same; where callers have loaded it so soon, it does no harm that it is refreshed that much
   * earlier.
   */
  private static final int SAME = 4;

  /** That of an answer past its time, which nothing refreshes ahead any more. */
  static final Heat OVER = over();

  private int asked;
  private volatile @Nullable Object plan;
  private int tries;
  private long birthNanos;
  private long dueNanos;
  private long endNanos;

  /**
   * The heat of a key that nobody has asked for.
   *
   * @param birthNanos the age of the answer counts from there
   * @param dueNanos when it is to be refreshed
   * @param endNanos when it is over
   */
  Heat(long birthNanos, long dueNanos, long endNanos) {
    this.birthNanos = birthNanos;
    this.dueNanos = dueNanos;
    this.endNanos = endNanos;
  }

  private static Heat over() {
    Heat over = new Heat(0, 0, 0);
    over.plan = over;
    return over;
  }

  /** Another answer has come, unless it is the same as before; what was planned is forgotten. */
  synchronized void become(Heat later) {
    long life = Math.min(endNanos - birthNanos, later.endNanos - later.birthNanos);
    if (Math.abs(later.birthNanos - birthNanos) <= life / SAME) {
      return;
    }
    asked /= 2;
    plan = null;
    tries = 0;
    birthNanos = later.birthNanos;
    dueNanos = later.dueNanos;
    endNanos = later.endNanos;
  }

  /** Somebody gets the answer. */
  void ask() {
    int before = asked;
    if (before < MOST) {
      asked = before + 1;
    }
  }

  /** Whether it is hot, and nobody has planned to refresh it. */
  boolean wantsRefresh() {
    return asked >= HOT && plan == null;
  }

  /**
   * Keeps what is to refresh it.
   *
   * @return how long until that is due; below 0 if somebody else came first
   */
  synchronized long plan(Object refresh, long now) {
    if (plan != null) {
      return -1;
    }
    plan = refresh;
    return Math.max(0, dueNanos - now);
  }

  /** Whether it is time for what was planned, and no newer answer has come since. */
  synchronized boolean isDue(Object refresh, long now) {
    return plan == refresh && now - dueNanos >= 0 && now - endNanos < 0;
  }

  /**
   * What was planned has come to nothing: another try is due in half of the time that is left.
   *
   * @return how long until then; below 0 if there is to be none
   */
  synchronized long retry(Object refresh, long now) {
    if (plan != refresh || ++tries >= MOST_TRIES || now - endNanos >= 0) {
      return -1;
    }
    dueNanos = now + (endNanos - now) / 2;
    return dueNanos - now;
  }

  /** What was planned can't be done, but by another who plans it anew. */
  synchronized void drop(Object refresh) {
    if (plan == refresh && ++tries < MOST_TRIES) {
      plan = null;
    }
  }

  /** What an answer has to have before it at least to be a newer one. */
  synchronized long youngNanos() {
    return (endNanos - birthNanos) / 2;
  }
}
