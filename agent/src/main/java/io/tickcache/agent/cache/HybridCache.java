package io.tickcache.agent.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The answers of one cache in two tiers. A look-up reads L1 alone; what L1 has not is asked once:
 * the first caller leads and reads L2 or the upstream, the others follow. No answer is served past
 * its {@code ttl}, counted from before its upstream call began, nor after an invalidation of its
 * symbol.
 *
 * <p>Every question stands within the {@link Fence} of its symbol, taken before anything is read.
 * An invalidation breaks the fence, which voids at one stroke all entries and flights within it; so
 * an answer that was loaded before can be stored afterwards and still never be served. Thread-safe;
 * a look-up takes no lock.
 */
public final class HybridCache {

  /** Hits that are timed are no closer; what they are recorded in costs as much as many hits. */
  private static final long APART_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final String name;
  private final CachePolicy policy;
  private final Ticker ticker;
  private final FirstTier first;
  private final SecondTier second;
  private final Fences fences;
  private final Entries entries;
  private final Asking asking;
  private final DueInvalidations due = new DueInvalidations();
  private final CacheStats stats;
  private final @Nullable HotSymbols hot;
  private final long begunNanos;

  /** When the last hit came that was timed, as any thread has it. */
  private long timedNanos;

  private volatile @Nullable HybridCache next;

  public HybridCache(
      String name,
      CachePolicy policy,
      Ticker ticker,
      RemoteCache remote,
      ScheduledExecutorService background) {
    this(name, policy, ticker, remote, background, new CacheStats());
  }

  /**
   * @param stats where it counts
   */
  public HybridCache(
      String name,
      CachePolicy policy,
      Ticker ticker,
      RemoteCache remote,
      ScheduledExecutorService background,
      CacheStats stats) {
    this.name = name;
    this.policy = policy;
    this.ticker = ticker;
    this.stats = stats;
    this.begunNanos = ticker.read();
    this.timedNanos = begunNanos - APART_NANOS;
    this.hot = policy.hot == null ? null : new HotSymbols(policy.hot, begunNanos);
    stats.begin();
    this.first = new FirstTier(policy, ticker);
    LoadDurations durations = new LoadDurations(TimeUnit.NANOSECONDS.toMillis(policy.waitNanos));
    this.second = new SecondTier(name, policy, ticker, remote, background, durations);
    this.fences = new Fences();
    RefreshMoments refreshes =
        policy.refreshAhead
            ? new RefreshMoments(
                !second.exists(), durations, () -> ThreadLocalRandom.current().nextDouble())
            : null;
    ChangeRates rates = policy.terms.isAdaptive() ? new ChangeRates(first, !second.exists()) : null;
    this.entries = new Entries(policy.terms, policy.room, ticker, stats, refreshes, rates);
    this.asking =
        new Asking(
            policy, ticker, new Flights(fences, ticker), entries, first, second, stats, background);
  }

  public String name() {
    return name;
  }

  /** The form in which keys have a symbol that people write. */
  String symbol(String said) {
    return policy.symbols.apply(said);
  }

  public CacheStats stats() {
    return stats;
  }

  /** For how long its rules have said what they say. */
  public long lifeNanos() {
    return ticker.read() - begunNanos;
  }

  /** How many entries L1 holds, those included that are over but not yet freed. */
  public long size() {
    return first.size();
  }

  /** How many keys are being loaded, by this process or by others that it waits for. */
  public int loadsUnderWay() {
    return asking.loadsUnderWay();
  }

  /** The entry of L1 that may be served now, or null. Counts the hit or the miss. */
  public @Nullable Entry find(Object key) {
    due.settle();
    long now = ticker.read();
    Entry entry = first.get(key, now);
    if (entry == null) {
      stats.nearMisses.increment();
      return null;
    }
    counted(entry);
    if (Sampling.picks(now) && sampled(key, entry, now)) {
      stats.durations().nearLookup(ticker.read() - now);
    }
    return entry;
  }

