package io.tickcache.agent.metrics;

import static io.tickcache.agent.upstream.Taking.take;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tickcache.agent.cache.Backplane;
import io.tickcache.agent.cache.BypassReason;
import io.tickcache.agent.cache.CachePolicy;
import io.tickcache.agent.cache.CacheStats;
import io.tickcache.agent.cache.Caches;
import io.tickcache.agent.cache.HybridCache;
import io.tickcache.agent.cache.Lookup;
import io.tickcache.agent.cache.Observation;
import io.tickcache.agent.cache.Question;
import io.tickcache.agent.cache.RemoteCache;
import io.tickcache.agent.cache.ShadowStats;
import io.tickcache.agent.cache.TextValues;
import io.tickcache.agent.log.Log;
import io.tickcache.agent.redis.RedisTier;
import io.tickcache.agent.upstream.Budgets;
import io.tickcache.agent.upstream.RemoteStops;
import io.tickcache.rules.Allowance;
import io.tickcache.rules.HostPort;
import io.tickcache.rules.RedisLocation;
import io.tickcache.rules.RedisSettings;
import io.tickcache.rules.RuleSet;
import io.tickcache.rules.Upstream;
import io.tickcache.rules.WhenExhausted;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is shown of caches whose rules come and go. */
class MetersTest {

  private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Meters meters = new Meters();

  @BeforeEach
  void begin() {
    meters.showIn(registry);
  }

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

  private static RuleSet rules(String digest) {
    return RuleSet.of("test.yaml", digest, null, List.of());
  }

  @Test
  void whichRulesAreInForceIsShownByTheirDigestAlone() {
    ReloadStats stats = new ReloadStats();
    meters.show(rules("111111111111"), stats);
    stats.applied.increment();
    stats.refused.add(2);
    stats.asFiled(false);
    meters.show(rules("222222222222"), stats);

    assertThat(registry.get("tickcache.rules").gauges())
        .singleElement()
        .extracting(gauge -> gauge.getId().getTag("digest"))
        .isEqualTo("222222222222");
    assertThat(reloads("applied")).isEqualTo(1);
    assertThat(reloads("refused")).isEqualTo(2);
    assertThat(registry.get("tickcache.rules.as.filed").gauge().value()).isZero();
  }

  private double reloads(String result) {
    return registry.get("tickcache.rules.reloads").tag("result", result).functionCounter().count();
  }

  private double loads(String rule) {
    return registry.get("tickcache.cache.loads").tag("rule", rule).functionCounter().count();
  }

  @Test
  void everyMeterBearsTheTagsThatAreSaidAndOthersLater() {
    Caches caches = new Caches(Backplane.Sync.ALONE);
    CacheStats stats = cacheIn(caches, "quotes").stats();
    stats.loads.add(3);
    meters.tag(Map.of("desk", "fx"));
    meters.show(caches);
    meters.show(tier());
    assertThat(registry.getMeters())
        .hasSizeGreaterThan(20)
        .allMatch(meter -> "fx".equals(meter.getId().getTag("desk")));
    stats.loads.add(1);
    assertThat(loads("quotes")).isEqualTo(4);

    meters.tag(Map.of("desk", "fx"));
    assertThat(registry.getMeters()).isNotEmpty();
    meters.tag(Map.of("site", "a"));
    meters.show(caches);

    assertThat(registry.getMeters())
        .hasSizeGreaterThan(10)
        .allMatch(meter -> "a".equals(meter.getId().getTag("site")))
        .allMatch(meter -> meter.getId().getTag("desk") == null);
    assertThat(loads("quotes")).isEqualTo(4);

    meters.tag(Map.of());
    meters.show(new Caches(Backplane.Sync.ALONE));
    assertThat(registry.getMeters()).isEmpty();
  }

