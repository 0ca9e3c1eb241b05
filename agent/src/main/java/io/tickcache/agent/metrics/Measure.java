package io.tickcache.agent.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tickcache.agent.cache.BypassReason;
import io.tickcache.agent.cache.RefreshResult;
import io.tickcache.agent.cache.StaleReason;
import io.tickcache.agent.cache.Warmed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;

/**
 * What there are meters of: each with its name, what it says, and the tags that tell its values
 * apart. {@code docs/metrics.md} is generated from this.
 */
enum Measure {
  GETS(
      "tickcache.cache.gets",
      Kind.COUNTER,
      "Look-ups of an answer; negative is one that there is none. What L1 misses is looked up in L2.",
      Label.RULE,
      Label.of("level", "l1", "l2"),
      Label.of("result", "hit", "negative", "stale", "miss")),
  STALE(
      "tickcache.cache.stale",
      Kind.COUNTER,
      "Answers past their time, as on-error grants them, by why there was no newer one: a load has"
          + " failed; upstream is held off after that; another caller's load takes long; a budget"
          + " is exhausted, or upstream refuses calls.",
      Label.RULE,
      new Label("reason", staleReasons())),
  STALE_AGE(
      "tickcache.cache.stale.age",
      Kind.TIMER,
      "How old such answers were, from the begin of their upstream call.",
      Label.RULE),
  LOADS(
      "tickcache.cache.loads",
      Kind.COUNTER,
      "Upstream calls for the cache, failed ones as well.",
      Label.RULE),
  LOAD_FAILURES(
      "tickcache.cache.load.failures",
      Kind.COUNTER,
      "Loads that ended in an exception.",
      Label.RULE),
  FOLLOWS(
      "tickcache.cache.follows",
      Kind.COUNTER,
      "Calls that waited for another caller's load of the same key.",
      Label.RULE),
  FENCED(
      "tickcache.cache.fenced",
      Kind.COUNTER,
      "Loads that an invalidation overtook, so that their answer was not kept.",
      Label.RULE,
      Label.of("level", "l1")),
  UNDECODABLE(
      "tickcache.cache.undecodable",
      Kind.COUNTER,
      "Values of L2 that could not be read, which counts as a miss.",
      Label.RULE),
  INVALIDATIONS(
      "tickcache.cache.invalidations",
      Kind.COUNTER,
      "Invalidations of a symbol or of the whole cache, by this process.",
      Label.RULE),
  BYPASSES(
      "tickcache.cache.bypasses",
      Kind.COUNTER,
      "Calls that went upstream without the cache.",
      Label.RULE,
      new Label("reason", reasons())),
  WARMED(
      "tickcache.cache.warmed",
      Kind.COUNTER,
      "Symbols that were to be ready at start, by what became of them: the first three are ready.",
      Label.RULE,
      new Label("result", warmed())),
  WARM_UP(
      "tickcache.cache.warm.up",
      Kind.SECONDS,
      "How long it took, the latest time, until the symbols were ready that were to be.",
      Label.RULE),
  REFRESHES(
      "tickcache.cache.refreshes",
      Kind.COUNTER,
      "Hot entries that were to be loaded anew before their end under refresh-ahead: done, failed, or left"
          + " out, for what the result names.",
      Label.RULE,
      new Label("result", results())),
  SIZE("tickcache.cache.size", Kind.GAUGE, "Entries in L1.", Label.RULE),
  LOOKUP(
      "tickcache.cache.lookup",
      Kind.TIMER,
      "How long hits took; in L1 of a sample of them, in L2 one of each call.",
      Label.RULE,
      Label.of("level", "l1", "l2")),
  LOAD(
      "tickcache.cache.load",
      Kind.TIMER,
      "How long upstream calls took, failed ones as well.",
      Label.RULE),
  AGE(
      "tickcache.cache.age",
      Kind.TIMER,
      "How old hits of either tier were, of a sample of them: from the begin of their upstream call"
          + " to the look-up.",
      Label.RULE),

  RULES(
      "tickcache.rules",
      Kind.GAUGE,
      "The number of rules in force; processes with another digest have another rules file.",
      Label.of("digest")),
  RELOADS(
      "tickcache.rules.reloads",
      Kind.COUNTER,
      "Attempts to put other rules in force.",
      Label.of("result", "applied", "refused")),
  AS_FILED(
      "tickcache.rules.as.filed",
      Kind.GAUGE,
      "1 while the rules in force are those of the file, 0 after mistakes in it, a switch of a mode or a"
          + " roll-back."),

