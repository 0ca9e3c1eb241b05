package io.tickcache.benchmarks;

import io.tickcache.agent.cache.Backplane;
import io.tickcache.agent.cache.Caches;
import io.tickcache.agent.cache.RemoteCache;
import io.tickcache.agent.cache.RemoteKey;
import io.tickcache.agent.cache.Ticker;
import io.tickcache.agent.log.Log;
import io.tickcache.agent.redis.RedisTier;
import io.tickcache.agent.upstream.RemoteStops;
import io.tickcache.rules.BreakerSettings;
import io.tickcache.rules.HostPort;
import io.tickcache.rules.RedisLocation;
import io.tickcache.rules.RedisSettings;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** L2 in one of the states in which it gives no answers, with the caches that hang on it. */
final class SecondTier implements Closeable {

  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration NO_PROBE = Duration.ofHours(1);

  final Caches caches;
  final RemoteCache remote;
  private final ScheduledExecutorService supervision;
  private final Closeable server;

  private SecondTier(
      Caches caches, RemoteCache remote, ScheduledExecutorService supervision, Closeable server) {
    this.caches = caches;
    this.remote = remote;
    this.supervision = supervision;
    this.server = server;
  }

  /** None at all, as without a {@code redis} block in the rules. */
  static SecondTier none() {
    return new SecondTier(new Caches(Backplane.Sync.ALONE), RemoteCache.NONE, executor(), () -> {});
  }

  /** A Redis that never answered: nothing listens on its port. */
  static SecondTier unreachable() throws IOException {
    ScheduledExecutorService supervision = executor();
    Caches caches = new Caches(Backplane.Sync.OUT);
    RedisTier tier = tier(RedisServer.freePort(), caches, supervision);
    tier.start();
    return new SecondTier(caches, tier, supervision, () -> {});
  }

  /**
   * A Redis that was in use and hangs: reads ran into their time-out until the breaker opened, and
   * the supervisor has seen it. The breaker stays open; no probe disturbs the measurement.
   */
  static SecondTier breakerOpen() throws IOException, InterruptedException {
    RedisServer redis = RedisServer.started();
    ScheduledExecutorService supervision = executor();
    Caches caches = new Caches(Backplane.Sync.OUT);
    RedisTier tier = usable(redis, caches, supervision);
    redis.hang();
    RemoteKey key = new RemoteKey("quotes", "AAPL", "1");
    await(
        "the breaker to open",
        () -> {
          tier.read(key, 200, Ticker.SYSTEM.read());
          return tier.breakerState().equals("open");
        });
    await("the supervisor to see it", () -> tier.state() == Backplane.Sync.OUT);
    return new SecondTier(caches, tier, supervision, redis);
  }

  /** A Redis that is in use; to be closed by whoever started it. */
  static SecondTier inUse(RedisServer redis) throws InterruptedException {
    ScheduledExecutorService supervision = executor();
    Caches caches = new Caches(Backplane.Sync.OUT);
    return new SecondTier(caches, usable(redis, caches, supervision), supervision, () -> {});
  }

  private static RedisTier usable(
      RedisServer redis, Caches caches, ScheduledExecutorService supervision)
      throws InterruptedException {
    RedisTier tier = tier(redis.port(), caches, supervision);
    tier.start();
    await("the tier to be in use", () -> tier.state() == Backplane.Sync.SYNCED);
    return tier;
  }

  private static RedisTier tier(int port, Caches caches, ScheduledExecutorService supervision) {
    RedisSettings settings =
        RedisSettings.builder(RedisLocation.standalone(new HostPort("127.0.0.1", port), 0))
            .breaker(BreakerSettings.builder().openFor(NO_PROBE).build())
            .build();
    return new RedisTier(
        settings,
        caches,
        RemoteStops.Listener.NONE,
        Ticker.SYSTEM,
        supervision,
        daemons(),
        new Log(System.err));
  }

  private static ScheduledExecutorService executor() {
    return Executors.newSingleThreadScheduledExecutor(daemons());
  }

  private static ThreadFactory daemons() {
    return body -> {
      Thread thread = new Thread(body);
      thread.setDaemon(true);
      return thread;
    };
  }

  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new IllegalStateException("waited in vain for " + what);
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  /** Runs what the agent's background thread does besides. */
  ScheduledExecutorService background() {
    return supervision;
  }

  /** Ends the server; what is left are daemons, which end with the JVM. */
  @Override
  public void close() throws IOException {
    server.close();
  }
}
