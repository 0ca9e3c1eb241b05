package io.tickcache.it;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * The yardstick for invalidations: one Lettuce client publishes a message, another hears it, and a
 * thread looks for it over and over as one does that reads a quote. Each has its own threads.
 */
final class RawMessages implements AutoCloseable {

  private static final String CHANNEL = "raw";

  private final RedisClient sender;
  private final RedisClient receiver;
  private final StatefulRedisConnection<String, String> sending;
  private final ExecutorService looker = Executors.newSingleThreadExecutor();
  private volatile String heard = "";
  private volatile boolean looking;
  private int number;

  RawMessages(String uri) {
    sender = RedisClient.create(uri);
    receiver = RedisClient.create(uri);
    sending = sender.connect();
    StatefulRedisPubSubConnection<String, String> receiving = receiver.connectPubSub();
    receiving.addListener(
        new RedisPubSubAdapter<>() {
          @Override
          public void message(String channel, String message) {
            heard = message;
          }
        });
    receiving.sync().subscribe(CHANNEL);
  }

  /** Nanoseconds from before a message was published until it was seen. */
  long measure(int pauseNanos) {
    String message = Integer.toString(number++);
    looking = false;
    Future<Long> seen = looker.submit(look(message, pauseNanos));
    while (!looking) {
      Thread.onSpinWait();
    }
    long began = System.nanoTime();
    sending.sync().publish(CHANNEL, message);
    try {
      return seen.get() - began;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Callable<Long> look(String message, int pauseNanos) {
    return () -> {
      looking = true;
      while (!heard.equals(message)) {
        LockSupport.parkNanos(pauseNanos);
      }
      return System.nanoTime();
    };
  }

  @Override
  public void close() {
    looker.shutdownNow();
    sender.shutdown();
    receiver.shutdown();
  }
}
