package io.tickcache.agent.redis;

import io.tickcache.agent.cache.Reading;
import io.tickcache.agent.cache.RemoteKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A look at keys by one {@code MGET}, which is atomic and costs Redis a fifth of {@link
 * Script#READ}: the values, and what they must be stamped with to count. It changes nothing, and it
 * says nothing of a key but that there is a value; all else is the script's to say. The ages of
 * values are told by the clock that the latest scripts have shown. Thread-safe.
 *
 * <p>It asks for each key's value and its symbol's generation in turn, then for the generations
 * that the cache has in their buckets, then for the life of the server as one of these has it:
 * {@link Script#TICK} writes that into all buckets of a server at once.
 */
final class Glance {

  private final Names names;

  /** The place of the cache's generation for each key. */
  private final int[] shared;

  private final RedisClock clock;
  private final Node self;
  private final Command<byte[][]> command;

  private Glance(
      Names names, int[] shared, RedisClock clock, Node self, Command<byte[][]> command) {
    this.names = names;
    this.shared = shared;
    this.clock = clock;
    this.self = self;
    this.command = command;
  }

  /**
   * @param keys of one cache, and of one bucket where the link is to a cluster
   * @param clock of the server that the keys lie on
   */
  static Glance send(
      RedisLink link, Keyspace keyspace, List<RemoteKey> keys, RedisClock clock, Node self) {
    int count = keys.size();
    int[] buckets = new int[count];
    Names names = new Names(2 * count + Math.min(count, Keyspace.BUCKETS) + 1);
    String variant = keys.get(0).variant();
    byte[] tail = Keyspace.bytes(variant);
    for (int i = 0; i < count; i++) {
      RemoteKey key = keys.get(i);
      buckets[i] = Keyspace.bucket(key.cache(), key.symbol());
      if (!key.variant().equals(variant)) {
        variant = key.variant();
        tail = Keyspace.bytes(variant);
      }
      keyspace.add(key, buckets[i], tail, names);
    }
    int[] shared = nameShared(keyspace, keys.get(0).cache(), buckets, names);
    return new Glance(names, shared, clock, self, link.strings(names));
  }

  /** Returns the place of the cache's generation for each of the keys in these buckets. */
  private static int[] nameShared(Keyspace keyspace, String cache, int[] buckets, Names names) {
    int[] shared = new int[buckets.length];
    int[] places = new int[Keyspace.BUCKETS];
    for (int i = 0; i < buckets.length; i++) {
      int bucket = buckets[i];
      if (places[bucket] == 0) {
        places[bucket] = names.count();
        names.add(keyspace.cacheGeneration(cache, bucket));
      }
      shared[i] = places[bucket];
    }
    names.add(keyspace.life(buckets[0]));
    return shared;
  }

  /** Brings the strings; null for what is none. */
  Command<byte[][]> command() {
    return command;
  }

  /**
   * The value of a key if there is one that counts, is whole, and is of an age that can be told.
   */
  Reading.@Nullable Found found(int key, byte[][] strings) {
    byte[] value = strings[2 * key];
    byte[] generation = strings[2 * key + 1];
    byte[] cacheGeneration = strings[shared[key]];
    byte[] life = strings[strings.length - 1];
    if (value == null || generation == null || cacheGeneration == null || life == null) {
      return null;
    }
    int stamp = stampLength(value, life, generation, cacheGeneration);
    Envelope envelope = stamp < 0 ? null : Envelope.unwrap(names.checksum(2 * key), value, stamp);
    if (envelope == null) {
      return null;
    }
    long received = command.sentNanos() + command.tookNanos();
    long ageNanos = clock.mostNanosSince(envelope.loadStartMicros(), received);
    return ageNanos < 0 ? null : envelope.found(received - ageNanos, self.told(envelope.loader()));
  }

  /** How many bytes the stamp has, if the value stands under this one; -1 if not. */
  private static int stampLength(byte[] value, byte[] life, byte[] symbol, byte[] cache) {
    int length = life.length + symbol.length + cache.length + 3;
    int symbolAt = life.length + 1;
    int cacheAt = symbolAt + symbol.length + 1;
    return value.length >= length
            && isAt(0, life, '.', value)
            && isAt(symbolAt, symbol, '.', value)
            && isAt(cacheAt, cache, '\n', value)
        ? length
        : -1;
  }

  private static boolean isAt(int start, byte[] part, char end, byte[] value) {
    for (int i = 0; i < part.length; i++) {
      if (value[start + i] != part[i]) {
        return false;
      }
    }
    return value[start + part.length] == end;
  }
}
