package io.tickcache.agent.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.StaticCredentialsProvider;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import io.tickcache.rules.RedisSettings;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The two connections to Redis, one for commands and one for messages. Commands are refused while
 * it is down and never queued without bound; both reconnect by themselves. Thread-safe. Loading
 * this class loads Lettuce and Netty.
 */
final class RedisLink implements AutoCloseable {

  private static final int QUEUE = 10_000;
  private static final int CHANNELS = 2;
  private static final Duration RECONNECT_FIRST = Duration.ofMillis(20);
  private static final Duration RECONNECT_LAST = Duration.ofMillis(500);

  private final ClientResources resources;
  private final RedisClient client;
  private final StatefulRedisConnection<byte[], byte[]> commands;
  private final StatefulRedisPubSubConnection<String, String> messages;
  private final Map<Script, String> digests = new EnumMap<>(Script.class);
  private final AtomicInteger losses = new AtomicInteger();
  private volatile boolean subscribed;

  private RedisLink(
      ClientResources resources,
      RedisClient client,
      StatefulRedisConnection<byte[], byte[]> commands,
      StatefulRedisPubSubConnection<String, String> messages) {
    this.resources = resources;
    this.client = client;
    this.commands = commands;
    this.messages = messages;
    for (Script script : Script.values()) {
      digests.put(script, commands.async().digest(script.text()));
    }
  }

  /** Connects, or throws; blocks for as long as the connection's time-out. */
  static RedisLink open(RedisSettings settings, ThreadFactory threads) {
    ClientResources resources =
        DefaultClientResources.builder()
            .ioThreadPoolSize(2)
            .computationThreadPoolSize(2)
            .reconnectDelay(
                Delay.exponential(RECONNECT_FIRST, RECONNECT_LAST, 2, TimeUnit.MILLISECONDS))
            .threadFactoryProvider(poolName -> threads)
            .build();
    RedisClient client = RedisClient.create(resources, uri(settings));
    client.setOptions(
        ClientOptions.builder()
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .requestQueueSize(QUEUE)
            .socketOptions(
                SocketOptions.builder().connectTimeout(settings.connectTimeout()).build())
            .build());
    try {
      return new RedisLink(
          resources,
          client,
          client.connect(ByteArrayCodec.INSTANCE),
          client.connectPubSub(StringCodec.UTF8));
    } catch (RuntimeException failure) {
      close(client, resources);
      throw failure;
    }
  }

  private static RedisURI uri(RedisSettings settings) {
    RedisURI uri = RedisURI.create(settings.uri());
    uri.setTimeout(settings.connectTimeout());
    String password = settings.password();
    if (password != null) {
      String username = settings.username();
      uri.setCredentialsProvider(
          username == null
              ? new StaticCredentialsProvider(null, password.toCharArray())
              : new StaticCredentialsProvider(username, password.toCharArray()));
    }
    return uri;
  }

  /**
   * Starts to listen: messages go to the inbox, and word of lost and regained hearing to {@code
   * changed}, on Netty's threads.
   */
  void listen(Keyspace keyspace, Inbox inbox, Runnable changed) {
    messages.addListener(
        new RedisPubSubAdapter<String, String>() {
          @Override
          public void message(String channel, String message) {
            inbox.message(channel, message);
          }

          @Override
          public void subscribed(String channel, long count) {
            if (count == CHANNELS) {
              subscribed = true;
              changed.run();
            }
          }
        });
    client.addListener(
        new RedisConnectionStateListener() {
          @Override
          public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
            if (connection == messages) {
              subscribed = false;
              losses.incrementAndGet();
            }
            changed.run();
          }
        });
    messages.async().subscribe(keyspace.invalidateChannel(), keyspace.nodesChannel());
  }

  /** Whether commands have a connection. */
  boolean isConnected() {
    return commands.isOpen();
  }

  /**
   * Whether Redis has confirmed that it tells this process of invalidations, since the last
   * connection.
   */
  boolean isListening() {
    return subscribed && messages.isOpen();
  }

  /** How often the connection for messages was lost. */
  int losses() {
    return losses.get();
  }

  /** Runs a script, sending its text only where Redis doesn't know it. */
  <T> CompletableFuture<T> run(
      Script script, ScriptOutputType type, byte[][] keys, byte[]... arguments) {
    CompletableFuture<T> result = new CompletableFuture<>();
    send(() -> commands.async().<T>evalsha(digest(script), type, keys, arguments))
        .whenComplete(
            (value, failure) -> {
              if (failure instanceof RedisNoScriptException) {
                send(() -> commands.async().<T>eval(script.text(), type, keys, arguments))
                    .whenComplete((late, again) -> settle(result, late, again));
              } else {
                settle(result, value, failure);
              }
            });
    return result;
  }

  CompletableFuture<String> ping() {
    return send(() -> commands.async().ping());
  }

  CompletableFuture<Long> delete(byte[] key) {
    return send(() -> commands.async().del(key));
  }

  private String digest(Script script) {
    return Objects.requireNonNull(digests.get(script));
  }

  /** Sends a command; one that can't be sent fails like one that went wrong. */
  private static <T> CompletableFuture<T> send(Supplier<RedisFuture<T>> command) {
    try {
      return command.get().toCompletableFuture();
    } catch (RedisException refused) {
      CompletableFuture<T> failed = new CompletableFuture<>();
      failed.completeExceptionally(refused);
      return failed;
    }
  }

  private static <T> void settle(
      CompletableFuture<T> result, T value, @Nullable Throwable failure) {
    if (failure == null) {
      result.complete(value);
    } else {
      result.completeExceptionally(failure);
    }
  }

  @Override
  public void close() {
    close(client, resources);
  }

  private static void close(RedisClient client, ClientResources resources) {
    client.shutdownAsync(0, 1, TimeUnit.SECONDS);
    resources.shutdown(0, 1, TimeUnit.SECONDS);
  }
}
