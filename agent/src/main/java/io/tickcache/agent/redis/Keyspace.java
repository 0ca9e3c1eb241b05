package io.tickcache.agent.redis;

import io.tickcache.agent.cache.RemoteKey;
import io.tickcache.agent.key.Escape;
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
    return PREFIX + namespace + ":{" + cache + ":" + Escape.of(symbol) + "}";
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
