package io.tickcache.agent.cache;

/** A call under way that would be the load of one key; told apart by identity. */
final class ObservedLoad {

  final long hash;
  final String symbol;

  /** Whether L2 could not hold the answer. */
  final boolean alone;

  final Fence fence;
  final long birthNanos;

  /**
   * @param fence taken before the call began
   */
  ObservedLoad(long hash, Question question, Fence fence, long birthNanos) {
    this.hash = hash;
    this.symbol = question.symbol();
    this.alone = question.remoteKey() == null;
    this.fence = fence;
    this.birthNanos = birthNanos;
  }
}
