package io.tickcache.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tickcache.agent.cache.Backplane;
import io.tickcache.agent.cache.CachePolicy;
import io.tickcache.agent.cache.Caches;
import io.tickcache.agent.cache.HybridCache;
import io.tickcache.agent.cache.RemoteCache;
import io.tickcache.agent.log.Log;
import io.tickcache.agent.redis.RedisTier;
import io.tickcache.agent.upstream.RemoteStops;
import io.tickcache.rules.HostPort;
import io.tickcache.rules.RedisLocation;
import io.tickcache.rules.RedisSettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a Prometheus is told of the meters. */
class ExpositionTest {

  private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor();
  private final Meters meters = new Meters();

  @AfterEach
  void end() {
    meters.close();
    background.shutdownNow();
  }

  private HybridCache cache(String name) {
    Caches caches = new Caches(Backplane.Sync.ALONE);
    HybridCache cache =
        new HybridCache(
            name,
            CachePolicy.ttl(Duration.ofSeconds(5)).build(),
            System::nanoTime,
            RemoteCache.NONE,
            background,
            caches.stats(name));
    caches.add(cache);
    meters.show(caches);
    return cache;
  }

  @Test
  void itSaysWhatTheRegistryForPrometheusSays() {
    PrometheusMeterRegistry peer = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    meters.showIn(peer);
    Exposition exposition = meters.showAsText();
    HybridCache cache = cache("quotes");
    cache.stats().nearHits.add(41);
    cache.find("AAPL");
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

    List<String> told = samples(exposition.prometheus());

    assertThat(told)
        .hasSizeGreaterThan(40)
        .containsExactlyInAnyOrderElementsOf(samples(peer.scrape()));
    assertThat(told)
        .contains(
            "tickcache_cache_gets_total{level=\"l1\",result=\"hit\",rule=\"quotes\"} 41.0",
            "tickcache_cache_gets_total{level=\"l1\",result=\"miss\",rule=\"quotes\"} 1.0");
    assertThat(samples(exposition.openMetrics()))
        .containsExactlyInAnyOrderElementsOf(
            samples(peer.scrape("application/openmetrics-text; version=1.0.0")));
    assertThat(help(exposition.prometheus()))
        .hasSizeGreaterThan(20)
        .containsExactlyInAnyOrderElementsOf(help(peer.scrape()));
    assertThat(help(exposition.openMetrics()))
        .containsExactlyInAnyOrderElementsOf(
            help(peer.scrape("application/openmetrics-text; version=1.0.0")));
  }

  private static List<String> help(String text) {
    return text.lines().filter(line -> line.startsWith("# HELP ")).toList();
  }

  @Test
  void eachNameHasItsTypeOnceAndItsSamplesTogether() {
    Exposition exposition = meters.showAsText();
    cache("quotes");

    assertThat(exposition.prometheus())
        .containsOnlyOnce("# TYPE tickcache_cache_gets_total counter\n")
        .containsOnlyOnce("# TYPE tickcache_cache_load_seconds summary\n")
        .containsOnlyOnce("# TYPE tickcache_cache_load_seconds_max gauge\n")
        .doesNotContain("EOF");
    assertThat(exposition.openMetrics())
        .containsOnlyOnce("# TYPE tickcache_cache_gets counter\n")
        .endsWith("# EOF\n");
  }

  @Test
  void durationsAreToldInSeconds() {
    MeterRegistry registry = new SimpleMeterRegistry();
    Timer.builder("a.load").register(registry).record(Duration.ofMillis(1500));

    assertThat(samples(new Exposition(registry).prometheus()))
        .containsExactly(
            "a_load_seconds_count 1", "a_load_seconds_sum 1.5", "a_load_seconds_max 1.5");
  }

  @Test
  void whatIsInALabelCantEndIt() {
    MeterRegistry registry = new SimpleMeterRegistry();
    Gauge.builder("a.b", () -> Double.POSITIVE_INFINITY)
        .tag("na-me", "a\"b\\c\nd")
        .strongReference(true)
        .register(registry);

    assertThat(new Exposition(registry).prometheus())
        .isEqualTo("# TYPE a_b gauge\na_b{na_me=\"a\\\"b\\\\c\\nd\"} +Inf\n");
  }

  @Test
  void whatIsInADescriptionCantEndIt() {
    MeterRegistry registry = new SimpleMeterRegistry();
    Gauge.builder("a.b", () -> 1)
        .description("a \"quote\", a \\ and\nan end")
        .strongReference(true)
        .register(registry);

    assertThat(new Exposition(registry).prometheus())
        .startsWith("# HELP a_b a \"quote\", a \\\\ and\\nan end\n# TYPE a_b gauge\n");
    assertThat(new Exposition(registry).openMetrics())
        .startsWith("# HELP a_b a \\\"quote\\\", a \\\\ and\\nan end\n# TYPE a_b gauge\n");
  }

  @Test
  void whatIsHiddenTakesNothingMoreAndMayComeAgain() {
    Exposition first = meters.showAsText();
    assertThat(meters.showAsText()).isSameAs(first);
    cache("quotes");

    meters.hideText();
    Exposition second = meters.showAsText();

    assertThat(second).isNotSameAs(first);
    assertThat(second.prometheus()).contains("tickcache_cache_gets_total{");
  }

  private static List<String> samples(String text) {
    return text.lines().filter(line -> !line.startsWith("#")).toList();
  }
}
