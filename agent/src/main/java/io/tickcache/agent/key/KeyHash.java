package io.tickcache.agent.key;

/**
 * A 64-bit hash of a key, all of whose bits are as good as random. Different keys of one scope
 * share one as seldom as chance has it: among a million keys once in 37 million.
 */
final class KeyHash {

  private KeyHash() {}

  static long of(Object key) {
    if (!(key instanceof Key)) {
      return add(0, (String) key);
    }
    Key all = (Key) key;
    long hash = mix(1L << Integer.SIZE | System.identityHashCode(all.scope()));
    return add(add(hash, Symbols.text(all.symbol())), KeyText.of(all.symbol(), all.others()));
  }

  /** The length comes last, so that it matters where one text ends and the next begins. */
  private static long add(long hash, String text) {
    long sum = hash;
    for (int i = 0; i < text.length(); i++) {
      sum = mix(sum ^ text.charAt(i));
    }
    return mix(sum ^ (long) ~text.length());
  }

  /** The finalizer of SplitMix64 after its increment; it is one to one. */
  private static long mix(long value) {
    long mixed = value + 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
