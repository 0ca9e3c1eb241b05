package io.tickcache.benchmarks;

import io.lettuce.core.cluster.SlotHash;
import java.util.stream.IntStream;

/** How the 64 buckets of a namespace come to lie on the masters of a cluster. */
final class Buckets {

  static final int NUMBER = 64;

  private Buckets() {}

  /** How many of them are on the master that has most, with the slots in as many equal ranges. */
  static long most(String namespace, int masters) {
    long[] on = new long[masters];
    IntStream.range(0, NUMBER)
        .map(bucket -> SlotHash.getSlot("tickcache:{" + namespace + ":" + bucket + "}:life"))
        .forEach(slot -> on[slot * masters / SlotHash.SLOT_COUNT]++);
    return IntStream.range(0, masters).mapToLong(i -> on[i]).max().orElse(0);
  }
}
