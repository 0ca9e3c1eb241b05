package io.tickcache.agent.admin;

import org.jspecify.annotations.Nullable;

/** By how much the counts of one cache have grown from sample to sample. For one thread. */
final class Series {

  private static final String[] NAMES = {"l1", "l2", "l1Misses", "loads"};

  private long[] last;
  private int @Nullable [][] ring;
  private int next;
  private int length;

  /**
   * @param counts from which they grow, in the order of the names
   */
  Series(long[] counts) {
    this.last = counts;
  }

  /**
   * Adds samples without anything and one of what has happened by now.
   *
   * @param passed how many samples it is time for
   */
  void add(int passed, long[] counts) {
    int[] grown = new int[NAMES.length];
    boolean any = false;
    for (int i = 0; i < grown.length; i++) {
      // Counts are sums of cells, read while others add: one may seem to go back a little.
      grown[i] = (int) Math.max(0, Math.min(Integer.MAX_VALUE, counts[i] - last[i]));
      any |= grown[i] > 0;
    }
    last = counts;
    if (ring == null && !any) {
      return;
    }
    for (int i = 1; i < passed; i++) {
      put(new int[NAMES.length]);
    }
    put(grown);
  }

  private void put(int[] sample) {
    int[][] samples = ring;
    if (samples == null) {
      samples = new int[NAMES.length][History.SAMPLES];
      ring = samples;
    }
    for (int i = 0; i < sample.length; i++) {
      samples[i][next] = sample[i];
    }
    next = (next + 1) % History.SAMPLES;
    length = Math.min(length + 1, History.SAMPLES);
  }

  void write(Json json) {
    int[][] samples = ring;
    for (int i = 0; i < NAMES.length; i++) {
      json.name(NAMES[i]).array();
      for (int age = length; age > 0 && samples != null; age--) {
        json.value(samples[i][(next - age + History.SAMPLES) % History.SAMPLES]);
      }
      json.end();
    }
  }
}
