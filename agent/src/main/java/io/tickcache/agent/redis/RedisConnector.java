package io.tickcache.agent.redis;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisException;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.event.EventBus;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.RedisCommand;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.netty.util.ResourceLeakDetector;
import io.tickcache.agent.cache.Ticker;
import io.tickcache.rules.RedisLocation;
import io.tickcache.rules.RedisSettings;
import io.tickcache.rules.TlsSettings;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Opens connections to Redis, whatever its topology. No command is ever sent again: one that comes
 * late is an answer of the past. Used by one thread. Loading this class loads Lettuce and Netty.
 */
abstract class RedisConnector {

  private static final int QUEUE = 10_000;
  private static final long NEVER = 0;
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(2);

  /** A connector for these settings; files that they name are looked at. */
  static RedisConnector to(RedisSettings settings, ThreadFactory threads) {
    boolean cluster = settings.location().topology() == RedisLocation.Topology.CLUSTER;
    return cluster
        ? new ClusterConnector(settings, resources(threads))
        : new ServerConnector(settings, resources(threads));
  }

  /** Connects, or throws what Lettuce throws; blocks for as long as the connection's time-out. */
  abstract RedisLink connect(Ticker ticker);

  /** As {@link #connect}, for messages. */
  abstract Subscription subscribe();

  /** Ends what serves its connections; blocks for a few seconds at most. */
  abstract void close();

  static void close(AbstractRedisClient client, ClientResources resources) {
    client.shutdown(Duration.ZERO, LONGEST_CLOSE);
    Future<?> ended = resources.shutdown(0, LONGEST_CLOSE.toMillis(), TimeUnit.MILLISECONDS);
    try {
      ended.get(LONGEST_CLOSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException theyEndLater) {
      return;
    }
  }

  private static ClientResources resources(ThreadFactory threads) {
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
    return DefaultClientResources.builder()
        .ioThreadPoolSize(2)
        .computationThreadPoolSize(2)
        .reconnectDelay(ClusterConnector.RECONNECT_DELAY)
        .threadFactoryProvider(poolName -> threads)
        .eventBus(deaf())
        .build();
  }

  /** What holds for every kind of connection. */
  static void apply(RedisSettings settings, ClientOptions.Builder options) {
    Duration longest = settings.connectTimeout();
    options
        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
        .replayFilter(RedisConnector::refuse)
        .requestQueueSize(QUEUE)
        .timeoutOptions(timeouts(longest))
        .maintNotificationsConfig(MaintNotificationsConfig.disabled())
        .socketOptions(SocketOptions.builder().connectTimeout(longest).build());
    TlsSettings tls = settings.tls();
    if (tls != null) {
      options.sslOptions(TlsOptions.of(tls, longest));
    }
  }

  /**
   * What nobody waits for fails after a while, and what a caller reads need not: he doesn't wait so
   * long. A timer for each would cost more than all the rest that Lettuce does.
   */
  private static TimeoutOptions timeouts(Duration longest) {
    return TimeoutOptions.builder()
        .timeoutCommands()
        .timeoutSource(
            new TimeoutOptions.TimeoutSource() {
              @Override
              public long getTimeout(RedisCommand<?, ?, ?> command) {
                return command.getType() == CommandType.MGET ? NEVER : longest.toMillis();
              }
            })
        .build();
  }

  /**
   * Lettuce keeps a command for the next connection if the last one was lost just when it was to be
   * written, and asks this first.
   */
  private static boolean refuse(RedisCommand<?, ?, ?> command) {
    command.completeExceptionally(new RedisException("the connection was lost"));
    return true;
  }

  /** Nobody listens to Lettuce's events, and its own bus has threads of Reactor's. */
  private static EventBus deaf() {
    Class<?>[] type = {EventBus.class};
    return (EventBus)
        Proxy.newProxyInstance(EventBus.class.getClassLoader(), type, (bus, method, event) -> null);
  }
}
