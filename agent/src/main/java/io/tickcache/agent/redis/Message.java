package io.tickcache.agent.redis;

import io.tickcache.agent.key.Escape;
import org.jspecify.annotations.Nullable;

/**
 * What nodes tell each other, as one line of text: version, kind, node, Redis's time in
 * microseconds, cache, symbol, separated by spaces. The symbol is escaped as in keys; a bare
 * asterisk stands for the whole cache. A line of another version is not for us.
 *
 * <pre>
 * 1 i 5f0c93d2 1790000000123456 quotes AAPL    was invalidated
 * 1 l 5f0c93d2 1790000000123456 quotes AAPL    a load of it has ended
 * </pre>
 */
final class Message {

  static final String INVALIDATED = "i";
  static final String LOADED = "l";

  private static final String VERSION = "1";
  private static final String WHOLE = "*";

  private final String kind;
  private final String node;
  private final long redisMicros;
  private final String cache;
  private final @Nullable String symbol;

  private Message(
      String kind, String node, long redisMicros, String cache, @Nullable String symbol) {
    this.kind = kind;
    this.node = node;
    this.redisMicros = redisMicros;
    this.cache = cache;
    this.symbol = symbol;
  }

  /** The part before the time, which only Redis can fill in. */
  static byte[] head(String kind, String node) {
    return Keyspace.bytes(VERSION + " " + kind + " " + node + " ");
  }

  /** The part behind the time. */
  static byte[] tail(String cache, @Nullable String symbol) {
    return Keyspace.bytes(" " + cache + " " + (symbol == null ? WHOLE : Escape.of(symbol)));
  }

  /** The message in a line, or null if it is not one of ours. */
  static @Nullable Message parse(String line) {
    String[] words = line.split(" ", -1);
    if (words.length != 6 || !words[0].equals(VERSION)) {
      return null;
    }
    try {
      return new Message(words[1], words[2], Long.parseLong(words[3]), words[4], symbol(words[5]));
    } catch (IllegalArgumentException garbled) {
      return null;
    }
  }

  private static @Nullable String symbol(String word) {
    return word.equals(WHOLE) ? null : Escape.undo(word);
  }

  boolean isInvalidation() {
    return kind.equals(INVALIDATED);
  }

  boolean isLoad() {
    return kind.equals(LOADED);
  }

  String node() {
    return node;
  }

  long redisMicros() {
    return redisMicros;
  }

  String cache() {
    return cache;
  }

  @Nullable String symbol() {
    return symbol;
  }
}
