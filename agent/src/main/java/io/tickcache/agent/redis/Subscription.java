package io.tickcache.agent.redis;

import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * The connection that messages come over, in the order in which Redis sent them. It lives once:
 * when it is lost it stays closed. Thread-safe.
 */
final class Subscription {

  private final StatefulRedisPubSubConnection<String, String> connection;
  private volatile boolean closed;

  Subscription(StatefulRedisPubSubConnection<String, String> connection) {
    this.connection = connection;
  }

  /**
   * Starts to listen; true once Redis has confirmed each channel, false if it has not in time.
   *
   * @param inbox gets channel and text, on a thread of Netty's
   * @param lost runs, on a thread of Netty's, when the connection is lost
   */
  boolean listen(
      BiConsumer<String, String> inbox, Runnable lost, Duration longest, String... channels) {
    CountDownLatch confirmations = new CountDownLatch(channels.length);
    connection.addListener(
        new RedisPubSubAdapter<String, String>() {
          @Override
          public void message(String channel, String text) {
            inbox.accept(channel, text);
          }

          @Override
          public void subscribed(String channel, long count) {
            confirmations.countDown();
          }
        });
    connection.addListener(
        new RedisConnectionStateListener() {
          @Override
          public void onRedisDisconnected(RedisChannelHandler<?, ?> gone) {
            closed = true;
            lost.run();
          }
        });
    LettuceFutures.awaitOrCancel(
        connection.async().subscribe(channels), longest.toNanos(), TimeUnit.NANOSECONDS);
    return confirmed(confirmations, longest);
  }

  private static boolean confirmed(CountDownLatch confirmations, Duration longest) {
    try {
      return confirmations.await(longest.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  boolean isOpen() {
    return !closed && connection.isOpen();
  }

  void close() {
    closed = true;
    connection.closeAsync();
  }
}