  @Test
  void jmxShowsThemAsLongAsItIsAskedForWhateverStandsInATag() throws JMException {
    Caches caches = new Caches(Backplane.Sync.ALONE);
    cacheIn(caches, "tags-over-jmx").stats().loads.add(3);
    meters.tag(Map.of("desk", "a=b,c*?\"d\" e:f"));
    meters.showOverJmx();
    meters.show(caches);
    assertThat(beans()).isNotEmpty();

    meters.hideJmx();
    assertThat(beans()).isEmpty();
    assertThat(loads("tags-over-jmx")).isEqualTo(3);

    meters.showOverJmx();
    assertThat(beans()).isNotEmpty();
    meters.close();
    assertThat(beans()).isEmpty();
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
  void whatACacheFindsOutThatOnlyWatchesIsShownAsItComes() {
    Caches caches = new Caches(Backplane.Sync.ALONE);
    cacheIn(caches, "depths");
    ShadowStats shadow = cacheIn(caches, "quotes").stats().shadow();
    shadow.calls.add(7);
    shadow.same.add(2);
    shadow.failed.add(1);
    shadow.followers.add(1);
    shadow.uncompared.add(1);
    shadow.saved(1_500_000_000);
    meters.show(caches);
    shadow.differed(List.of("price"), 4_900_000_000L);
    shadow.differed(List.of("bids[].price", "price"), 2_000_000_000L);
    meters.show(caches);

    assertThat(shadow("calls")).isEqualTo(7);
    assertThat(shadow("answers", "result", "same")).isEqualTo(2);
    assertThat(shadow("answers", "result", "different")).isEqualTo(2);
    assertThat(shadow("answers", "result", "failed")).isEqualTo(1);
    assertThat(shadow("answers", "result", "follower")).isEqualTo(1);
    assertThat(shadow("answers", "result", "uncompared")).isEqualTo(1);
    assertThat(registry.get("tickcache.shadow.saved.time").tag("rule", "quotes").gauge().value())
        .isEqualTo(1.5);
    assertThat(shadow("differences", "field", "price")).isEqualTo(2);
    assertThat(shadow("differences", "field", "bids[].price")).isEqualTo(1);
    Timer ages = registry.get("tickcache.shadow.stale.age").tag("rule", "quotes").timer();
    assertThat(ages.count()).isEqualTo(2);
    assertThat(ages.max(TimeUnit.MILLISECONDS)).isEqualTo(4_900);
    assertThat(registry.find("tickcache.shadow.calls").tag("rule", "depths").meters()).isEmpty();

    meters.show(new Caches(Backplane.Sync.ALONE));
    assertThat(registry.find("tickcache.shadow.calls").meters()).isEmpty();
    meters.show(caches);
    assertThat(shadow("differences", "field", "price")).isEqualTo(2);
  }

  private double shadow(String name, String... tags) {
    return registry
        .get("tickcache.shadow." + name)
        .tag("rule", "quotes")
        .tags(tags)
        .functionCounter()
        .count();
  }

  @Test
  void aRuleThatIsGoneIsShownNoMoreUntilItIsBack() {
    Caches former = new Caches(Backplane.Sync.ALONE);
    cacheIn(former, "quotes");
    cacheIn(former, "depths");
    meters.show(former);

    Caches later = former.next(Backplane.Sync.ALONE);
    cacheIn(later, "depths");
    meters.show(later);

    assertThat(registry.find("tickcache.cache.loads").tag("rule", "quotes").meters()).isEmpty();
    assertThat(registry.find("tickcache.cache.loads").tag("rule", "depths").meters()).hasSize(1);

    meters.show(former);

    assertThat(loads("quotes")).isZero();
  }

  private Observation observationIn(Caches caches, String name) {
    Observation observation =
        new Observation(
            name,
            CachePolicy.ttl(Duration.ofSeconds(5)).build(),
            System::nanoTime,
            false,
            caches.observationStats(name),
            caches.stats(name),
            "5 s");
    caches.add(observation);
    return observation;
  }

  private double observed(String result) {
    return registry
        .get("tickcache.observed.calls")
        .tags("rule", "quotes", "result", result)
        .functionCounter()
        .count();
  }

  @Test
  void whatIsObservedIsShownAsLongAsThereIsNoCache() {
    Caches observing = new Caches(Backplane.Sync.ALONE);
    Observation observation = observationIn(observing, "quotes");
    observation.begin(new long[] {1}, place -> question()).answered(false);
    observation.begin(new long[] {1}, place -> question()).answered(false);
    observation.begin(new long[] {1}, place -> question()).failed();
    observation.bypasses().bypasses(BypassReason.CONDITION).increment();
    meters.show(observing);

    assertThat(observed("hit")).isEqualTo(2);
    assertThat(observed("shared")).isZero();
    assertThat(observed("miss")).isEqualTo(1);
    assertThat(observedGauge("keys")).isEqualTo(1);
    assertThat(registry.get("tickcache.observed.saved.calls").functionCounter().count())
        .isEqualTo(2);
    assertThat(observedGauge("saved.time"))
        .isEqualTo(observation.stats().savedNanos() / 1e9)
        .isPositive();
    assertThat(conditions()).isEqualTo(1);
    assertThat(registry.find("tickcache.cache.gets").meters()).isEmpty();

    Caches caching = observing.next(Backplane.Sync.ALONE);
    cacheIn(caching, "quotes").stats().loads.add(3);
    meters.show(caching);

    assertThat(registry.getMeters())
        .noneMatch(meter -> meter.getId().getName().startsWith("tickcache.observed."));
    assertThat(loads("quotes")).isEqualTo(3);
    assertThat(conditions()).isEqualTo(1);

    Caches again = caching.next(Backplane.Sync.ALONE);
    observationIn(again, "quotes");
    meters.show(again);

    assertThat(observed("hit")).isEqualTo(2);
    assertThat(observedGauge("keys")).isZero();
    assertThat(registry.find("tickcache.cache.loads").meters()).isEmpty();
  }

  @Test
  void aCacheAndWhatIsObservedUnderItsNameAreShownTogether() {
    Caches both = new Caches(Backplane.Sync.ALONE);
    observationIn(both, "quotes");
    cacheIn(both, "quotes").stats().loads.add(3);
    both.stats("quotes").bypasses(BypassReason.CONDITION).increment();
    meters.show(both);
    assertThat(observed("hit")).isZero();
    assertThat(loads("quotes")).isEqualTo(3);

    Caches cacheAlone = both.next(Backplane.Sync.ALONE);
    cacheIn(cacheAlone, "quotes");
    meters.show(cacheAlone);

    assertThat(loads("quotes")).isEqualTo(3);
    assertThat(conditions()).isEqualTo(1);
    assertThat(registry.find("tickcache.observed.calls").meters()).isEmpty();
  }

  private static Question question() {
    return new Question("AAPL", "AAPL", new TextValues(), null);
  }

  private double conditions() {
    return registry
        .get("tickcache.cache.bypasses")
        .tags("rule", "quotes", "reason", "condition")
        .functionCounter()
        .count();
  }

  private double observedGauge(String name) {
    return registry.get("tickcache.observed." + name).tag("rule", "quotes").gauge().value();
  }

  @Test
  void theSizeIsThatOfTheCacheInForce() throws Exception {
    Caches former = new Caches(Backplane.Sync.ALONE);
    cacheIn(former, "quotes");
    meters.show(former);
    assertThat(size("quotes")).isZero();

    Caches later = former.next(Backplane.Sync.ALONE);
    HybridCache cache = cacheIn(later, "quotes");
    meters.show(later);
    Lookup lookup = cache.ask(new Question("AAPL", "AAPL", new TextValues(), null));
    ((Lookup.Leading) lookup).load().complete("a quote");

    assertThat(size("quotes")).isEqualTo(1);
  }

  private double size(String rule) {
    return registry.get("tickcache.cache.size").tag("rule", rule).gauge().value();
  }

  @Test
  void anotherRedisIsShownInTheFirstOnesPlace() {
    RedisTier first = tier();
    first.invalidate("quotes", "AAPL");
    meters.show(first);
    assertThat(pending()).isEqualTo(1);
    RedisTier second = tier();
    second.stats().fills.add(3);

    meters.show(second);
    first.stats().fills.add(4);

    assertThat(pending()).isZero();
    assertThat(
            registry.get("tickcache.redis.fills").tag("result", "stored").functionCounter().count())
        .isEqualTo(3);
  }

  private double pending() {
    return registry.get("tickcache.backplane.pending").gauge().value();
  }

  @Test
  void theSameRedisIsShownOnce() {
    RedisTier tier = tier();
    meters.show(tier);
    registry.get("tickcache.backplane.lag").timer().record(Duration.ofMillis(1));

    meters.show(tier);

    assertThat(registry.get("tickcache.backplane.lag").timer().count()).isEqualTo(1);
  }

  @Test
  void withoutRedisTheCachesAreShownAlone() {
    Caches caches = new Caches(Backplane.Sync.ALONE);
    cacheIn(caches, "quotes");
    meters.show(caches);
    RedisTier tier = tier();
    meters.show(tier);
    assertThat(names()).anyMatch(name -> !name.startsWith("tickcache.cache."));

    meters.hideTier();

    assertThat(names()).isNotEmpty().allMatch(name -> name.startsWith("tickcache.cache."));

    meters.show(tier);

    assertThat(names()).as("back again").contains("tickcache.redis.fills");
  }

  private List<String> names() {
    return registry.getMeters().stream().map(meter -> meter.getId().getName()).toList();
  }

  private RedisTier tier() {
    return new RedisTier(
        RedisSettings.builder(RedisLocation.standalone(new HostPort("127.0.0.1", 1), 0)).build(),
        new Caches(Backplane.Sync.ALONE),
        RemoteStops.Listener.NONE,
        System::nanoTime,
        background,
        Thread::new,
        new Log(System.err));
  }

  @Test
  void whatIsClosedLeavesNothingInTheMBeanServer() throws Exception {
    Caches caches = new Caches(Backplane.Sync.ALONE);
    cacheIn(caches, "quotes");
    Meters overJmx = new Meters();
    overJmx.showOverJmx();
    overJmx.show(caches);
    assertThat(beans()).isNotEmpty();

    overJmx.close();

    assertThat(beans()).isEmpty();
  }

  @Test
  void budgetsAreShownAsLongAsTheirUpstreamsAreNamed() {
    Allowance second = new Allowance(20, Duration.ofSeconds(1));
    Allowance minute = new Allowance(1200, Duration.ofMinutes(1));
    Budgets budgets = new Budgets(System::nanoTime, new Log(System.err));
    budgets.become(
        List.of(new Upstream("binance", List.of(second, minute), WhenExhausted.CALL)), false);
    MeterRegistry shown = new SimpleMeterRegistry();
    meters.showIn(shown);
    meters.show(budgets.inForce());
    take(budgets.inForce().get(0), 21);
    assertThat(budget(shown, "60s", "used")).isEqualTo(21);
    assertThat(budget(shown, "1s", "share")).isEqualTo(20);
    assertThat(
            shown
                .get("tickcache.upstream.calls")
                .tags("upstream", "binance", "result", "overdrawn")
                .functionCounter()
                .count())
        .isEqualTo(1);

    budgets.become(List.of(new Upstream("binance", List.of(minute))), false);
    meters.show(budgets.inForce());
    assertThat(shown.find("tickcache.upstream.budget").tags("period", "1s").meters()).isEmpty();
    assertThat(budget(shown, "60s", "all")).isEqualTo(1200);

    meters.show(List.of());
    assertThat(shown.getMeters())
        .noneMatch(meter -> meter.getId().getName().startsWith("tickcache.upstream"));
  }

  private static double budget(MeterRegistry registry, String period, String part) {
    return registry
        .get("tickcache.upstream.budget")
        .tags("upstream", "binance", "period", period, "part", part)
        .gauge()
        .value();
  }

  @Test
  void fieldsOfAllFormsAreShownOverJmx() throws Exception {
    Caches caches = new Caches(Backplane.Sync.ALONE);
    ShadowStats shadow = cacheIn(caches, "quotes").stats().shadow();
    shadow.differed(List.of("price", "bids[].price", "quotes{}", "size()"), 1);
    Meters overJmx = new Meters();
    overJmx.showOverJmx();
    try {
      overJmx.show(caches);

      assertThat(beans())
          .extracting(bean -> bean.getKeyProperty("name"))
          .filteredOn(name -> name.startsWith("tickcacheShadowDifferences.field."))
          .hasSize(4);
    } finally {
      overJmx.close();
    }
  }

  private static Set<ObjectName> beans() throws JMException {
    return ManagementFactory.getPlatformMBeanServer()
        .queryNames(new ObjectName("tickcache:*"), null);
  }
}
