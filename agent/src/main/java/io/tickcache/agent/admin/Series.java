package io.tickcache.agent.admin;

import io.tickcache.agent.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * By how much the counts of one cache have grown from sample to sample, and how old its hits were.
 * For one thread.
 */
final class Series {

  /** The age where there were no hits. */
  static final int UNKNOWN = -1;

  private static final String[] NAMES = {"l1", "l2", "l1Misses", "loads"};
  private static final int AGE = NAMES.length;

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
   * @param ageMillis {@link #UNKNOWN} where there were no hits
   */
  void add(int passed, long[] counts, int ageMillis) {
    int[] sample = new int[AGE + 1];
    boolean any = false;
    for (int i = 0; i < AGE; i++) {
      // Counts are sums of cells, read while others add: one may seem to go back a little.
      sample[i] = (int) Math.max(0, Math.min(Integer.MAX_VALUE, counts[i] - last[i]));
      any |= sample[i] > 0;
    }
    sample[AGE] = ageMillis;
    last = counts;
    if (ring == null && !any) {
      return;
    }
    int[] empty = new int[AGE + 1];
    empty[AGE] = UNKNOWN;
    for (int i = 1; i < passed; i++) {
      put(empty);
    }
    put(sample);
  }

  private void put(int[] sample) {
    int[][] samples = ring;
    if (samples == null) {
      samples = new int[AGE + 1][History.SAMPLES];
      ring = samples;
    }
    for (int i = 0; i < sample.length; i++) {
      samples[i][next] = sample[i];
    }
    next = (next + 1) % History.SAMPLES;
    length = Math.min(length + 1, History.SAMPLES);
  }

  /** Writes what is known of them, the newest last. */
  void write(Json json) {
    for (int i = 0; i < AGE; i++) {
      json.name(NAMES[i]).array();
      for (int age = length; age > 0; age--) {
        json.value((long) sample(i, age));
      }
      json.end();
    }
    if (knowsAges()) {
      json.name("ageMillis").array();
      for (int age = length; age > 0; age--) {
        int millis = sample(AGE, age);
        if (millis == UNKNOWN) {
          json.value((String) null);
        } else {
          json.value((long) millis);
        }
      }
      json.end();
    }
  }

  private boolean knowsAges() {
    boolean any = false;
    for (int age = length; age > 0; age--) {
      any |= sample(AGE, age) != UNKNOWN;
    }
    return any;
  }

  /**
   * One of the samples that there are.
   *
   * @param age 1 for the newest
   */
  private int sample(int which, int age) {
    int[][] samples = ring;
    return samples == null ? 0 : samples[which][(next - age + History.SAMPLES) % History.SAMPLES];
  }
}
