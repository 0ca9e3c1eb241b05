package io.tickcache.rules.yaml;

import java.nio.charset.StandardCharsets;

/**
 * A short word for a text, by which people see whether two processes have the same: the 64-bit
 * FNV-1a hash, folded. Not one of the JDK's message digests, because the first use of those sets up
 * the JVM's security providers, and that is the application's to do.
 */
final class Digest {

  private static final long OFFSET_BASIS = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;
  private static final int BITS = 48;

  private Digest() {}

  /** Twelve hexadecimal digits. */
  static String of(String text) {
    long hash = OFFSET_BASIS;
    for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (one & 0xFF)) * PRIME;
    }
    long folded = (hash ^ (hash >>> BITS)) & ((1L << BITS) - 1);
    return Long.toHexString(folded | (1L << BITS)).substring(1);
  }
}