  /** As {@link #find}, for who has been answered already: nothing is counted. */
  public @Nullable Entry present(Object key) {
    due.settle();
    return first.get(key, ticker.read());
  }

  /**
   * As {@link #find}, at one moment for all keys of a call: of each the first entry that is of use,
   * under the key itself or one of those beside it.
   *
   * @param beside made only where there is none under the key itself, and one was ever kept beside
   * @param isOfUse to who has asked by the key
   */
  public @Nullable Entry[] findAll(
      List<Object> keys, Function<Object, Object[]> beside, BiPredicate<Object, Entry> isOfUse) {
    due.settle();
    long now = ticker.read();
    @Nullable Entry[] found = new Entry[keys.size()];
    int hits = 0;
    int misses = 0;
    for (int i = 0; i < found.length; i++) {
      Entry entry = findFirst(keys.get(i), beside, isOfUse, now, Sampling.picks(now + i));
      found[i] = entry;
      if (entry == null) {
        misses++;
      } else if (entry.isStale() || entry.negative()) {
        counted(entry);
      } else {
        entry.ask();
        hits++;
      }
    }
    stats.nearHits.add(hits);
    stats.nearMisses.add(misses);
    return found;
  }

  private @Nullable Entry findFirst(
      Object key,
      Function<Object, Object[]> beside,
      BiPredicate<Object, Entry> isOfUse,
      long now,
      boolean picked) {
    Entry entry = first.get(key, now);
    if (entry != null && isOfUse.test(key, entry)) {
      if (picked) {
        sampled(key, entry, now);
      }
      return entry;
    }
    if (!first.hasBesides()) {
      return null;
    }
    for (Object other : beside.apply(key)) {
      entry = first.get(other, now);
      if (entry != null && isOfUse.test(key, entry)) {
        return entry;
      }
    }
    return null;
  }

  /** Whether the hit is timed, too. */
  private boolean sampled(Object key, Entry entry, long now) {
    stats.sampled(key);
    if (hot != null) {
      hot.sampled(key);
    }
    if (now - timedNanos < APART_NANOS) {
      return false;
    }
    timedNanos = now;
    stats.durations().age(now - entry.birthNanos());
    return true;
  }

  private void missed(Question question) {
    if (hot != null) {
      hot.missed(question.symbol());
    }
  }

  private Entry counted(Entry hit) {
    if (hit.isStale()) {
      stats.stale(StaleReason.HELD, ticker.read() - hit.birthNanos());
      return hit;
    }
    if (hit.negative()) {
      stats.nearNegatives.increment();
    } else {
      stats.nearHits.increment();
    }
    hit.ask();
    return hit;
  }

  /** Whether an entry of a symbol has half of its time or more before it. */
  public boolean isYoung(String symbol, Entry entry) {
    return entries.isYoung(symbol, entry);
  }

  /**
   * What is kept for a symbol that people write, for callers as they are now. It loads nothing,
   * counts as nothing and prolongs nothing; it takes as long as L1 is large, and L2 may keep it.
   *
   * @param most how many entries of L1 are told
   */
  public Look look(String said, int most) {
    due.settle();
    String symbol = symbol(said);
    Fence fence = fences.present(symbol);
    List<Look.Near> near =
        fence == null ? new ArrayList<Look.Near>() : first.within(fence, ticker.read());
    List<Look.Near> told = near.subList(0, Math.min(most, near.size()));
    return new Look(
        symbol, told, told.size() < near.size(), second.look(symbol), second.hasMoreVariants());
  }

