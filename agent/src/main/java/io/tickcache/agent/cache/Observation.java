package io.tickcache.agent.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
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

  private final String name;
  private final CachePolicy policy;
  private final Ticker ticker;
  private final boolean remote;
  private final Fences fences;
  private final Cache<Long, ObservedKey> keys;
  private final DistinctCount distinct = new DistinctCount();
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
      ScheduledExecutorService background,
      ObservationStats stats,
      CacheStats bypasses,
      String life) {
    this.name = name;
    this.policy = policy;
    this.ticker = ticker;
    this.remote = remote;
    this.fences = new Fences(background);
    this.keys =
        Caffeine.newBuilder()
            .maximumSize(most(policy.room))
            .expireAfterWrite(
                policy.terms.longestNanos() + policy.waitNanos + TOLERANCE_NANOS,
                TimeUnit.NANOSECONDS)
            .ticker(ticker::read)
            .executor(background)
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
    return distinct.estimate();
  }

  /**
   * Takes note of a call that is about to go upstream.
   *
   * @param questions all that it asks; no two may have the same key
   * @param hashes of the questions' keys
   */
  public ObservedCall begin(List<Question> questions, long... hashes) {
    due.settle();
    long now = ticker.read();
    List<@Nullable ObservedLoad> loads = new ArrayList<>(hashes.length);
    int hits = 0;
    int misses = 0;
    for (int i = 0; i < hashes.length; i++) {
      distinct.add(hashes[i]);
      text.add(hashes[i]);
      ObservedKey key = keys.getIfPresent(hashes[i]);
      ObservedLoad load = null;
      if (key == null || !key.answersAt(now)) {
        load = load(questions.get(i), hashes[i], now);
        key = join(load, now);
      }
      boolean miss = load != null && key.isLoadedBy(load);
      hits += !miss && key.answersAt(now) ? 1 : 0;
      misses += miss ? 1 : 0;
      loads.add(miss ? load : null);
    }
    count(hits, hashes.length - hits - misses, misses);
    return new ObservedCall(this, loads, hits == hashes.length, now);
  }

  private ObservedLoad load(Question question, long hash, long now) {
    return new ObservedLoad(hash, question, fences.of(question.symbol()), now);
  }

  /** Becomes the load of its key, unless there is an answer or another load to follow. */
  private ObservedKey join(ObservedLoad load, long now) {
    return keys.asMap()
        .compute(
            load.hash,
            (same, present) ->
                present != null
                        && (present.answersAt(now) || present.isFollowedAt(now, policy.waitNanos))
                    ? present
                    : ObservedKey.loading(load));
  }

  private void count(int hits, int shared, int misses) {
    stats.calls.increment();
    stats.hits.add(hits);
    stats.shared.add(shared);
    stats.misses.add(misses);
    if (misses == 0) {
      stats.savedCalls.increment();
    }
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
                    ? ObservedKey.answered(load.fence, load.birthNanos, end)
                    : present.landed(load, now, end));
  }

  void failed(ObservedLoad load) {
    keys.asMap().computeIfPresent(load.hash, (same, present) -> present.without(load));
  }

  void saved(long beganNanos) {
    stats.savedNanos.add(ticker.read() - beganNanos);
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
      fences.breakDownAll();
    } else {
      fences.breakDown(symbol);
    }
  }

  /** As {@link HybridCache#settleBeforeLookups}. */
  public void settleBeforeLookups(DueInvalidation invalidation) {
    due.add(invalidation);
  }

  /** Begins to take note of a newer answer for a symbol that somebody brings. */
  public ObservedUpdate update(String symbol) {
    return new ObservedUpdate(this, symbol, fences.of(symbol), ticker.read());
  }

  void updated(
      String symbol,
      Fence fence,
      long birthNanos,
      List<Question> questions,
      boolean negative,
      long[] hashes) {
    Fence next = new Fence();
    if (!fences.renew(symbol, fence, next)) {
      return;
    }
    long now = ticker.read();
    for (int i = 0; i < hashes.length; i++) {
      boolean alone = questions.get(i).remoteKey() == null;
      long end = end(symbol, negative, alone, birthNanos, now);
      keys.put(hashes[i], ObservedKey.answered(next, birthNanos, end));
    }
  }

  /** What has become of the calls since this was last asked, in words; null if there were none. */
  public @Nullable String news() {
    return text.news();
  }

  void tidy() {
    keys.cleanUp();
    fences.cleanUp();
  }
}
