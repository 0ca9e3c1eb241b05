package io.tickcache.agent;

import io.tickcache.agent.cache.Backplane;
import io.tickcache.agent.cache.Relay;
import io.tickcache.agent.cache.RemoteCache;
import io.tickcache.agent.cache.Ticker;
import io.tickcache.agent.log.Log;
import io.tickcache.agent.redis.RedisTier;
import io.tickcache.agent.upstream.Budgets;
import io.tickcache.agent.upstream.Fleet;
import io.tickcache.agent.upstream.JointStops;
import io.tickcache.rules.RedisSettings;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Redis, if there is one, with those who hear of the other processes through it. It stays while
 * rules come and go, as long as its settings are the same: what Redis still has to be told must not
 * be forgotten. Thread-safe.
 */
final class SharedTier {

  private static final long SHARING_MILLIS = 200;

  private final @Nullable RedisSettings settings;
  private final Relay relay;
  private final @Nullable RedisTier redis;
  private final Budgets budgets;
  private final Log log;
  private boolean started;
  private boolean closed;

  /** Apart, for who connects may block for longer than a share is one's own. */
  private @Nullable ScheduledExecutorService sharing;

  /**
   * @param budgets shared out with the other processes
   */
  SharedTier(@Nullable RedisSettings settings, Budgets budgets, Log log) {
    this.settings = settings;
    this.budgets = budgets;
    this.log = log;
    this.relay = new Relay(settings == null ? Backplane.Sync.ALONE : Backplane.Sync.OUT);
    this.redis =
        settings == null
            ? null
            : new RedisTier(
                settings,
                relay,
                budgets,
                Ticker.SYSTEM,
                AgentThreads.single(AgentThreads.named("redis")),
                AgentThreads.named("netty"),
                log);
  }

  boolean has(@Nullable RedisSettings others) {
    return settings == null ? others == null : settings.equals(others);
  }

  Budgets budgets() {
    return budgets;
  }

  Relay relay() {
    return relay;
  }

  RemoteCache remote() {
    return redis == null ? RemoteCache.NONE : redis;
  }

  @Nullable RedisTier redis() {
    return redis;
  }

  /**
   * Connects, and shares out budgets if there are any; each begins once. For a thread of the
   * agent's.
   */
  synchronized void start() {
    if (redis == null || closed) {
      return;
    }
    if (!started) {
      started = true;
      redis.start();
    }
    if (sharing == null && !budgets.isEmpty()) {
      ScheduledExecutorService thread = AgentThreads.single(AgentThreads.named("budgets"));
      sharing = thread;
      JointStops stops = new JointStops(budgets, redis, Ticker.SYSTEM, log);
      budgets.onStop(
          () -> {
            if (!thread.isShutdown()) {
              thread.execute(stops);
            }
          });
      // First of all whether calls are stopped, for without a share none is made.
      thread.scheduleWithFixedDelay(stops, 0, SHARING_MILLIS, TimeUnit.MILLISECONDS);
      thread.scheduleWithFixedDelay(
          new Fleet(budgets, redis, Ticker.SYSTEM, log), 0, SHARING_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  void close() {
    synchronized (this) {
      closed = true;
      if (sharing != null) {
        sharing.shutdownNow();
      }
    }
    if (redis != null) {
      redis.close();
    }
  }
}
