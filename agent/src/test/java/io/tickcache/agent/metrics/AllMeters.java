package io.tickcache.agent.metrics;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tickcache.agent.cache.Backplane;
import io.tickcache.agent.cache.CachePolicy;
import io.tickcache.agent.cache.Caches;
import io.tickcache.agent.cache.HybridCache;
import io.tickcache.agent.cache.Observation;
import io.tickcache.agent.cache.RemoteCache;
import io.tickcache.agent.cache.ShadowStats;
import io.tickcache.agent.log.Log;
import io.tickcache.agent.redis.RedisTier;
import io.tickcache.agent.upstream.RemoteStops;
import io.tickcache.agent.upstream.TestBudgets;
import io.tickcache.rules.Allowance;
import io.tickcache.rules.BackOff;
import io.tickcache.rules.ErrorPattern;
import io.tickcache.rules.HostPort;
import io.tickcache.rules.RedisLocation;
import io.tickcache.rules.RedisSettings;
import io.tickcache.rules.RuleSet;
import io.tickcache.rules.Upstream;
import io.tickcache.rules.WhenExhausted;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** The meters of a process in which there is one of everything. */
final class AllMeters implements AutoCloseable {

  final Meters meters = new Meters();
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final Exposition exposition;
  private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor();

  AllMeters() {
    meters.showIn(registry);
    exposition = meters.showAsText();
    Caches caches = new Caches(Backplane.Sync.ALONE);
    CachePolicy policy = CachePolicy.ttl(Duration.ofSeconds(5)).build();
    HybridCache cache =
        new HybridCache(
            "quotes",
            policy,
            System::nanoTime,
            RemoteCache.NONE,
            background,
            caches.stats("quotes"));
    caches.add(cache);
    cache.stats().nearHits.add(41);
    ShadowStats shadow = cache.stats().shadow();
    shadow.calls.add(7);
    shadow.differed(List.of("bids[].price"), 4_900_000_000L);
    caches.add(
        new Observation(
            "depths",
            policy,
            System::nanoTime,
            false,
            caches.observationStats("depths"),
            caches.stats("depths"),
            "5 s"));
    meters.show(RuleSet.of("rules.yaml", "588fa89c9db7", null, List.of()), new ReloadStats());
    meters.show(caches);
    meters.show(
        List.of(
            TestBudgets.of(
                new Upstream(
                    "binance",
                    List.of(new Allowance(20, Duration.ofSeconds(1))),
                    WhenExhausted.STALE,
                    new BackOff(
                        List.of(ErrorPattern.ofClass("com.acme.Busy")),
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(5),
                        null)),
                false,
                System::nanoTime)));
    meters.show(
        new RedisTier(
            RedisSettings.builder(RedisLocation.standalone(new HostPort("127.0.0.1", 1), 0))
                .build(),
            new Caches(Backplane.Sync.ALONE),
            RemoteStops.Listener.NONE,
            System::nanoTime,
            background,
            Thread::new,
            new Log(System.err)));
  }

  @Override
  public void close() {
    meters.close();
    background.shutdownNow();
  }
}