  OBSERVED_CALLS(
      "tickcache.observed.calls",
      Kind.COUNTER,
      "What a cache would have done with calls under a rule with mode observe, by symbol.",
      Label.RULE,
      Label.of("result", "hit", "shared", "miss")),
  OBSERVED_SAVED_CALLS(
      "tickcache.observed.saved.calls",
      Kind.COUNTER,
      "Calls that would not have gone upstream under a rule with mode observe.",
      Label.RULE),
  OBSERVED_SAVED_TIME(
      "tickcache.observed.saved.time",
      Kind.SECONDS,
      "How long the calls took, in all, whose symbols would all have been hits.",
      Label.RULE),
  OBSERVED_KEYS(
      "tickcache.observed.keys",
      Kind.GAUGE,
      "Different keys that calls under a rule with mode observe had, right to about 1 %.",
      Label.RULE),

  SHADOW_CALLS(
      "tickcache.shadow.calls",
      Kind.COUNTER,
      "Calls under a rule with mode shadow that the cache is for.",
      Label.RULE),
  SHADOW_ANSWERS(
      "tickcache.shadow.answers",
      Kind.COUNTER,
      "Those of them that would have been answered, by what the upstream said.",
      Label.RULE,
      Label.of("result", "same", "different", "failed", "follower", "uncompared")),
  SHADOW_DIFFERENCES(
      "tickcache.shadow.differences",
      Kind.COUNTER,
      "Answers that differed in a field: the first 20 fields of a cache by name, the rest as other.",
      Label.RULE,
      Label.of("field")),
  SHADOW_SAVED_TIME(
      "tickcache.shadow.saved.time",
      Kind.SECONDS,
      "How long the upstream calls took, in all, that would have been answered without waiting.",
      Label.RULE),
  SHADOW_STALE_AGE(
      "tickcache.shadow.stale.age",
      Kind.TIMER,
      "How old the answers were that differed.",
      Label.RULE),

  UPSTREAM_CALLS(
      "tickcache.upstream.calls",
      Kind.COUNTER,
      "Calls that count at an upstream, by what its budget had for them: room at once, room in"
          + " time, or none; forgone are those without room whose callers got an answer past its"
          + " time.",
      Label.of("upstream"),
      Label.of("result", "granted", "waited", "overdrawn", "forgone")),
  UPSTREAM_WAITED(
      "tickcache.upstream.waited.time",
      Kind.SECONDS,
      "How long calls have waited for room in the budget of their upstream, in all.",
      Label.of("upstream")),
  UPSTREAM_WAITING(
      "tickcache.upstream.waiting",
      Kind.GAUGE,
      "Calls that wait for room now.",
      Label.of("upstream")),
  UPSTREAM_BUDGET(
      "tickcache.upstream.budget",
      Kind.GAUGE,
      "What is allowed within a period: to all processes, of that to this one, and of that in use.",
      Label.of("upstream"),
      Label.of("period"),
      Label.of("part", "all", "share", "used")),
  UPSTREAM_STOPPED(
      "tickcache.upstream.stopped",
      Kind.COUNTER,
      "Calls that came while their upstream's were stopped: those that failed in place of being"
          + " made, those that were answered past their time, and those that were made all the same.",
      Label.of("upstream"),
      Label.of("result", "failed", "answered", "made")),
  UPSTREAM_PROBES(
      "tickcache.upstream.probes",
      Kind.COUNTER,
      "Calls that were made to find out whether the upstream still refuses them.",
      Label.of("upstream")),
  UPSTREAM_BACKING_OFF(
      "tickcache.upstream.backing.off",
      Kind.GAUGE,
      "Whether the upstream's calls are stopped now, 1 or 0.",
      Label.of("upstream")),
  FILLS(
      "tickcache.redis.fills",
      Kind.COUNTER,
      "Answers sent to Redis; fenced are those that an invalidation or another load overtook.",
      Label.of("result", "stored", "fenced")),
  REDIS_FAILURES(
      "tickcache.redis.failures", Kind.COUNTER, "Commands that Redis failed or was too slow for."),
  BREAKER(
      "tickcache.redis.breaker",
      Kind.GAUGE,
      "1 for the state of the circuit breaker, 0 for the others; while it is open Redis is not asked.",
      Label.of("state", "closed", "open", "half_open")),
  BACKPLANE_INVALIDATIONS(
      "tickcache.backplane.invalidations",
      Kind.COUNTER,
      "Invalidations told to other processes, and heard from them.",
      Label.of("direction", "sent", "received")),
  IGNORED(
      "tickcache.backplane.ignored",
      Kind.COUNTER,
      "Messages that this version of the agent doesn't understand."),
  PENDING(
      "tickcache.backplane.pending",
      Kind.GAUGE,
      "Invalidations that Redis has not heard of yet, as while it is out."),
  OVERFLOWS(
      "tickcache.backplane.pending.overflows",
      Kind.COUNTER,
      "How often so many were pending that whole caches were invalidated in their place."),
  SELF_TEST(
      "tickcache.backplane.selftest",
      Kind.SECONDS,
      "How long a message to itself took to come back at the latest test; below 0 before there was one."),
  BACKPLANE_STATE(
      "tickcache.backplane.state",
      Kind.GAUGE,
      "1 for the state, 0 for the others: synced, every invalidation arrives; suspect, some may be lost;"
          + " out, Redis is not reached.",
      Label.of("state", "synced", "suspect", "out")),
  LAG(
      "tickcache.backplane.lag",
      Kind.TIMER,
      "The time from an invalidation in Redis to its arrival here.");

