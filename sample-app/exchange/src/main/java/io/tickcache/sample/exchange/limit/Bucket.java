package io.tickcache.sample.exchange.limit;

/**
 * A bucket that begins full and fills up all the time; turned upside down, a counter that decays.
 * Its level is kept in parts of a weight of one, as many to one as the period has milliseconds, so
 * that a millisecond adds a whole number of them and nothing is rounded.
 */
final class Bucket extends Window {
  private final long parts;
  private final long full;
  private final long lowest;
  private long level;
  private long filledMillis;

  /**
   * @param lowest how far refused requests can put the level down, 0 if they don't count
   */
  Bucket(Limit limit, int lowest, long nowMillis) {
    super(limit, nowMillis);
    this.parts = limit.period().toMillis();
    this.full = limit.burst() * parts;
    this.lowest = lowest * parts;
    this.level = full;
    this.filledMillis = nowMillis;
  }

  @Override
  long waitMillis(int weight, long nowMillis) {
    fill(nowMillis);
    long missing = weight * parts - level;
    return missing <= 0 ? 0 : ceil(missing, limit.weight());
  }

  @Override
  void take(int weight, long nowMillis) {
    fill(nowMillis);
    level -= weight * parts;
  }

  @Override
  void refuse(int weight, long nowMillis) {
    if (lowest < 0) {
      fill(nowMillis);
      level = Math.max(lowest, level - weight * parts);
    }
  }

  @Override
  long used(long nowMillis) {
    fill(nowMillis);
    return ceil(full - level, parts);
  }

  @Override
  double allowed(long fromMillis, long nowMillis) {
    return limit.burst() + (double) (nowMillis - fromMillis) * limit.weight() / parts;
  }

  private void fill(long nowMillis) {
    level = Math.min(full, level + (nowMillis - filledMillis) * limit.weight());
    filledMillis = nowMillis;
  }

  private static long ceil(long number, long divisor) {
    return -Math.floorDiv(-number, divisor);
  }
}
