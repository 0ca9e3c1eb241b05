package io.tickcache.agent.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.tickcache.agent.cache.Ticker;
import io.tickcache.rules.RedisSettings;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections to one server, or to the master that Sentinels name at that moment. None
 * reconnects by itself: what a new one leads to must be looked at first.
 */
final class ServerConnector extends RedisConnector {

  private final RedisClient client;
  private final ClientResources resources;
  private final Duration longest;

  ServerConnector(RedisSettings settings, ClientResources resources) {
    this.resources = resources;
    client = new AsyncClient(resources, new RedisUris(settings).one());
    longest = settings.connectTimeout();
    ClientOptions.Builder options = ClientOptions.builder().autoReconnect(false);
    apply(settings, options);
    client.setOptions(options.build());
  }

  @Override
  RedisLink connect(Ticker ticker) {
    StatefulRedisConnection<byte[], byte[]> connection = client.connect(ByteArrayCodec.INSTANCE);
    try {
      requireMaster(connection);
      return new RedisLink(connection, connection.async(), false, ticker);
    } catch (RuntimeException unfit) {
      connection.closeAsync();
      throw unfit;
    }
  }

  @Override
  void close() {
    close(client, resources);
  }

  @Override
  Subscription subscribe() {
    return new Subscription(client.connectPubSub(StringCodec.UTF8));
  }

  /** During a failover Sentinels may still name a server that is a replica by now. */
  private void requireMaster(StatefulRedisConnection<byte[], byte[]> connection) {
    String role = info(connection, "replication");
    if (role != null && role.contains("role:slave")) {
      throw new RedisConnectionException("the server is a replica, which keeps nothing for us");
    }
    String mode = info(connection, "server");
    if (mode != null && mode.contains("redis_mode:cluster")) {
      throw new RedisConnectionException("the server is a node of a cluster");
    }
  }

  private @Nullable String info(
      StatefulRedisConnection<byte[], byte[]> connection, String section) {
    return LettuceFutures.awaitOrCancel(
        connection.async().info(section), longest.toNanos(), TimeUnit.NANOSECONDS);
  }
}
