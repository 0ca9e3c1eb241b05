package io.tickcache.agent.metrics;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.jmx.JmxConfig;
import io.micrometer.jmx.JmxMeterRegistry;
import io.tickcache.agent.cache.Backplane;
import io.tickcache.agent.cache.BypassReason;
import io.tickcache.agent.cache.CacheStats;
import io.tickcache.agent.cache.Caches;
import io.tickcache.agent.cache.HybridCache;
import io.tickcache.agent.cache.Observation;
import io.tickcache.agent.cache.ObservationStats;
import io.tickcache.agent.cache.RefreshResult;
import io.tickcache.agent.cache.StaleReason;
import io.tickcache.agent.cache.Warmed;
import io.tickcache.agent.redis.RedisStats;
import io.tickcache.agent.redis.RedisTier;
import io.tickcache.agent.upstream.Budget;
import io.tickcache.rules.RuleSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Turns the counts of caches and of Redis into meters of the agent's own, which JMX shows under the
 * domain {@code tickcache}, and an {@link Exposition} as text. Used by one thread.
 */
public final class Meters {

  private final CompositeMeterRegistry registry = new CompositeMeterRegistry();
  private final Set<String> bound = new HashSet<>();
  private final Set<String> observed = new HashSet<>();
  private final ShadowMeters shadows = new ShadowMeters(registry);
  private final UpstreamMeters upstreams = new UpstreamMeters(registry);
  private final Latencies latencies = new Latencies();
  private volatile @Nullable Caches shown;
  private @Nullable RuleSet shownRules;
  private @Nullable RedisTier shownTier;
  private @Nullable MeterRegistry exposed;
  private @Nullable Exposition exposition;
  private @Nullable MeterRegistry overJmx;
  private List<Tag> tags = Collections.emptyList();

  public Meters() {
    registry
        .config()
        .meterFilter(
            new MeterFilter() {
              @Override
              public Meter.Id map(Meter.Id id) {
                return id.withTags(tags);
              }
            });
  }

  /** Has every meter bear these tags besides its own, once it is shown the next time. */
  public void tag(Map<String, String> named) {
    List<Tag> next = new ArrayList<>();
    named.forEach((name, value) -> next.add(Tag.of(name, value)));
    if (next.equals(tags)) {
      return;
    }
    tags = next;
    registry.clear();
    observed.clear();
    bound.clear();
    shadows.forgetAll();
    upstreams.forgetAll();
    shownTier = null;
    shownRules = null;
  }

  /** Has the platform's MBean server show them, too, until {@link #hideJmx}. */
  public void showOverJmx() {
    JmxMeterRegistry jmx =
        new JmxMeterRegistry(
            new JmxConfig() {
              @Override
              public @Nullable String get(String key) {
                return null;
              }

              @Override
              public String domain() {
                return "tickcache";
              }
            },
            Clock.SYSTEM);
    showIn(jmx);
    overJmx = jmx;
  }

  /** Leaves nothing behind in the MBean server. */
  public void hideJmx() {
    if (overJmx != null) {
      hideIn(overJmx);
    }
    overJmx = null;
  }

  /** Has them shown as text, too, until {@link #hideText}. */
  public Exposition showAsText() {
    Exposition there = exposition;
    if (there == null) {
      MeterRegistry kept = new SimpleMeterRegistry();
      showIn(kept);
      exposed = kept;
      there = new Exposition(kept);
      exposition = there;
    }
    return there;
  }

  /** How long things took, of what is shown. */
  public Latencies latencies() {
    return latencies;
  }

  /** Frees what only the text needs. */
  public void hideText() {
    if (exposed != null) {
      hideIn(exposed);
    }
    exposed = null;
    exposition = null;
  }

  void showIn(MeterRegistry further) {
    registry.add(further);
  }

  private void hideIn(MeterRegistry former) {
    registry.remove(former);
    former.close();
  }

  /** Shows which rules are in force, so that processes which have others can be told apart. */
  public void show(RuleSet rules, ReloadStats stats) {
    if (rules == shownRules) {
      return;
    }
    if (shownRules == null) {
      count(Measure.RELOADS, stats.applied, "result", "applied");
      count(Measure.RELOADS, stats.refused, "result", "refused");
      Measure.AS_FILED.gauge(registry, stats, now -> now.asFiled() ? 1 : 0);
    }
    remove(meter -> Measure.RULES.title().equals(meter.getId().getName()));
    shownRules = rules;
    Measure.RULES.gauge(registry, rules, now -> now.rules().size(), "digest", rules.digest());
  }

