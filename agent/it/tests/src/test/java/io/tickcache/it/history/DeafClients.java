package io.tickcache.it.history;

import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.nemesis.Nemesis;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Kills the connections on which messages come, again and again, so that many are missed. */
final class DeafClients implements Nemesis {

  private static final long PAUSE_MILLIS = 5;

  private final RedisServer redis;
  private CountDownLatch over;
  private Thread killer;

  DeafClients(RedisServer redis) {
    this.redis = redis;
  }

  @Override
  public String name() {
    return "connections for messages are killed all the time";
  }

  @Override
  public void strike() {
    CountDownLatch healed = new CountDownLatch(1);
    over = healed;
    killer = new Thread(() -> killUntil(healed), "killer of connections");
    killer.setDaemon(true);
    killer.start();
  }

  @Override
  public void heal() throws InterruptedException {
    over.countDown();
    killer.join();
  }

  private void killUntil(CountDownLatch healed) {
    try {
      do {
        redis.command("CLIENT", "KILL", "TYPE", "pubsub");
      } while (!healed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
    } catch (IOException e) {
      throw new IllegalStateException("Redis is gone", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
