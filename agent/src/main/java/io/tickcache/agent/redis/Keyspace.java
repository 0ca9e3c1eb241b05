package io.tickcache.agent.redis;

import io.tickcache.agent.cache.RemoteKey;
import io.tickcache.agent.key.Escape;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The names of the agent's keys and channels in Redis. The symbols of a namespace are spread over
 * 64 buckets; all keys of a bucket share a hash tag, and so a slot of a cluster, and one script can
 * touch them. Immutable.
 *
 * <pre>
 * tickcache:{NS:17}:v:CACHE:SYMBOL:VARIANT  value
 * tickcache:{NS:17}:l:CACHE:SYMBOL:VARIANT  lease of the process that loads it
 * tickcache:{NS:17}:g:CACHE:SYMBOL          generation of the symbol
 * tickcache:{NS:17}:g:CACHE                 generation of the cache, as far as it lies in the bucket
 * tickcache:{NS:17}:n                       number of the bucket's latest invalidation
 * tickcache:{NS:17}:life                    life of the server that the bucket was filled in
 * tickcache:{NS:17}:budget:UPSTREAM:MS      what nodes have of a window, see {@link Script#SHARE}
 * tickcache:{NS:17}:back-off:UPSTREAM       whether its calls are stopped, see {@link Script#AGREE}
 * tickcache:{NS:17}:hot:CACHE               how often symbols were asked for, a sorted set
 * tickcache:{NS:17}:hot:CACHE:aging         stands until what was asked is to count for less
 * tickcache:{NS:17}:node:ID                host and process of a node, see {@link NodeName}
 * tickcache:{NS}:invalidate                 channel: "CACHE SYMBOL" or "CACHE *", from any program
 * tickcache:{NS}:nodes                      channel: what nodes tell each other, see {@link Message}
 * tickcache:{NS}:node:ID                    channel: what a node tells itself, see {@link Heartbeat}
 * </pre>
 */
final class Keyspace {

  /** Part of the layout: nodes that disagree would not meet. */
  static final int BUCKETS = 64;

  /** The cache that self-tests use; no rule can have this name. */
  static final String SELF_TEST = "-";

  private final String channels;
  private final String[] buckets = new String[BUCKETS];

  Keyspace(String namespace) {
    channels = "tickcache:{" + namespace + "}:";
    for (int i = 0; i < BUCKETS; i++) {
      buckets[i] = "tickcache:{" + namespace + ":" + i + "}:";
    }
  }

  /** Where a symbol lies; what concerns a whole cache is counted in the first bucket. */
  static int bucket(String cache, @Nullable String symbol) {
    if (symbol == null) {
      return 0;
    }
    int hash = 31 * cache.hashCode() + symbol.hashCode();
    return (hash ^ (hash >>> 16) ^ (hash >>> 8)) & (BUCKETS - 1);
  }

  byte[] value(RemoteKey key) {
    return bytes(inBucket(key, "v:") + ":" + key.variant());
  }

  byte[] lease(RemoteKey key) {
    return bytes(inBucket(key, "l:") + ":" + key.variant());
  }

  byte[] symbolGeneration(RemoteKey key) {
    return bytes(inBucket(key, "g:"));
  }

  byte[] symbolGeneration(String cache, String symbol) {
    return bytes(inBucket(cache, symbol, "g:"));
  }

  byte[] cacheGeneration(String cache, int bucket) {
    return bytes(buckets[bucket] + "g:" + cache);
  }

  byte[] number(int bucket) {
    return bytes(buckets[bucket] + "n");
  }

  byte[] life(int bucket) {
    return bytes(buckets[bucket] + "life");
  }

  /** One window of an upstream's budget; all of them lie in one bucket. */
  byte[] window(String upstream, long periodMillis) {
    return bytes(buckets[bucket(SELF_TEST, upstream)] + "budget:" + upstream + ":" + periodMillis);
  }

  byte[] backOff(String upstream) {
    return bytes(buckets[bucket(SELF_TEST, upstream)] + "back-off:" + upstream);
  }

  byte[] hot(String cache) {
    return bytes(hotOf(cache));
  }

  byte[] hotAging(String cache) {
    return bytes(hotOf(cache) + ":aging");
  }

  private String hotOf(String cache) {
    return buckets[bucket(SELF_TEST, cache)] + "hot:" + cache;
  }

  byte[] nodeName(String node) {
    return bytes(buckets[bucket(SELF_TEST, node)] + "node:" + node);
  }

  String invalidateChannel() {
    return channels + "invalidate";
  }

  String nodesChannel() {
    return channels + "nodes";
  }

  String nodeChannel(String node) {
    return channels + "node:" + node;
  }

  private String inBucket(RemoteKey key, String kind) {
    return inBucket(key.cache(), key.symbol(), kind);
  }

  private String inBucket(String cache, String symbol, String kind) {
    return buckets[bucket(cache, symbol)] + kind + cache + ":" + Escape.of(symbol);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
