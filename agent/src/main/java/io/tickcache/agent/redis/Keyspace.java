package io.tickcache.agent.redis;

import io.tickcache.agent.cache.RemoteKey;
import io.tickcache.agent.key.Escape;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
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
  private final byte[][] generations = new byte[BUCKETS][];
  private final byte[][] lives = new byte[BUCKETS][];

  /** Caches are as few as rules. */
  private final ConcurrentMap<String, OfCache> ofCaches = new ConcurrentHashMap<>();

  Keyspace(String namespace) {
    channels = "tickcache:{" + namespace + "}:";
    for (int i = 0; i < BUCKETS; i++) {
      buckets[i] = "tickcache:{" + namespace + ":" + i + "}:";
      generations[i] = bytes(buckets[i] + "g");
      lives[i] = bytes(buckets[i] + "life");
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

  /** All that says what a key holds: value, lease, symbol's and cache's generation, life. */
  byte[][] all(RemoteKey key) {
    int bucket = bucket(key.cache(), key.symbol());
    byte[] generation = symbolGeneration(key);
    byte[] value = ofVariant(generation, bucket, 'v', key.variant());
    byte[] lease = value.clone();
    lease[kindAt(bucket)] = 'l';
    return new byte[][] {
      value, lease, generation, cacheGeneration(key.cache(), bucket), lives[bucket]
    };
  }

  byte[] value(RemoteKey key) {
    return ofVariant(key, 'v');
  }

  /**
   * Adds the names of a key's value and of its symbol's generation.
   *
   * @param variant that of the key, which many have in common
   */
  void add(RemoteKey key, int bucket, byte[] variant, Names to) {
    OfCache heads = ofCache(key.cache());
    String word = Escape.of(key.symbol());
    to.add(heads.values[bucket], word, variant);
    to.add(heads.generations[bucket], word);
  }

  byte[] lease(RemoteKey key) {
    return ofVariant(key, 'l');
  }

  private byte[] ofVariant(RemoteKey key, char kind) {
    int bucket = bucket(key.cache(), key.symbol());
    return ofVariant(symbolGeneration(key), bucket, kind, key.variant());
  }

  /** What concerns one variant is named as the symbol's generation is, but for the kind. */
  private byte[] ofVariant(byte[] generation, int bucket, char kind, String variant) {
    byte[] name = joined(generation, variant);
    name[kindAt(bucket)] = (byte) kind;
    return name;
  }

  byte[] symbolGeneration(RemoteKey key) {
    return symbolGeneration(key.cache(), key.symbol());
  }

  byte[] symbolGeneration(String cache, String symbol) {
    return joined(cacheGeneration(cache, bucket(cache, symbol)), Escape.of(symbol));
  }

  byte[] cacheGeneration(String cache, int bucket) {
    return ofCache(cache).generations[bucket];
  }

  private OfCache ofCache(String cache) {
    OfCache known = ofCaches.get(cache);
    return known == null ? ofCaches.computeIfAbsent(cache, OfCache::new) : known;
  }

  byte[] number(int bucket) {
    return bytes(buckets[bucket] + "n");
  }

  byte[] life(int bucket) {
    return lives[bucket];
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

  private int kindAt(int bucket) {
    return generations[bucket].length - 1;
  }

  private static byte[] joined(byte[] head, String tail) {
    byte[] rest = bytes(tail);
    byte[] name = Arrays.copyOf(head, head.length + 1 + rest.length);
    name[head.length] = ':';
    System.arraycopy(rest, 0, name, head.length + 1, rest.length);
    return name;
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** What the names of one cache have in common, for each bucket. */
  private final class OfCache {

    /** The names of the cache's own generations, too. */
    private final byte[][] generations = new byte[BUCKETS][];

    private final byte[][] values = new byte[BUCKETS][];

    private OfCache(String cache) {
      for (int i = 0; i < BUCKETS; i++) {
        generations[i] = joined(Keyspace.this.generations[i], cache);
        values[i] = generations[i].clone();
        values[i][kindAt(i)] = 'v';
      }
    }
  }
}
