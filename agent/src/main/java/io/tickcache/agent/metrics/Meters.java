package io.tickcache.agent.metrics;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
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
import io.tickcache.agent.redis.RedisStats;
import io.tickcache.agent.redis.RedisTier;
import io.tickcache.rules.RuleSet;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
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

  private static final double[] PERCENTILES = {0.5, 0.99, 0.999};
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final String IN_FORCE = "tickcache.rules";

  private final CompositeMeterRegistry registry = new CompositeMeterRegistry();
  private final Set<String> bound = new HashSet<>();
  private final Set<String> observed = new HashSet<>();
  private final ShadowMeters shadows = new ShadowMeters(registry);
  private volatile @Nullable Caches shown;
  private @Nullable RuleSet shownRules;
  private @Nullable RedisTier shownTier;
  private @Nullable MeterRegistry exposed;
  private @Nullable Exposition exposition;

  /** Has the platform's MBean server show them, too. */
  public void showOverJmx() {
    showIn(
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
            Clock.SYSTEM));
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

  /** Frees what only the text needs. */
  public void hideText() {
    MeterRegistry kept = exposed;
    if (kept != null) {
      registry.remove(kept);
      kept.close();
    }
    exposed = null;
    exposition = null;
  }

  void showIn(MeterRegistry further) {
    registry.add(further);
  }

  /** Shows which rules are in force, so that processes which have others can be told apart. */
  public void show(RuleSet rules, ReloadStats stats) {
    if (rules == shownRules) {
      return;
    }
    if (shownRules == null) {
      count("tickcache.rules.reloads", stats.applied, "result", "applied");
      count("tickcache.rules.reloads", stats.refused, "result", "refused");
      Gauge.builder("tickcache.rules.as.filed", stats, now -> now.asFiled() ? 1 : 0)
          .register(registry);
    }
    remove(meter -> IN_FORCE.equals(meter.getId().getName()));
    shownRules = rules;
    Gauge.builder(IN_FORCE, rules, now -> now.rules().size())
        .strongReference(true)
        .tag("digest", rules.digest())
        .register(registry);
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

  /** A cache and an observation may have a name in common, and then some of its meters, too. */
  private void hide(Set<String> names, Predicate<String> gone) {
    for (String name : new HashSet<>(names)) {
      if (gone.test(name)) {
        observed.remove(name);
        bound.remove(name);
        shadows.forget(name);
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
    gets(rule, "l1", "miss", stats.nearMisses);
    gets(rule, "l2", "hit", stats.remoteHits);
    gets(rule, "l2", "negative", stats.remoteNegatives);
    gets(rule, "l2", "miss", stats.remoteMisses);
    count("tickcache.cache.loads", stats.loads, "rule", rule);
    count("tickcache.cache.load.failures", stats.loadFailures, "rule", rule);
    count("tickcache.cache.follows", stats.follows, "rule", rule);
    count("tickcache.cache.fenced", stats.nearFenced, "rule", rule, "level", "l1");
    count("tickcache.cache.undecodable", stats.undecodable, "rule", rule);
    showPassing(rule, stats);
    Gauge.builder("tickcache.cache.size", this, meters -> meters.size(rule))
        .tag("rule", rule)
        .register(registry);
    stats.recordDurations(
        new Durations(
            timer("tickcache.cache.lookup", "rule", rule, "level", "l1"),
            timer("tickcache.cache.lookup", "rule", rule, "level", "l2"),
            timer("tickcache.cache.load", "rule", rule)));
  }

  private void show(Observation observation) {
    String rule = observation.name();
    ObservationStats stats = observation.stats();
    showPassing(rule, observation.bypasses());
    count("tickcache.observed.calls", stats.hits, "rule", rule, "result", "hit");
    count("tickcache.observed.calls", stats.shared, "rule", rule, "result", "shared");
    count("tickcache.observed.calls", stats.misses, "rule", rule, "result", "miss");
    count("tickcache.observed.saved.calls", stats.savedCalls, "rule", rule);
    Gauge.builder("tickcache.observed.saved.time", stats, all -> all.savedNanos.sum() / 1e9)
        .tag("rule", rule)
        .baseUnit("seconds")
        .register(registry);
    Gauge.builder("tickcache.observed.keys", this, meters -> meters.keys(rule))
        .tag("rule", rule)
        .register(registry);
  }

  /** What happens with a cache, and without one. */
  private void showPassing(String rule, CacheStats stats) {
    count("tickcache.cache.invalidations", stats.invalidations, "rule", rule);
    for (BypassReason reason : BypassReason.values()) {
      count(
          "tickcache.cache.bypasses",
          stats.bypasses(reason),
          "rule",
          rule,
          "reason",
          reason.label());
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
    count("tickcache.redis.fills", stats.fills, "result", "stored");
    count("tickcache.redis.fills", stats.fencedFills, "result", "fenced");
    count("tickcache.redis.failures", stats.failures);
    count("tickcache.backplane.invalidations", stats.invalidationsSent, "direction", "sent");
    count(
        "tickcache.backplane.invalidations", stats.invalidationsReceived, "direction", "received");
    count("tickcache.backplane.ignored", stats.messagesIgnored);
    Gauge.builder("tickcache.backplane.pending", tier, RedisTier::pendingInvalidations)
        .register(registry);
    FunctionCounter.builder(
            "tickcache.backplane.pending.overflows", tier, RedisTier::pendingOverflows)
        .register(registry);
    Gauge.builder("tickcache.backplane.selftest", tier, now -> now.selfTestNanos() / 1e9)
        .baseUnit("seconds")
        .register(registry);
    for (String state : new String[] {"closed", "open", "half_open"}) {
      Gauge.builder(
              "tickcache.redis.breaker", tier, now -> now.breakerState().equals(state) ? 1 : 0)
          .tag("state", state)
          .register(registry);
    }
    for (Backplane.Sync state :
        EnumSet.of(Backplane.Sync.SYNCED, Backplane.Sync.SUSPECT, Backplane.Sync.OUT)) {
      Gauge.builder("tickcache.backplane.state", tier, now -> now.state() == state ? 1 : 0)
          .tag("state", state.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
    Timer lag = timer("tickcache.backplane.lag");
    stats.recordLag(nanos -> lag.record(nanos, TimeUnit.NANOSECONDS));
  }

  /** Shows no Redis. */
  public void hideTier() {
    shownTier = null;
    remove(
        meter -> {
          String name = meter.getId().getName();
          return name.startsWith("tickcache.redis.") || name.startsWith("tickcache.backplane.");
        });
  }

  private void gets(String rule, String level, String result, LongAdder count) {
    count("tickcache.cache.gets", count, "rule", rule, "level", level, "result", result);
  }

  private void count(String name, LongAdder count, String... tags) {
    count(registry, name, count, tags);
  }

  private Timer timer(String name, String... tags) {
    return timer(registry, name, tags);
  }

  static void count(MeterRegistry registry, String name, LongAdder count, String... tags) {
    FunctionCounter.builder(name, count, LongAdder::sum).tags(tags).register(registry);
  }

  static Timer timer(MeterRegistry registry, String name, String... tags) {
    return Timer.builder(name)
        .tags(tags)
        .publishPercentiles(PERCENTILES)
        .distributionStatisticExpiry(WINDOW)
        .register(registry);
  }

  private static final class Durations implements CacheStats.Durations {
    private final Timer nearLookups;
    private final Timer remoteLookups;
    private final Timer loads;

    private Durations(Timer nearLookups, Timer remoteLookups, Timer loads) {
      this.nearLookups = nearLookups;
      this.remoteLookups = remoteLookups;
      this.loads = loads;
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
  }
}
