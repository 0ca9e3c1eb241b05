package io.tickcache.benchmarks;

import java.util.Arrays;
import java.util.Random;

/** Draws as markets ask: the n-th of all things is asked for 1/n times as often as the first. */
final class Zipf {

  /** A power of two, so that the next one is found without a division. */
  static final int LENGTH = 1 << 16;

  private static final int SEED = 20260101;

  private Zipf() {}

  /** As many drawn of these as a thread asks for before it begins anew; the same each time. */
  static <T> T[] drawn(T[] all) {
    double[] upTo = new double[all.length];
    double sum = 0;
    for (int i = 0; i < all.length; i++) {
      sum += 1.0 / (i + 1);
      upTo[i] = sum;
    }
    Random random = new Random(SEED);
    T[] drawn = Arrays.copyOf(all, LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      int at = Arrays.binarySearch(upTo, random.nextDouble() * sum);
      drawn[i] = all[at < 0 ? ~at : at];
    }
    return drawn;
  }

  /** As many drawn of these, each as likely as any other, as there are or more. */
  static <T> T[] evenly(T[] all) {
    Random random = new Random(SEED);
    int length = Math.max(LENGTH, Integer.highestOneBit(2 * all.length - 1));
    T[] drawn = Arrays.copyOf(all, length);
    for (int i = 0; i < length; i++) {
      drawn[i] = all[random.nextInt(all.length)];
    }
    return drawn;
  }
}
