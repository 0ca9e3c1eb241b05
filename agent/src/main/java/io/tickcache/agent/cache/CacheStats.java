package io.tickcache.agent.cache;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What happened in one cache, counted where it happened. Thread-safe. */
public final class CacheStats {

  public final OwnedAdder nearHits = new OwnedAdder();
  public final LongAdder nearNegatives = new LongAdder();
  public final LongAdder nearMisses = new LongAdder();
  public final LongAdder remoteHits = new LongAdder();
  public final LongAdder remoteNegatives = new LongAdder();
  public final LongAdder remoteMisses = new LongAdder();

  public final LongAdder loads = new LongAdder();
  public final LongAdder loadFailures = new LongAdder();
  public final LongAdder follows = new LongAdder();
  public final LongAdder nearFenced = new LongAdder();
  public final LongAdder undecodable = new LongAdder();
  public final LongAdder invalidations = new LongAdder();

  private final Map<StaleReason, LongAdder> stale = new EnumMap<>(StaleReason.class);
  private final Map<BypassReason, LongAdder> bypasses = new EnumMap<>(BypassReason.class);
  private final Map<Warmed, LongAdder> warmed = new EnumMap<>(Warmed.class);
  private volatile long warmUpNanos;
  private final Map<RefreshResult, LongAdder> refreshes = new EnumMap<>(RefreshResult.class);
  private volatile Durations durations = Durations.IGNORED;
  private volatile @Nullable ShadowStats shadow;
  private volatile @Nullable HitSample sample;

  public CacheStats() {
    for (StaleReason reason : StaleReason.values()) {
      stale.put(reason, new LongAdder());
    }
    for (BypassReason reason : BypassReason.values()) {
      bypasses.put(reason, new LongAdder());
    }
    for (Warmed what : Warmed.values()) {
      warmed.put(what, new LongAdder());
    }
    for (RefreshResult result : RefreshResult.values()) {
      refreshes.put(result, new LongAdder());
    }
  }

  /** The count of answers that callers got past their time for a reason. */
  public LongAdder stale(StaleReason reason) {
    return Objects.requireNonNull(stale.get(reason));
  }

  /** A caller gets an answer of this age, which is past its time. */
  void stale(StaleReason reason, long ageNanos) {
    stale(reason).increment();
    durations.staleAge(ageNanos);
  }

  /** The count of entries that were to be refreshed, by what has become of that. */
  public LongAdder refreshes(RefreshResult result) {
    return Objects.requireNonNull(refreshes.get(result));
  }

  /** The count of calls that went upstream for a reason. */
  public LongAdder bypasses(BypassReason reason) {
    return Objects.requireNonNull(bypasses.get(reason));
  }

  /** The count of symbols that were to be ready at start, of which this became. */
  public LongAdder warmed(Warmed what) {
    return Objects.requireNonNull(warmed.get(what));
  }

  /** How long it took until the symbols were ready, the latest time; 0 if that never was. */
  public long warmUpNanos() {
    return warmUpNanos;
  }

  /** Symbols have been made ready, in this time. */
  public void warmedUpIn(long nanos) {
    warmUpNanos = nanos;
  }

  /** What is counted of calls that the cache only watches. */
  public ShadowStats shadow() {
    ShadowStats present = shadow;
    return present == null ? makeShadow() : present;
  }

  private synchronized ShadowStats makeShadow() {
    ShadowStats present = shadow;
    if (present == null) {
      present = new ShadowStats();
      shadow = present;
    }
    return present;
  }

  /** Another cache counts here from now on. */
  void begin() {
    ShadowStats present = shadow;
    if (present != null) {
      present.begin();
    }
  }

  /** As {@link #shadow}, or null where there were no such calls. */
  public @Nullable ShadowStats shadowIfAny() {
    return shadow;
  }

  /**
   * Takes the keys of some hits in L1, about one in 128, that came since this was last asked; they
   * are kept from the first time on.
   */
  public void takeSample(Consumer<Object> taker) {
    HitSample present = sample;
    if (present == null) {
      sample = new HitSample();
    } else {
      present.take(taker);
    }
  }

  /** Keeps no keys any more. */
  public void endSample() {
    sample = null;
  }

  /** A hit, one of a sample. */
  void sampled(Object key) {
    HitSample present = sample;
    if (present != null) {
      present.add(key);
    }
  }

  /** Where durations go from now on. */
  public void recordDurations(Durations sink) {
    durations = sink;
  }

  Durations durations() {
    return durations;
  }

  /** Takes durations in nanoseconds; must be cheap and must not throw. */
  public interface Durations {
    Durations IGNORED =
        new Durations() {
          @Override
          public void nearLookup(long nanos) {}

          @Override
          public void remoteLookup(long nanos) {}

          @Override
          public void load(long nanos) {}

          @Override
          public void age(long nanos) {}

          @Override
          public void staleAge(long nanos) {}
        };

    /** A hit in L1, one of a sample. */
    void nearLookup(long nanos);

    /** A hit in L2. */
    void remoteLookup(long nanos);

    /** An upstream call, successful or not. */
    void load(long nanos);

    /**
     * How old an answer is that a caller gets from L1 or L2, one of a sample of all: from when its
     * upstream call began, which is what {@code ttl} counts from, to the look-up.
     */
    void age(long nanos);

    /** As {@link #age}, of every answer that is past its time. */
    void staleAge(long nanos);
  }
}
