package io.tickcache.agent.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.StaticCredentialsProvider;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import io.tickcache.rules.RedisSettings;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Opens the link to Redis. Commands are refused while a connection is down and never queued without
 * bound, because one that is sent again later is an answer of the past. Used by one thread. Loading
 * this class loads Lettuce and Netty.
 */
final class RedisConnector {

  private static final int QUEUE = 10_000;
  private static final Duration RECONNECT_FIRST = Duration.ofMillis(20);
  private static final Duration RECONNECT_LAST = Duration.ofMillis(500);

  private final RedisClient client;

  RedisConnector(RedisSettings settings, ThreadFactory threads) {
    ClientResources resources =
        DefaultClientResources.builder()
            .ioThreadPoolSize(2)
            .computationThreadPoolSize(2)
            .reconnectDelay(
                Delay.exponential(RECONNECT_FIRST, RECONNECT_LAST, 2, TimeUnit.MILLISECONDS))
            .threadFactoryProvider(poolName -> threads)
            .build();
    client = RedisClient.create(resources, uri(settings));
    client.setOptions(
        ClientOptions.builder()
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .requestQueueSize(QUEUE)
            .socketOptions(
                SocketOptions.builder().connectTimeout(settings.connectTimeout()).build())
            .build());
  }

  /** Connects, or throws what Lettuce throws; blocks for as long as the connection's time-out. */
  RedisLink connect() {
    StatefulRedisConnection<byte[], byte[]> commands = client.connect(ByteArrayCodec.INSTANCE);
    try {
      StatefulRedisPubSubConnection<String, String> messages =
          client.connectPubSub(StringCodec.UTF8);
      return new RedisLink(client, commands, messages);
    } catch (RuntimeException failure) {
      commands.closeAsync();
      throw failure;
    }
  }

  private static RedisURI uri(RedisSettings settings) {
    RedisURI uri = RedisURI.create(settings.uri());
    uri.setTimeout(settings.connectTimeout());
    String password = settings.password();
    if (password != null) {
      uri.setCredentialsProvider(
          new StaticCredentialsProvider(settings.username(), password.toCharArray()));
    }
    return uri;
  }
}
