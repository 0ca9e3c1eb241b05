package io.tickcache.benchmarks;

/** What is asked for. */
final class Symbols {

  /** A power of two, so that the next one is found without a division. */
  static final int NUMBER = 1 << 14;

  private Symbols() {}

  static String[] all() {
    String[] symbols = new String[NUMBER];
    for (int i = 0; i < NUMBER; i++) {
      symbols[i] = "S" + i;
    }
    return symbols;
  }
}
