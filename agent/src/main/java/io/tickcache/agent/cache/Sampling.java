package io.tickcache.agent.cache;

/**
 * Chooses about one look-up in 128 to be timed, by the bits of a clock reading that was needed
 * anyway.
 */
final class Sampling {

  /** How many look-ups one that is picked stands for. */
  static final int SHARE = 128;

  private static final long SPREAD = 0x9E3779B97F4A7C15L;
  private static final int SHIFT = 64 - 7;

  private Sampling() {}

  static boolean picks(long now) {
    return (now * SPREAD) >>> SHIFT == 0;
  }
}
