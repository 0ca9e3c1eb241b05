package io.tickcache.agent.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a cache would do with the calls of its rules, found out without one: of each key it knows a
 * hash, when there was a load, and when its answer would be over; the answers it never sees. A call
 * is a hit, it would share the load of another one under way, or it is a miss and so a load itself.
 * Who loads, what becomes of it and what voids it is as in {@link HybridCache}, but that other
 * processes are not known of. Thread-safe.
 */
public final class Observation {

  /** As in {@link NearCache}. */
  private static final long TOLERANCE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** The most keys that are known where a rule bounds bytes: as many as without any bound. */
  private static final int MOST_KEYS = 100_000;

  /** What a call asks, by its place in the call. */
  public interface Questions {
    Question of(int place);
  }

  private final String name;
  private final CachePolicy policy;
  private final Ticker ticker;
  private final boolean remote;
  private final Voids voids = new Voids();
  private final CoarseClock clock;
  private final long longestNanos;
  private final Cache<Long, ObservedKey> keys;
  private final DueInvalidations due = new DueInvalidations();
  private final ObservationStats stats;
  private final CacheStats bypasses;
  private final ObservationText text;
  private final ObservationCounts begun;

  /**
   * @param remote whether there is an L2 that would keep answers for all of their {@code ttl}
   * @param bypasses where calls count that the cache would not be asked for
   * @param life the {@code ttl} in words
   */
  public Observation(
      String name,
      CachePolicy policy,
      Ticker ticker,
      boolean remote,
      ObservationStats stats,
      CacheStats bypasses,
      String life) {
    this.name = name;
    this.policy = policy;
    this.ticker = ticker;
    this.remote = remote;
    this.clock = new CoarseClock(ticker.read());
    this.longestNanos =
        policy.terms.longestNanos() + policy.waitNanos + TOLERANCE_NANOS + CoarseClock.LAG_NANOS;
    this.keys =
        Caffeine.newBuilder()
            .maximumSize(most(policy.room))
            .expireAfterWrite(longestNanos, TimeUnit.NANOSECONDS)
            .ticker(clock::read)
            .executor(Runnable::run)
            .build();
    this.stats = stats;
    this.bypasses = bypasses;
    this.text = new ObservationText(name, life, stats, ticker);
    this.begun = new ObservationCounts(stats, ticker.read());
  }

  private static int most(Room room) {
    return room.isWeighed() ? Math.min(room.entries(), MOST_KEYS) : room.entries();
  }

  public String name() {
    return name;
  }

  public ObservationStats stats() {
    return stats;
  }

  /** Counts the calls that the cache would not be asked for. */
  public CacheStats bypasses() {
    return bypasses;
  }

  /** What was counted since its rules say what they say. */
  public ObservationCounts counts() {
    return new ObservationCounts(stats, ticker.read()).since(begun);
  }

  /** About how many different keys were asked for. */
  public long keys() {
    return text.keys();
  }

  /**
   * Takes note of a call for one key that is about to go upstream, if a cache would answer it and
   * its time is of no account.
   *
   * @param hash of the key
   * @return whether that is so; if not, {@link #begin} is to be told of the call
   */
  public boolean hit(long hash) {
    due.settle();
    long now = ticker.read();
    ObservedKey key = keys.getIfPresent(hash);
    if (key == null || !key.answersAt(now, voids) || stats.timesHitAt(now)) {
      return false;
    }
    text.add(hash);
    stats.hit();
    return true;
  }

