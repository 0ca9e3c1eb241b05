package io.tickcache.agent;

import io.tickcache.agent.cache.Backplane;
import io.tickcache.agent.cache.Relay;
import io.tickcache.agent.cache.RemoteCache;
import io.tickcache.agent.cache.Ticker;
import io.tickcache.agent.log.Log;
import io.tickcache.agent.redis.RedisTier;
import io.tickcache.rules.RedisSettings;
import org.jspecify.annotations.Nullable;

/**
 * Redis, if there is one, with those who hear of the other processes through it. It stays while
 * rules come and go, as long as its settings are the same: what Redis still has to be told must not
 * be forgotten. Thread-safe.
 */
final class SharedTier {

  private final @Nullable RedisSettings settings;
  private final Relay relay;
  private final @Nullable RedisTier redis;
  private boolean started;

  SharedTier(@Nullable RedisSettings settings, Log log) {
    this.settings = settings;
    this.relay = new Relay(settings == null ? Backplane.Sync.ALONE : Backplane.Sync.OUT);
    this.redis =
        settings == null
            ? null
            : new RedisTier(
                settings,
                relay,
                Ticker.SYSTEM,
                AgentThreads.single(AgentThreads.named("redis")),
                AgentThreads.named("netty"),
                log);
  }

  boolean has(@Nullable RedisSettings others) {
    return settings == null ? others == null : settings.equals(others);
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

  /** Connects; only the first call does, which is for a thread of the agent's. */
  synchronized void start() {
    if (redis != null && !started) {
      redis.start();
    }
    started = true;
  }

  void close() {
    if (redis != null) {
      redis.close();
    }
  }
}
