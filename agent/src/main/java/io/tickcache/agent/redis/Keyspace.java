package io.tickcache.agent.redis;

import io.tickcache.agent.cache.RemoteKey;
import java.nio.charset.StandardCharsets;

/**
 * The names of the agent's keys and channels in Redis. What belongs to one symbol shares a hash
 * tag, and so a slot of a cluster.
 *
 * <pre>
 * tickcache:NS:{CACHE:SYMBOL}:v:VARIANT   value
 * tickcache:NS:{CACHE:SYMBOL}:l:VARIANT   lease of the process that loads it
 * tickcache:NS:{CACHE:SYMBOL}:g           generation of the symbol
 * tickcache:NS:CACHE:g                    generation of the cache
 * tickcache:{NS}:invalidate               channel: "CACHE SYMBOL" or "CACHE *", from any program
 * tickcache:{NS}:nodes                    channel: what nodes tell each other, see {@link Message}
 * </pre>
 */
final class Keyspace {

  private static final String PREFIX = "tickcache:";
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private final String namespace;

  Keyspace(String namespace) {
    this.namespace = namespace;
  }

  byte[] value(RemoteKey key) {
    return bytes(symbol(key.cache(), key.symbol()) + ":v:" + key.variant());
  }

  byte[] lease(RemoteKey key) {
    return bytes(symbol(key.cache(), key.symbol()) + ":l:" + key.variant());
  }

  byte[] symbolGeneration(String cache, String symbol) {
    return bytes(symbol(cache, symbol) + ":g");
  }

  byte[] cacheGeneration(String cache) {
    return bytes(PREFIX + namespace + ":" + cache + ":g");
  }

  String invalidateChannel() {
    return PREFIX + "{" + namespace + "}:invalidate";
  }

  String nodesChannel() {
    return PREFIX + "{" + namespace + "}:nodes";
  }

  private String symbol(String cache, String symbol) {
    return PREFIX + namespace + ":{" + cache + ":" + escape(symbol) + "}";
  }

  /** A text without spaces, braces, asterisks and controls, different for different texts. */
  static String escape(String raw) {
    StringBuilder text = new StringBuilder(raw.length());
    for (byte unit : raw.getBytes(StandardCharsets.UTF_8)) {
      int c = unit & 0xFF;
      if (c <= ' ' || c >= 0x7F || c == '%' || c == '{' || c == '}' || c == '*') {
        text.append('%').append(HEX[c >> 4]).append(HEX[c & 15]);
      } else {
        text.append((char) c);
      }
    }
    return text.toString();
  }

  /**
   * What {@link #escape} was given; throws IllegalArgumentException for a text that it never gives.
   */
  static String unescape(String text) {
    byte[] units = new byte[text.length()];
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        if (i + 2 >= text.length()) {
          throw new IllegalArgumentException("cut off");
        }
        units[length++] = (byte) Integer.parseInt(text.substring(i + 1, i + 3), 16);
        i += 2;
      } else {
        units[length++] = (byte) c;
      }
    }
    return new String(units, 0, length, StandardCharsets.UTF_8);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
