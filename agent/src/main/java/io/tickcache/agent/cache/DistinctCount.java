package io.tickcache.agent.cache;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * How many different keys there were, by their hashes alone: a HyperLogLog of 16,384 registers,
 * which is right to about 1 % however many there are, and exact but for the odd one below a
 * hundred. Thread-safe.
 *
 * <p>Each hash belongs to one register, by its first bits; a register holds the longest run of
 * zeros, plus one, that followed them. The estimate from the registers is the one of [1], which
 * needs no corrections for few or many keys.
 *
 * <p>[1] O. Ertl, New cardinality estimation algorithms for HyperLogLog sketches, 2017, section 4.
 */
final class DistinctCount {

  private static final int INDEX_BITS = 14;
  private static final int REGISTERS = 1 << INDEX_BITS;
  private static final int BYTE = 0xff;
  private static final int LONGEST = Long.SIZE - INDEX_BITS + 1;

  /** Four registers in each. */
  private final AtomicIntegerArray words = new AtomicIntegerArray(REGISTERS / 4);

  /** Takes note of a hash, all of whose bits must be as good as random. */
  void add(long hash) {
    int register = (int) (hash >>> (Long.SIZE - INDEX_BITS));
    raise(register, Math.min(LONGEST, Long.numberOfLeadingZeros(hash << INDEX_BITS) + 1));
  }

  /** Takes note of all hashes that another one has. */
  void addAll(DistinctCount other) {
    for (int register = 0; register < REGISTERS; register++) {
      raise(register, other.get(register));
    }
  }

  private void raise(int register, int run) {
    int word = register / 4;
    int shift = register % 4 * Byte.SIZE;
    int present = words.get(word);
    while (run > ((present >>> shift) & BYTE)
        && !words.compareAndSet(word, present, (present & ~(BYTE << shift)) | (run << shift))) {
      present = words.get(word);
    }
  }

  private int get(int register) {
    return (words.get(register / 4) >>> (register % 4 * Byte.SIZE)) & BYTE;
  }

  /** About how many different hashes there were. */
  long estimate() {
    int[] having = new int[LONGEST + 1];
    for (int i = 0; i < REGISTERS; i++) {
      having[get(i)]++;
    }
    double z = REGISTERS * tau(1 - having[LONGEST] / (double) REGISTERS);
    for (int run = LONGEST - 1; run > 0; run--) {
      z = (z + having[run]) / 2;
    }
    z += REGISTERS * sigma(having[0] / (double) REGISTERS);
    return Math.round(REGISTERS / (2 * Math.log(2)) * REGISTERS / z);
  }

  /** What the registers stand for that no hash has come to, by their share. */
  private static double sigma(double empty) {
    if (empty == 1) {
      return Double.POSITIVE_INFINITY;
    }
    double x = empty;
    double y = 1;
    double sum = x;
    double before;
    do {
      x *= x;
      before = sum;
      sum += x * y;
      y *= 2;
    } while (sum != before);
    return sum;
  }

  /** What the registers stand for that can't tell longer runs, by the share of the others. */
  private static double tau(double others) {
    if (others == 0 || others == 1) {
      return 0;
    }
    double x = others;
    double y = 1;
    double sum = 1 - x;
    double before;
    do {
      x = Math.sqrt(x);
      before = sum;
      y /= 2;
      sum -= (1 - x) * (1 - x) * y;
    } while (sum != before);
    return sum / 3;
  }
}
