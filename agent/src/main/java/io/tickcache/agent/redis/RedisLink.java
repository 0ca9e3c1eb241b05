package io.tickcache.agent.redis;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The two connections to Redis, one for commands and one for messages. Both reconnect by
 * themselves. Thread-safe.
 */
final class RedisLink {

  private static final int CHANNELS = 2;

  private final RedisClient client;
  private final StatefulRedisConnection<byte[], byte[]> commands;
  private final StatefulRedisPubSubConnection<String, String> messages;
  private final Map<Script, String> digests = new EnumMap<>(Script.class);
  private final AtomicInteger losses = new AtomicInteger();
  private final CountDownLatch heard = new CountDownLatch(1);
  private volatile boolean subscribed;

  RedisLink(
      RedisClient client,
      StatefulRedisConnection<byte[], byte[]> commands,
      StatefulRedisPubSubConnection<String, String> messages) {
    this.client = client;
    this.commands = commands;
    this.messages = messages;
    for (Script script : Script.values()) {
      digests.put(script, commands.async().digest(script.text()));
    }
  }

  /**
   * Starts to listen, and waits a while for Redis to confirm it. Messages go to the inbox, and word
   * of lost and regained hearing to {@code changed}, on Netty's threads.
   */
  void listen(Keyspace keyspace, Inbox inbox, Duration longest, Runnable changed) {
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
              heard.countDown();
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
    if (!hearsWithin(longest)) {
      changed.run();
    }
  }

  private boolean hearsWithin(Duration longest) {
    try {
      return heard.await(longest.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
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
}