  /**
   * By what is chosen how long entries of a symbol stay in L1, for each of its keys that has been
   * asked for since its last invalidation; null where nothing is chosen.
   *
   * @param most how many keys are told
   */
  public @Nullable List<TtlChoice> choices(String said, int most) {
    String symbol = symbol(said);
    StaleTarget target = policy.terms.limits(symbol).target;
    Fence fence = fences.present(symbol);
    if (target == null) {
      return null;
    }
    List<TtlChoice> choices = new ArrayList<>();
    if (fence != null) {
      first.forEachWithin(
          fence,
          (key, entry) -> {
            if (choices.size() < most) {
              long ageNanos = second.exists() ? 0 : entry.storedNanos() - entry.birthNanos();
              choices.add(new TtlChoice(key, target, entry.rate(), ageNanos));
            }
          });
    }
    return choices;
  }

  /**
   * Takes into L1 what L2 has of these, in one round trip, and tells of each where it is: it leads
   * no load, waits for none, and counts as nothing. L2 may keep its caller for half a second.
   *
   * @return for each question {@link Warmed#L1} or {@link Warmed#L2}, or null where neither has it;
   *     null for all where L2 would have to be asked and can't be now
   */
  public @Nullable Warmed @Nullable [] fetch(List<Question> questions) {
    due.settle();
    @Nullable Warmed[] found = new Warmed[questions.size()];
    List<Integer> places = new ArrayList<>();
    List<RemoteKey> keys = new ArrayList<>();
    List<Fence> taken = new ArrayList<>();
    for (int i = 0; i < found.length; i++) {
      Question question = questions.get(i);
      RemoteKey key = question.remoteKey();
      if (first.get(question.key(), ticker.read()) != null) {
        found[i] = Warmed.L1;
      } else if (key != null && second.exists()) {
        places.add(i);
        keys.add(key);
        taken.add(fences.of(question.symbol()));
      }
    }
    List<Reading> readings = keys.isEmpty() ? new ArrayList<>() : second.fetch(keys);
    for (int i = 0; i < readings.size(); i++) {
      Question question = questions.get(places.get(i));
      Reading reading = readings.get(i);
      if (reading == Reading.UNAVAILABLE) {
        return null;
      }
      Entry entry =
          reading instanceof Reading.Found
              ? entries.of(question, taken.get(i), (Reading.Found) reading)
              : null;
      if (entry != null) {
        first.put(question.key(), entry);
        found[places.get(i)] = Warmed.L2;
      }
    }
    return found;
  }

  /** This moment, by the clock of all births. */
  public long now() {
    return ticker.read();
  }

  /**
   * Whether an answer has become too old for a caller who got it in time and waits for others
   * besides: older than its {@code ttl}, and a null than its {@code null-ttl} if that is longer.
   */
  public boolean isOver(String symbol, boolean negative, long birthNanos) {
    return entries.isOver(symbol, negative, birthNanos);
  }

  /** As {@link #isOver}, of an answer that was granted past its time. */
  public boolean isBeyondGrant(String symbol, boolean negative, long birthNanos) {
    return entries.isBeyondGrant(symbol, negative, birthNanos, policy.staleNanos());
  }

  /** Whether an entry is the one that L1 holds under this key. */
  public boolean isAt(Object key, Entry entry) {
    return entry.negative() && first.holds(key, entry);
  }

  /** Settles a question that {@link #find} had no entry for. */
  public Lookup ask(Question question) {
    missed(question);
    return asking.ask(question);
  }

  /**
   * As {@link #ask}, for a caller that must not be kept: it is told when another caller's load has
   * ended, and doesn't wait for other processes. L2 may keep it for its time-out. A load that has
   * taken longer than callers wait is followed no more.
   */
  public Lookup askWithoutWaiting(Question question) {
    missed(question);
    return asking.askWithoutWaiting(question);
  }

  /**
   * The last answer to a question, over or not, where it may be served in place of a failure of the
   * upstream or, where that is null, of an answer that must not be asked for now; null for none.
   */
  public @Nullable Entry last(Question question, @Nullable Throwable failure) {
    return asking.last(question, failure);
  }

