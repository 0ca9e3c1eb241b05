package io.tickcache.agent.cache;

import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * Draws the moments at which entries are refreshed, so early that the newer answer is there before
 * the old one's time is over. Thread-safe.
 *
 * <p>Before the end lies first what a slow load takes, and then a time that is drawn anew for each
 * answer and each process: an exponential one with the mean of the loads. So of many processes one
 * comes before the others and they find it done, which is the idea of XFetch [1]; that its draw is
 * exponential makes the time lost by refreshing early the smallest for the loads it saves. The
 * original draws at each hit, which costs a logarithm and another reading of the clock; drawing
 * once comes to the same. Answers that came together are kept apart by {@code jitter}, which
 * shortens here what elsewhere is shortened in L2.
 *
 * <ol>
 *   <li>A. Vattani, F. Chierichetti, K. Lowenstein, "Optimal Probabilistic Cache Stampede
 *       Prevention", PVLDB 8(8), 2015
 * </ol>
 */
final class RefreshMoments {

  /** Until a thread has begun, L2 has given the lease, and other processes read the answer. */
  private static final long ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final boolean alone;
  private final LoadDurations durations;
  private final DoubleSupplier random;

  /**
   * @param alone whether there is no L2 at all
   * @param random draws from 0 up to but not including 1
   */
  RefreshMoments(boolean alone, LoadDurations durations, DoubleSupplier random) {
    this.alone = alone;
    this.durations = durations;
    this.random = random;
  }

  /**
   * The heat of a key whose answer came just now. It has half of its time before it is refreshed.
   *
   * @param inProcessOnly whether L2 can't hold the answer, so that it is over when it leaves L1
   * @param jitter the share of its time by which that may be earlier
   */
  Heat draw(long birthNanos, Term term, boolean inProcessOnly, double jitter) {
    long endNanos = alone || inProcessOnly ? term.nearEndNanos : term.endNanos;
    long life = endNanos - birthNanos;
    long early =
        ROUND_NANOS
            + durations.aheadNanos(random.getAsDouble())
            + (long) (life * jitter * random.getAsDouble());
    return new Heat(birthNanos, endNanos - Math.min(life / 2, early), endNanos);
  }
}