  /** Shows these caches, and those of others no more. */
  public void show(Caches caches) {
    shown = caches;
    hide(observed, name -> caches.observationNamed(name) == null);
    hide(bound, name -> caches.named(name) == null);
    for (Observation observation : caches.observations()) {
      if (observed.add(observation.name())) {
        show(observation);
      }
    }
    for (HybridCache cache : caches.all()) {
      if (bound.add(cache.name())) {
        show(cache);
      }
      shadows.show(cache);
    }
  }

  /** Shows the budgets of these upstreams, and of no others. */
  public void show(List<Budget> budgets) {
    upstreams.show(budgets);
  }

  /** A cache and an observation may have a name in common, and then some of its meters, too. */
  private void hide(Set<String> names, Predicate<String> gone) {
    for (String name : new HashSet<>(names)) {
      if (gone.test(name)) {
        observed.remove(name);
        bound.remove(name);
        shadows.forget(name);
        latencies.forget(name);
        remove(meter -> name.equals(meter.getId().getTag("rule")));
      }
    }
  }

  /** Shows nothing more, and leaves nothing behind in the MBean server. */
  public void close() {
    registry.close();
  }

  private void remove(Predicate<Meter> which) {
    for (Meter meter : registry.getMeters()) {
      if (which.test(meter)) {
        registry.remove(meter);
      }
    }
  }

  private double size(String rule) {
    Caches caches = shown;
    HybridCache cache = caches == null ? null : caches.named(rule);
    return cache == null ? 0 : cache.size();
  }

  private void show(HybridCache cache) {
    String rule = cache.name();
    CacheStats stats = cache.stats();
    gets(rule, "l1", "hit", stats.nearHits);
    gets(rule, "l1", "negative", stats.nearNegatives);
    gets(rule, "l1", "stale", stats.stale(StaleReason.HELD));
    gets(rule, "l1", "miss", stats.nearMisses);
    gets(rule, "l2", "hit", stats.remoteHits);
    gets(rule, "l2", "negative", stats.remoteNegatives);
    gets(rule, "l2", "miss", stats.remoteMisses);
    for (StaleReason reason : StaleReason.values()) {
      count(Measure.STALE, stats.stale(reason), "rule", rule, "reason", reason.label());
    }
    count(Measure.LOADS, stats.loads, "rule", rule);
    count(Measure.LOAD_FAILURES, stats.loadFailures, "rule", rule);
    count(Measure.FOLLOWS, stats.follows, "rule", rule);
    count(Measure.FENCED, stats.nearFenced, "rule", rule, "level", "l1");
    count(Measure.UNDECODABLE, stats.undecodable, "rule", rule);
    for (RefreshResult result : RefreshResult.values()) {
      count(Measure.REFRESHES, stats.refreshes(result), "rule", rule, "result", result.label());
    }
    showPassing(rule, stats);
    for (Warmed what : Warmed.values()) {
      count(Measure.WARMED, stats.warmed(what), "rule", rule, "result", what.label());
    }
    Measure.WARM_UP.gauge(registry, stats, all -> all.warmUpNanos() / 1e9, "rule", rule);
    Measure.SIZE.gauge(registry, this, meters -> meters.size(rule), "rule", rule);
    Timer nearLookups = Measure.LOOKUP.timer(registry, "rule", rule, "level", "l1");
    Timer remoteLookups = Measure.LOOKUP.timer(registry, "rule", rule, "level", "l2");
    Timer loads = Measure.LOAD.timer(registry, "rule", rule);
    Timer ages = Measure.AGE.timer(registry, "rule", rule);
    Timer staleAges = Measure.STALE_AGE.timer(registry, "rule", rule);
    stats.recordDurations(new Durations(nearLookups, remoteLookups, loads, ages, staleAges));
    latencies.add(rule, nearLookups, remoteLookups, loads, ages, staleAges);
  }