  /**
   * Settles the questions of one call that {@link #find} had no entries for, as far as that takes
   * no waiting for others; no two may have the same key.
   */
  public Batch askAll(List<Question> questions) {
    questions.forEach(this::missed);
    return asking.askAll(questions);
  }

  /**
   * As {@link #askAll}, for a caller that must not be kept, as with {@link #askWithoutWaiting}:
   * none of the questions stays open.
   */
  public Batch askAllWithoutWaiting(List<Question> questions) {
    questions.forEach(this::missed);
    return asking.askAllWithoutWaiting(questions);
  }

  /**
   * Has this run when the caller has his answer who asks L2 or the upstream for the key now, on the
   * thread that brings it.
   *
   * @return false where there is none
   */
  public boolean whenAnswered(Question question, Runnable next) {
    return asking.whenAnswered(question, next);
  }

  /**
   * Begins to load anew what callers get for a question, before its time is over. They go on with
   * it while it may be served, and follow the load when it may no longer; a load that brings
   * nothing changes nothing. L2 may keep the caller for its time-out.
   *
   * @param entry what is to be replaced
   * @return null if there is nothing to load for this process now
   */
  public @Nullable Load refresh(Question question, Entry entry) {
    return asking.refresh(question, entry);
  }

  /**
   * Voids every answer of a symbol that was asked for until now, in both tiers and in all
   * processes; whatever becomes of the others, in L1.
   */
  public void invalidate(String symbol) {
    stats.invalidations.increment();
    try {
      second.invalidate(symbol);
    } finally {
      fences.breakDown(symbol);
      voidNext(symbol);
    }
  }

  /**
   * What is voided here from now on is voided there, too: calls are going over to a cache of later
   * rules, and an invalidation may still be under way here.
   */
  public void leadTo(HybridCache later) {
    next = later;
    due.copyTo(later.due);
  }

  /** Has it settled before anything is looked up from now on, as soon as it is due. */
  public void settleBeforeLookups(DueInvalidation invalidation) {
    due.add(invalidation);
  }

  /**
   * Begins to take a newer answer for a symbol from someone who brings it; nothing happens before
   * that ends.
   */
  public Update update(String symbol) {
    Fence fence = fences.of(symbol);
    return new Update(this, entries, first, second, fences, symbol, fence, ticker.read());
  }

  /** As {@link #invalidate}, for all symbols. */
  public void invalidateAll() {
    stats.invalidations.increment();
    try {
      second.invalidate(null);
    } finally {
      fences.breakDownAll();
      voidNext(null);
    }
  }

  /** Voids a symbol, or all where it is null, in the cache that calls are going over to. */
  void voidNext(@Nullable String symbol) {
    HybridCache later = next;
    if (later != null && symbol != null) {
      later.fences.breakDown(symbol);
    } else if (later != null) {
      later.fences.breakDownAll();
    }
  }

  /** Takes note of an invalidation that L2 knows of already. */
  void invalidatedElsewhere(@Nullable String symbol) {
    if (symbol == null) {
      fences.breakDownAll();
    } else {
      fences.breakDownByOthers(symbol);
    }
    second.wake(symbol);
  }

  void loadedElsewhere(String symbol) {
    second.wake(symbol);
  }

  /** All invalidations told before this moment have arrived. */
  void confirm(long nanos) {
    first.confirm(nanos);
  }

  /**
   * Goes on under another state of the backplane. Where invalidations arrive again, some may have
   * been missed: all that was asked until now is void.
   */
  void enter(Backplane.Sync state) {
    first.enter(state);
    if (state == Backplane.Sync.SYNCED) {
      fences.breakDownAll();
    }
  }

  void tidy() {
    first.tidy();
    asking.tidy();
    if (hot != null) {
      tell(hot);
    }
    fences.cleanUp();
  }

  private void tell(HotSymbols symbols) {
    long now = ticker.read();
    if (second.available() && symbols.isDue(now)) {
      second.noteAsked(symbols.take(now));
    }
  }
}
