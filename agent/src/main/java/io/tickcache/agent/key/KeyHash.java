package io.tickcache.agent.key;

import java.util.Objects;

/**
 * A 64-bit hash of a key, all of whose bits are as good as random. Different keys of one scope
 * share one as seldom as chance has it: among a million keys once in 37 million.
 */
final class KeyHash {

  private static final int FOUR = Long.SIZE / Character.SIZE;

  private KeyHash() {}

  static long of(Object key) {
    Object symbol = Key.symbolOf(key);
    if (symbol == key && symbol instanceof String) {
      return add(0, (String) symbol);
    }
    long hash = mix(1L << Integer.SIZE | Objects.hashCode(Key.scopeOf(key)));
    return add(add(hash, Symbols.text(symbol)), KeyText.of(key));
  }

  /** Four characters at a time. The length comes last, so that it matters where a text ends. */
  private static long add(long hash, String text) {
    int length = text.length();
    long sum = hash;
    int i = 0;
    for (; i + FOUR <= length; i += FOUR) {
      sum = mix(sum ^ four(text, i, FOUR));
    }
    if (i < length) {
      sum = mix(sum ^ four(text, i, length - i));
    }
    return mix(sum ^ (long) ~length);
  }

  private static long four(String text, int from, int number) {
    long chars = 0;
    for (int i = from + number - 1; i >= from; i--) {
      chars = (chars << Character.SIZE) | text.charAt(i);
    }
    return chars;
  }

  /** The finalizer of SplitMix64 after its increment; it is one to one. */
  private static long mix(long value) {
    long mixed = value + 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