  private void show(Observation observation) {
    String rule = observation.name();
    ObservationStats stats = observation.stats();
    showPassing(rule, observation.bypasses());
    Measure.OBSERVED_CALLS.count(
        registry, stats, ObservationStats::hits, "rule", rule, "result", "hit");
    Measure.OBSERVED_CALLS.count(
        registry, stats, ObservationStats::shared, "rule", rule, "result", "shared");
    Measure.OBSERVED_CALLS.count(
        registry, stats, ObservationStats::misses, "rule", rule, "result", "miss");
    Measure.OBSERVED_SAVED_CALLS.count(registry, stats, ObservationStats::savedCalls, "rule", rule);
    Measure.OBSERVED_SAVED_TIME.gauge(registry, stats, all -> all.savedNanos() / 1e9, "rule", rule);
    Measure.OBSERVED_KEYS.gauge(registry, this, meters -> meters.keys(rule), "rule", rule);
  }

  /** What happens with a cache, and without one. */
  private void showPassing(String rule, CacheStats stats) {
    count(Measure.INVALIDATIONS, stats.invalidations, "rule", rule);
    for (BypassReason reason : BypassReason.values()) {
      count(Measure.BYPASSES, stats.bypasses(reason), "rule", rule, "reason", reason.label());
    }
  }

  private double keys(String rule) {
    Caches caches = shown;
    Observation observation = caches == null ? null : caches.observationNamed(rule);
    return observation == null ? 0 : observation.keys();
  }

  /** Shows Redis, and no other: the breaker, the backplane, fills and failures. */
  public void show(RedisTier tier) {
    if (tier == shownTier) {
      return;
    }
    hideTier();
    shownTier = tier;
    RedisStats stats = tier.stats();
    count(Measure.FILLS, stats.fills, "result", "stored");
    count(Measure.FILLS, stats.fencedFills, "result", "fenced");
    count(Measure.REDIS_FAILURES, stats.failures);
    count(Measure.BACKPLANE_INVALIDATIONS, stats.invalidationsSent, "direction", "sent");
    count(Measure.BACKPLANE_INVALIDATIONS, stats.invalidationsReceived, "direction", "received");
    count(Measure.IGNORED, stats.messagesIgnored);
    Measure.PENDING.gauge(registry, tier, RedisTier::pendingInvalidations);
    Measure.OVERFLOWS.count(registry, tier, RedisTier::pendingOverflows);
    Measure.SELF_TEST.gauge(registry, tier, now -> now.selfTestNanos() / 1e9);
    for (String state : new String[] {"closed", "open", "half_open"}) {
      Measure.BREAKER.gauge(
          registry, tier, now -> now.breakerState().equals(state) ? 1 : 0, "state", state);
    }
    for (Backplane.Sync state :
        EnumSet.of(Backplane.Sync.SYNCED, Backplane.Sync.SUSPECT, Backplane.Sync.OUT)) {
      String name = state.name().toLowerCase(Locale.ROOT);
      Measure.BACKPLANE_STATE.gauge(
          registry, tier, now -> now.state() == state ? 1 : 0, "state", name);
    }
    Timer lag = Measure.LAG.timer(registry);
    stats.recordLag(nanos -> lag.record(nanos, TimeUnit.NANOSECONDS));
    latencies.lag(lag);
  }

  /** Shows no Redis. */
  public void hideTier() {
    shownTier = null;
    latencies.lag(null);
    remove(
        meter -> {
          String name = meter.getId().getName();
          return name.startsWith("tickcache.redis.") || name.startsWith("tickcache.backplane.");
        });
  }

  private void gets(String rule, String level, String result, LongAdder count) {
    count(Measure.GETS, count, "rule", rule, "level", level, "result", result);
  }

  private void count(Measure measure, LongAdder count, String... tags) {
    measure.count(registry, count, tags);
  }

  private static final class Durations implements CacheStats.Durations {
    private final Timer nearLookups;
    private final Timer remoteLookups;
    private final Timer loads;
    private final Timer ages;
    private final Timer staleAges;

    private Durations(
        Timer nearLookups, Timer remoteLookups, Timer loads, Timer ages, Timer staleAges) {
      this.nearLookups = nearLookups;
      this.remoteLookups = remoteLookups;
      this.loads = loads;
      this.ages = ages;
      this.staleAges = staleAges;
    }

    @Override
    public void nearLookup(long nanos) {
      nearLookups.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void remoteLookup(long nanos) {
      remoteLookups.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void load(long nanos) {
      loads.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void age(long nanos) {
      ages.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void staleAge(long nanos) {
      staleAges.record(nanos, TimeUnit.NANOSECONDS);
    }
  }
}
