package io.tickcache.agent.cache;

/**
 * How often what is kept under a key turns out to have changed. It goes from one entry of the key
 * to the next. Immutable.
 *
 * <p>Changes are taken to come at random, at a rate. Who looks after some time sees whether there
 * was a change, not how many, so the plain quotient of changes and time is too low. For looks at
 * equal intervals Cho and Garcia-Molina [1] estimate the rate as {@code -ln(1 - X/n)} an interval,
 * of X changes in n looks. For intervals that differ there is no closed form, but the first Padé
 * approximant of the same logarithm can be summed: changes in the time that was seen without a
 * change and half of the time that was seen with one. Up to one change an interval it is off by
 * less than a tenth of a percent for each tenth of that. Half a change is added for none that was
 * seen, the prior of Jeffreys.
 *
 * <p>What is remembered is forgotten change by change, so that chance moves the estimate little.
 * But two things at once say that the rate is another one, and chance alone hardly ever does:
 * change after change, look after look, as when a market opens after a night without any, and quiet
 * for many times as long as it used to be. Then only that run counts.
 *
 * <ol>
 *   <li>J. Cho, H. Garcia-Molina, "Estimating Frequency of Change", ACM Transactions on Internet
 *       Technology 3(3), 2003
 * </ol>
 */
final class ChangeRate {

  /** Of a key of which nothing is known. */
  static final ChangeRate UNKNOWN = new ChangeRate(0, 0, 0, 0);

  /** The heap that one takes. */
  static final int BYTES = 40;

  /** How many changes are remembered, so that chance moves the estimate by a sixth. */
  private static final double MEMORY = 40;

  /** What is no more likely than this is not chance. */
  private static final double CHANCE = 3e-4;

  /** Fewer looks in a row with a change say nothing, however unlikely they are. */
  private static final int BUSY_LOOKS = 4;

  private static final double UNSEEN = 0.5;

  private final double changes;
  private final double nanos;

  /** How many of the last looks all saw a change. */
  private final int busyLooks;

  /** The time that counts of these looks or, where the last one saw none, since a change. */
  private final double runNanos;

  private ChangeRate(double changes, double nanos, int busyLooks, double runNanos) {
    this.changes = changes;
    this.nanos = nanos;
    this.busyLooks = busyLooks;
    this.runNanos = runNanos;
  }

  /** What is known after a further look, so long after the last one. */
  ChangeRate after(long intervalNanos, boolean changed) {
    if (intervalNanos <= 0) {
      return this;
    }
    return changed ? afterChange(intervalNanos / 2.0) : afterNone((double) intervalNanos);
  }

  private ChangeRate afterChange(double seenNanos) {
    int busy = busyLooks + 1;
    double busyNanos = busyLooks == 0 ? seenNanos : runNanos + seenNanos;
    double all = changes + 1;
    double kept = Math.min(1, MEMORY / all);
    double expected = rate(all, nanos + seenNanos) * 2 * busyNanos / busy; // in each of the looks
    return busy >= BUSY_LOOKS && Math.pow(expected, busy) < CHANCE
        ? new ChangeRate(busy, busyNanos, busy, busyNanos)
        : new ChangeRate(kept * all, kept * (nanos + seenNanos), busy, busyNanos);
  }

  private ChangeRate afterNone(double seenNanos) {
    double quietNanos = busyLooks == 0 ? runNanos + seenNanos : seenNanos;
    double all = nanos + seenNanos;
    return changes > 1 && Math.exp(-quietNanos * rate(changes, all)) < CHANCE
        ? new ChangeRate(1, quietNanos, 0, quietNanos)
        : new ChangeRate(changes, all, 0, quietNanos);
  }

  private static double rate(double changes, double nanos) {
    return (changes + UNSEEN) / nanos;
  }

  boolean isUnknown() {
    return nanos == 0;
  }

  /** Changes a nanosecond; infinite where nothing is known. */
  double perNano() {
    return rate(changes, nanos);
  }

  /** How many changes the estimate is made from. */
  double changes() {
    return changes;
  }

  /** The time that they came in, as far as it counts. */
  long nanos() {
    return (long) nanos;
  }
}
