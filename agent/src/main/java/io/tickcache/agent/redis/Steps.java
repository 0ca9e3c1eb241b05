package io.tickcache.agent.redis;

import io.lettuce.core.ScriptOutputType;
import io.tickcache.agent.cache.RemoteKey;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The scripts with their keys and arguments in place. A stage that fails is all that comes of a
 * missing connection.
 */
final class Steps {

  private static final long GENERATION_MILLIS = TimeUnit.DAYS.toMillis(1);
  private static final long MARGIN_MILLIS = TimeUnit.MINUTES.toMillis(1);

  private final Keyspace keyspace;
  private final String node;

  Steps(Keyspace keyspace, String node) {
    this.keyspace = keyspace;
    this.node = node;
  }

  CompletableFuture<List<Object>> read(RedisLink link, RemoteKey key, byte[] id, long leaseMillis) {
    return link.run(
        Script.READ,
        ScriptOutputType.MULTI,
        keys(key),
        id,
        number(leaseMillis),
        number(GENERATION_MILLIS));
  }

  /** The stage brings 1, or 0 where a fence held the value back. */
  CompletableFuture<Long> fill(
      RedisLink link, RemoteKey key, GrantedLease lease, byte[] envelope, long ttlMillis) {
    return link.run(
        Script.FILL,
        ScriptOutputType.INTEGER,
        keys(key),
        lease.id,
        lease.stamp,
        envelope,
        number(ttlMillis),
        number(ttlMillis + MARGIN_MILLIS),
        Keyspace.bytes(keyspace.nodesChannel()),
        Message.head(Message.LOADED, node),
        Message.tail(key.cache(), key.symbol()));
  }

  CompletableFuture<Long> renew(
      RedisLink link, RemoteKey key, GrantedLease lease, long leaseMillis) {
    return link.run(
        Script.RENEW,
        ScriptOutputType.INTEGER,
        new byte[][] {keyspace.lease(key)},
        lease.id,
        lease.stamp,
        number(leaseMillis));
  }

  CompletableFuture<Long> release(RedisLink link, RemoteKey key, GrantedLease lease) {
    return link.run(
        Script.RELEASE,
        ScriptOutputType.INTEGER,
        new byte[][] {keyspace.lease(key)},
        lease.id,
        lease.stamp,
        Keyspace.bytes(keyspace.nodesChannel()),
        Message.head(Message.LOADED, node),
        Message.tail(key.cache(), key.symbol()));
  }

  CompletableFuture<Long> drop(RedisLink link, RemoteKey key) {
    return link.delete(keyspace.value(key));
  }

  /**
   * @param tell whether the other nodes hear of it
   */
  CompletableFuture<Long> invalidate(RedisLink link, PendingInvalidations.Item item, boolean tell) {
    String symbol = item.symbol;
    return link.run(
        Script.INVALIDATE,
        ScriptOutputType.INTEGER,
        new byte[][] {
          symbol == null
              ? keyspace.cacheGeneration(item.cache)
              : keyspace.symbolGeneration(item.cache, symbol)
        },
        number(symbol == null ? 0 : GENERATION_MILLIS),
        Keyspace.bytes(tell ? keyspace.nodesChannel() : ""),
        Message.head(Message.INVALIDATED, node),
        Message.tail(item.cache, symbol));
  }

  private byte[][] keys(RemoteKey key) {
    return new byte[][] {
      keyspace.value(key),
      keyspace.lease(key),
      keyspace.symbolGeneration(key.cache(), key.symbol()),
      keyspace.cacheGeneration(key.cache())
    };
  }

  private static byte[] number(long number) {
    return Keyspace.bytes(Long.toString(number));
  }
}
