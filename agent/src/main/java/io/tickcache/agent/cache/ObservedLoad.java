package io.tickcache.agent.cache;

/** A call under way that would be the load of one key; told apart by identity. */
final class ObservedLoad {

  final long hash;
  final String symbol;

  /** Whether L2 could not hold the answer. */
  final boolean alone;

  /** The number of the last invalidation before it began. */
  final int asked;

  final long birthNanos;

  /**
   * @param asked the number of the last invalidation, taken before the call began
   */
  ObservedLoad(long hash, Question question, int asked, long birthNanos) {
    this.hash = hash;
    this.symbol = question.symbol();
    this.alone = question.remoteKey() == null;
    this.asked = asked;
    this.birthNanos = birthNanos;
  }

  int symbolHash() {
    return symbol.hashCode();
  }
}
