package com.acme.history;

import java.util.Random;

/** Picks symbols so that few are asked for often and many seldom (Zipf's law). Immutable. */
public final class Popularity {

  private static final double EXPONENT = 0.9;

  private final double[] upTo;

  public Popularity(int symbols) {
    upTo = new double[symbols];
    double sum = 0;
    for (int i = 0; i < symbols; i++) {
      sum += 1 / Math.pow(i + 1.0, EXPONENT);
      upTo[i] = sum;
    }
  }

  public int pick(Random random) {
    double wanted = random.nextDouble() * upTo[upTo.length - 1];
    int low = 0;
    int high = upTo.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (upTo[middle] < wanted) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
