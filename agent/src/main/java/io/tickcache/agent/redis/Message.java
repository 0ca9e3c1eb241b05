package io.tickcache.agent.redis;

import io.tickcache.agent.key.Escape;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * What nodes tell each other, as one line of text: version, kind, node, number, Redis's time in
 * microseconds, cache, symbol, checksum, separated by spaces. The symbol is escaped as in keys; a
 * bare asterisk stands for the whole cache. The checksum (CRC-32, hexadecimal) is of the words that
 * Redis does not fill in. A line of another version, or a damaged one, is not for us. Immutable.
 *
 * <pre>
 * 2 i 5f0c93d2 1790000000000007 1790000000123456 quotes AAPL 8d3f01ab   was invalidated
 * 2 l 5f0c93d2 0 1790000000123456 quotes AAPL 17e2a9c4                  a load of it has ended
 * 2 b 5f0c93d2 9800 1790000000123456 binance 1%200%20slow%20down 1b02c3 calls of it are stopped
 * 2 h 5f0c93d2 0 0 - 81204410032177 03bc1d9e                            a heartbeat, to itself
 * </pre>
 *
 * <p>An invalidation's number is one more than that of the one before in its bucket, so a gap shows
 * that one was lost. For an upstream it is the time in milliseconds until the next probe, and 0
 * where its calls are made again.
 */
final class Message {

  static final String INVALIDATED = "i";
  static final String LOADED = "l";
  static final String STOPPED = "b";

  private static final String VERSION = "2";
  private static final String WHOLE = "*";
  private static final int WORDS = 8;

  private final String kind;
  private final String node;
  private final long number;
  private final long redisMicros;
  private final String cache;
  private final @Nullable String symbol;

  private Message(String[] words) {
    this.kind = words[1];
    this.node = words[2];
    this.number = Long.parseLong(words[3]);
    this.redisMicros = Long.parseLong(words[4]);
    this.cache = words[5];
    this.symbol = words[6].equals(WHOLE) ? null : Escape.undo(words[6]);
  }

  /** The part before the number and the time, which only Redis can fill in. */
  static byte[] head(String kind, String node) {
    return Keyspace.bytes(VERSION + " " + kind + " " + node + " ");
  }

  /** The part behind the time. */
  static byte[] tail(String kind, String node, String cache, @Nullable String symbol) {
    String word = symbol == null ? WHOLE : Escape.of(symbol);
    return Keyspace.bytes(" " + cache + " " + word + " " + checksum(kind, node, cache, word));
  }

  /** The message in a line, or null if it is not one of ours. */
  static @Nullable Message parse(String line) {
    String[] words = line.split(" ", -1);
    if (words.length != WORDS
        || !words[0].equals(VERSION)
        || !words[7].equals(checksum(words[1], words[2], words[5], words[6]))) {
      return null;
    }
    try {
      return new Message(words);
    } catch (IllegalArgumentException garbled) {
      return null;
    }
  }

  private static String checksum(String kind, String node, String cache, String word) {
    byte[] fixed = Keyspace.bytes(kind + " " + node + " " + cache + " " + word);
    CRC32 crc = new CRC32();
    crc.update(fixed, 0, fixed.length);
    return String.format("%08x", crc.getValue());
  }

  boolean isInvalidation() {
    return kind.equals(INVALIDATED);
  }

  boolean isLoad() {
    return kind.equals(LOADED);
  }

  boolean isStop() {
    return kind.equals(STOPPED);
  }

  boolean isBeat() {
    return kind.equals(Heartbeat.BEAT);
  }

  String node() {
    return node;
  }

  long number() {
    return number;
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

  int bucket() {
    return Keyspace.bucket(cache, symbol);
  }
}