  private static final double[] PERCENTILES = {0.5, 0.99, 0.999};
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final String title;
  private final Kind kind;
  private final String description;

  @SuppressWarnings("ImmutableEnumChecker") // the list is unmodifiable, and so is each label
  private final List<Label> labels;

  Measure(String title, Kind kind, String description, Label... labels) {
    this.title = title;
    this.kind = kind;
    this.description = description;
    this.labels = Collections.unmodifiableList(Arrays.asList(labels));
  }

  /** The meter's name. */
  String title() {
    return title;
  }

  Kind kind() {
    return kind;
  }

  /** What it says, in a sentence. */
  String description() {
    return description;
  }

  List<Label> labels() {
    return labels;
  }

  void count(MeterRegistry registry, LongAdder count, String... tags) {
    count(registry, count, LongAdder::sum, tags);
  }

  <T> void count(MeterRegistry registry, T counted, ToDoubleFunction<T> value, String... tags) {
    require(Kind.COUNTER);
    FunctionCounter.builder(title, counted, value)
        .description(description)
        .tags(tags)
        .register(registry);
  }

  /** In seconds, where it is of time. */
  <T> void gauge(MeterRegistry registry, T measured, ToDoubleFunction<T> value, String... tags) {
    if (kind != Kind.SECONDS) {
      require(Kind.GAUGE);
    }
    Gauge.builder(title, measured, value)
        .description(description)
        .baseUnit(kind == Kind.SECONDS ? "seconds" : null)
        .strongReference(true)
        .tags(tags)
        .register(registry);
  }

  Timer timer(MeterRegistry registry, String... tags) {
    require(Kind.TIMER);
    return Timer.builder(title)
        .description(description)
        .tags(tags)
        .publishPercentiles(PERCENTILES)
        .distributionStatisticExpiry(WINDOW)
        .register(registry);
  }

  private void require(Kind wanted) {
    if (kind != wanted) {
      throw new IllegalStateException(title + " is a " + kind.word());
    }
  }

  private static List<String> staleReasons() {
    List<String> reasons = new ArrayList<>();
    for (StaleReason reason : StaleReason.values()) {
      reasons.add(reason.label());
    }
    return reasons;
  }

  private static List<String> results() {
    List<String> results = new ArrayList<>();
    for (RefreshResult result : RefreshResult.values()) {
      results.add(result.label());
    }
    return results;
  }

  private static List<String> reasons() {
    List<String> reasons = new ArrayList<>();
    for (BypassReason reason : BypassReason.values()) {
      reasons.add(reason.label());
    }
    return reasons;
  }

  private static List<String> warmed() {
    List<String> all = new ArrayList<>();
    for (Warmed what : Warmed.values()) {
      all.add(what.label());
    }
    return all;
  }

  /** What a meter can be. */
  enum Kind {
    COUNTER("counter"),
    GAUGE("gauge"),
    /** A gauge of time. */
    SECONDS("gauge in seconds"),
    /** A number, a sum, the most and percentiles. */
    TIMER("timer");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  /** A tag, and the values that it may have. */
  static final class Label {
    static final Label RULE = Label.of("rule");

    private final String name;
    private final List<String> values;

    Label(String name, List<String> values) {
      this.name = name;
      this.values = values;
    }

    /** Without values it may have any of a bounded number. */
    static Label of(String name, String... values) {
      return new Label(name, Arrays.asList(values));
    }

    String name() {
      return name;
    }

    /** All that there are, or none where they are names of the rules file or of fields. */
    List<String> values() {
      return values;
    }
  }
}
