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
 * <p>A short memory is kept beside the long one. The short one is hasty, so it counts for nothing
 * as long as they agree, more or less; once they are far apart the rate is another one, and the
 * long memory begins anew with what the short one has.
 *
 * <ol>
 *   <li>J. Cho, H. Garcia-Molina, "Estimating Frequency of Change", ACM Transactions on Internet
 *       Technology 3(3), 2003
 * </ol>
 */
final class ChangeRate {

  /** Of a key of which nothing is known. */
  static final ChangeRate UNKNOWN = new ChangeRate(0, 0, 0, 0);

  /** How many changes are remembered, so that chance moves the estimate by a sixth. */
  private static final double LONG = 40;

  private static final double SHORT = 4;

  /** How many times as high one has to be as the other; chance alone does that once in years. */
  private static final double APART = 3;

  private static final double UNSEEN = 0.5;

  private final double changes;
  private final double nanos;
  private final double recentChanges;
  private final double recentNanos;

  private ChangeRate(double changes, double nanos, double recentChanges, double recentNanos) {
    this.changes = changes;
    this.nanos = nanos;
    this.recentChanges = recentChanges;
    this.recentNanos = recentNanos;
  }

  /** What is known after a further look, so long after the last one. */
  ChangeRate after(long intervalNanos, boolean changed) {
    if (intervalNanos <= 0) {
      return this;
    }
    double more = changed ? 1 : 0;
    double time = changed ? intervalNanos / 2.0 : intervalNanos;
    double kept = kept(changes + more, LONG);
    double keptRecent = kept(recentChanges + more, SHORT);
    return new ChangeRate(
            kept * (changes + more),
            kept * (nanos + time),
            keptRecent * (recentChanges + more),
            keptRecent * (recentNanos + time))
        .settled();
  }

  private static double kept(double changes, double most) {
    return Math.min(1, most / changes);
  }

  private ChangeRate settled() {
    double all = rate(changes, nanos);
    double recent = rate(recentChanges, recentNanos);
    return recent > APART * all || all > APART * recent
        ? new ChangeRate(recentChanges, recentNanos, recentChanges, recentNanos)
        : this;
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
