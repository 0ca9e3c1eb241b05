package io.tickcache.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tickcache.agent.cache.Backplane;
import io.tickcache.agent.cache.CachePolicy;
import io.tickcache.agent.cache.Caches;
import io.tickcache.agent.cache.HybridCache;
import io.tickcache.agent.cache.RemoteCache;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is shown of caches whose rules come and go. */
class MetersTest {

  private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Meters meters = new Meters(registry);

  @AfterEach
  void end() {
    background.shutdownNow();
  }

  private HybridCache cacheIn(Caches caches, String name) {
    HybridCache cache =
        new HybridCache(
            name,
            CachePolicy.ttl(Duration.ofSeconds(5)).build(),
            System::nanoTime,
            RemoteCache.NONE,
            background,
            caches.stats(name));
    caches.add(cache);
    return cache;
  }

  private double loads(String rule) {
    return registry.get("tickcache.cache.loads").tag("rule", rule).functionCounter().count();
  }

  @Test
  void countsGoOnWhenRulesAreExchanged() {
    Caches former = new Caches(Backplane.Sync.ALONE);
    cacheIn(former, "quotes").stats().loads.add(3);
    meters.show(former);

    Caches later = former.next(Backplane.Sync.ALONE);
    cacheIn(later, "quotes").stats().loads.add(4);
    meters.show(later);

    assertThat(loads("quotes")).isEqualTo(7);
  }

  @Test
  void aRuleThatIsGoneIsShownNoMore() {
    Caches former = new Caches(Backplane.Sync.ALONE);
    cacheIn(former, "quotes");
    cacheIn(former, "depths");
    meters.show(former);

    Caches later = former.next(Backplane.Sync.ALONE);
    cacheIn(later, "depths");
    meters.show(later);

    assertThat(registry.find("tickcache.cache.loads").tag("rule", "quotes").meters()).isEmpty();
    assertThat(registry.find("tickcache.cache.loads").tag("rule", "depths").meters()).hasSize(1);
  }
}