  /**
   * Takes note of a call that is about to go upstream.
   *
   * @param hashes of the keys of all that it asks, no two the same
   * @param questions asked of those alone that are no hits
   */
  public ObservedCall begin(long[] hashes, Questions questions) {
    due.settle();
    int asked = voids.last();
    long now = ticker.read();
    List<@Nullable ObservedLoad> loads = null;
    int hits = 0;
    int misses = 0;
    for (int i = 0; i < hashes.length; i++) {
      text.add(hashes[i]);
      ObservedKey key = keys.getIfPresent(hashes[i]);
      if (key != null && key.answersAt(now, voids)) {
        hits++;
      } else {
        loads = loads == null ? none(hashes.length) : loads;
        loads.set(i, new ObservedLoad(hashes[i], questions.of(i), asked, now));
      }
    }
    // None has begun before all questions are there: one that fails leaves none under way.
    for (int i = 0; loads != null && i < hashes.length; i++) {
      ObservedLoad load = loads.get(i);
      if (load == null) {
        continue;
      }
      ObservedKey key = join(load, now);
      if (key.isLoadedBy(load)) {
        misses++;
      } else {
        loads.set(i, null);
        hits += key.answersAt(now, voids) ? 1 : 0;
      }
    }
    return new ObservedCall(
        this,
        loads == null || misses == 0 ? Collections.<ObservedLoad>emptyList() : loads,
        stats.begun(hits, hashes.length - hits - misses, misses, now),
        now);
  }

  private static List<@Nullable ObservedLoad> none(int number) {
    return new ArrayList<>(Collections.<@Nullable ObservedLoad>nCopies(number, null));
  }

  /** Becomes the load of its key, unless there is an answer or another load to follow. */
  private ObservedKey join(ObservedLoad load, long now) {
    clock.keepUp(now);
    return keys.asMap()
        .compute(
            load.hash,
            (same, present) ->
                present != null
                        && (present.answersAt(now, voids)
                            || present.isFollowedAt(now, policy.waitNanos, voids))
                    ? present
                    : ObservedKey.loading(load));
  }

  void landed(ObservedLoad load, boolean negative) {
    long now = ticker.read();
    long end = end(load.symbol, negative, load.alone, load.birthNanos, now);
    if (end - now <= 0) {
      failed(load);
      return;
    }
    keys.asMap()
        .compute(
            load.hash,
            (same, present) ->
                present == null
                    ? ObservedKey.answered(load.symbolHash(), load.asked, load.birthNanos, end)
                    : present.landed(load, now, end, voids));
  }

  void failed(ObservedLoad load) {
    keys.asMap().computeIfPresent(load.hash, (same, present) -> present.without(load));
  }

  void saved(long calls, long beganNanos) {
    stats.saved(calls * (ticker.read() - beganNanos));
  }

  /** When no tier would have the answer any more. */
  private long end(String symbol, boolean negative, boolean alone, long birthNanos, long now) {
    Term term = policy.terms.of(symbol, negative, alone, birthNanos, now);
    return remote && !alone ? term.endNanos : term.nearEndNanos;
  }

  /** Voids what was asked for a symbol until now; null for all symbols. */
  public void invalidate(@Nullable String symbol) {
    bypasses.invalidations.increment();
    if (symbol == null) {
      voids.addAll();
    } else {
      voids.add(symbol.hashCode(), ticker.read());
    }
  }

  /** As {@link HybridCache#settleBeforeLookups}. */
  public void settleBeforeLookups(DueInvalidation invalidation) {
    due.add(invalidation);
  }

  /** Begins to take note of a newer answer for a symbol that somebody brings. */
  public ObservedUpdate update(String symbol) {
    return new ObservedUpdate(this, symbol, voids.last(), ticker.read());
  }

  void updated(
      String symbol,
      int asked,
      long birthNanos,
      List<Question> questions,
      boolean negative,
      long[] hashes) {
    long now = ticker.read();
    Integer number = voids.addFor(symbol.hashCode(), asked, now);
    if (number == null) {
      return;
    }
    clock.keepUp(now);
    for (int i = 0; i < hashes.length; i++) {
      boolean alone = questions.get(i).remoteKey() == null;
      long end = end(symbol, negative, alone, birthNanos, now);
      keys.put(hashes[i], ObservedKey.answered(symbol.hashCode(), number, birthNanos, end));
    }
  }

  /** What has become of the calls since this was last asked, in words; null if there were none. */
  public @Nullable String news() {
    return text.news();
  }

  void tidy() {
    long now = ticker.read();
    clock.advance(now);
    keys.cleanUp();
    voids.forget(longestNanos, now);
  }
}
