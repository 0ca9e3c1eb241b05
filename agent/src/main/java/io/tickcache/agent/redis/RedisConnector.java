package io.tickcache.agent.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.tickcache.agent.cache.Ticker;
import io.tickcache.rules.RedisSettings;
import java.util.concurrent.ThreadFactory;

/**
 * Opens connections to Redis. None reconnects by itself: a command that is sent again later is an
 * answer of the past, and what a new connection leads to must be looked at first. Used by one
 * thread. Loading this class loads Lettuce and Netty.
 */
final class RedisConnector {

  private static final int QUEUE = 10_000;

  private final RedisClient client;

  RedisConnector(RedisSettings settings, ThreadFactory threads) {
    ClientResources resources =
        DefaultClientResources.builder()
            .ioThreadPoolSize(2)
            .computationThreadPoolSize(2)
            .threadFactoryProvider(poolName -> threads)
            .build();
    client = RedisClient.create(resources, new RedisUris(settings).one());
    client.setOptions(
        ClientOptions.builder()
            .autoReconnect(false)
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .requestQueueSize(QUEUE)
            .socketOptions(
                SocketOptions.builder().connectTimeout(settings.connectTimeout()).build())
            .build());
  }

  /** Connects, or throws what Lettuce throws; blocks for as long as the connection's time-out. */
  RedisLink connect(Ticker ticker) {
    StatefulRedisConnection<byte[], byte[]> connection = client.connect(ByteArrayCodec.INSTANCE);
    return new RedisLink(connection, connection.async(), false, ticker);
  }

  /** As {@link #connect}, for messages. */
  Subscription subscribe() {
    return new Subscription(client.connectPubSub(StringCodec.UTF8));
  }
}
