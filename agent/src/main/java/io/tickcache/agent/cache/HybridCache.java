package io.tickcache.agent.cache;

import io.tickcache.bootstrap.gate.Served;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;
import java.util.function.Supplier;
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

  private final String name;
  private final CachePolicy policy;
  private final Ticker ticker;
  private final SecondTier second;
  private final NearCache near;
  private final Fences fences;
  private final ConcurrentHashMap<Object, Flight> flights = new ConcurrentHashMap<>();
  private final CacheStats stats = new CacheStats();
  private volatile Trust trust;

  public HybridCache(
      String name,
      CachePolicy policy,
      Ticker ticker,
      RemoteCache remote,
      ScheduledExecutorService background) {
    this.name = name;
    this.policy = policy;
    this.ticker = ticker;
    this.second = new SecondTier(name, policy, ticker, remote, background);
    this.near =
        new NearCache(
            policy.maximumEntries, Math.max(policy.ttlNanos, policy.negativeNanos), background);
    this.fences = new Fences(background);
    this.trust = Trust.alone(policy.nearNanos);
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

  /** How many entries L1 holds, those included that are over but not yet freed. */
  public long size() {
    return near.size();
  }

  /** The entry of L1 that may be served now, or null. Counts the hit or the miss. */
  public @Nullable Entry find(Object key) {
    long now = ticker.read();
    Entry entry = near.get(key);
    if (entry == null || !entry.servableAt(now, trust.nearNanosAt(now))) {
      stats.nearMisses.increment();
      return null;
    }
    counted(entry);
    if (Sampling.picks(now)) {
      stats.durations().nearLookup(ticker.read() - now);
    }
    return entry;
  }

  /** Whether an entry is the one that L1 holds under this key. */
  public boolean isAt(Object key, Entry entry) {
    return entry.negative() && near.get(key) == entry;
  }

  /**
   * As {@link #find}, for the first of several keys that there is an entry for.
   *
   * @param others made only where there is none for the key itself
   */
  public @Nullable Entry findFirst(Object key, Supplier<Object[]> others) {
    long now = ticker.read();
    long nearNanos = trust.nearNanosAt(now);
    Entry entry = near.get(key);
    if (entry != null && entry.servableAt(now, nearNanos)) {
      return counted(entry);
    }
    for (Object other : others.get()) {
      entry = near.get(other);
      if (entry != null && entry.servableAt(now, nearNanos)) {
        return counted(entry);
      }
    }
    stats.nearMisses.increment();
    return null;
  }

  private Entry counted(Entry hit) {
    (hit.negative() ? stats.nearNegatives : stats.nearHits).increment();
    return hit;
  }

  /** Settles a question that {@link #find} had no entry for. */
  public Lookup ask(Question question) {
    long deadline = deadline();
    while (true) {
      Flight mine = flightFor(question);
      Flight other = place(question, mine);
      if (other == null) {
        return lead(question, mine, deadline);
      }
      if (other.ledBy(Thread.currentThread())) {
        return new Lookup.Bypassed(BypassReason.NESTED);
      }
      Lookup followed = follow(question, other, deadline, true);
      if (followed == null) {
        continue;
      }
      return followed;
    }
  }

  /**
   * As {@link #ask}, for a caller that must not be kept: it is told when another caller's load has
   * ended, and doesn't wait for other processes. L2 may keep it for its time-out. A load that has
   * taken longer than callers wait is followed no more.
   */
  public Lookup askWithoutWaiting(Question question) {
    Flight mine = flightFor(question);
    Flight other = place(question, mine);
    if (other != null && mine.beganNanos() - other.beganNanos() >= policy.waitNanos) {
      flights.remove(question.key(), other);
      other = place(question, mine);
    }
    if (other == null) {
      return lead(question, mine, mine.beganNanos());
    }
    return other.ledBy(Thread.currentThread())
        ? new Lookup.Bypassed(BypassReason.NESTED)
        : new Lookup.Following(this, other);
  }

  /**
   * Settles the questions of one call that {@link #find} had no entries for, as far as that takes
   * no waiting for others; no two may have the same key.
   */
  public Batch askAll(List<Question> questions) {
    return new Batch(this, second, questions, deadline()).begin();
  }

  /** Until when a caller waits for the loads of others. */
  private long deadline() {
    return ticker.read() + policy.waitNanos;
  }

  boolean isBefore(long deadline) {
    return ticker.read() - deadline < 0;
  }

  /** A flight that the current thread may lead; its fence is taken before anything is read. */
  Flight flightFor(Question question) {
    return new Flight(fences.of(question.symbol()), Thread.currentThread(), ticker.read());
  }

  /** Puts a flight in place; returns null, or the one that is there already and not void. */
  @Nullable Flight place(Question question, Flight mine) {
    Flight other = flights.putIfAbsent(question.key(), mine);
    while (other != null && other.isVoid()) {
      if (flights.replace(question.key(), other, mine)) {
        return null;
      }
      other = flights.putIfAbsent(question.key(), mine);
    }
    return other;
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
    }
  }

  /** As {@link #invalidate}, for all symbols. */
  public void invalidateAll() {
    stats.invalidations.increment();
    try {
      second.invalidate(null);
    } finally {
      fences.breakDownAll();
    }
  }

  /** Takes note of an invalidation that L2 knows of already. */
  void invalidatedElsewhere(@Nullable String symbol) {
    if (symbol == null) {
      fences.breakDownAll();
    } else {
      fences.breakDown(symbol);
    }
    second.wake(symbol);
  }

  void loadedElsewhere(String symbol) {
    second.wake(symbol);
  }

  /** All invalidations told before this moment have arrived. */
  synchronized void confirm(long nanos) {
    trust = trust.confirmed(nanos);
  }

  /**
   * Goes on under another state of the backplane. Where invalidations arrive again, some may have
   * been missed: all that was asked until now is void.
   */
  synchronized void enter(Backplane.Sync state) {
    trust = trustIn(state);
    if (state == Backplane.Sync.SYNCED) {
      fences.breakDownAll();
    }
  }

  void tidy() {
    near.tidy(ticker.read());
    fences.cleanUp();
  }

  private Trust trustIn(Backplane.Sync state) {
    switch (state) {
      case ALONE:
        return Trust.alone(policy.nearNanos);
      case SYNCED:
        return Trust.proven(policy.nearNanos, ticker.read());
      case SUSPECT:
        return Trust.suspect(policy.nearNanos);
      case OUT:
        return Trust.alone(policy.degradedNanos);
    }
    throw new AssertionError(state);
  }

  /**
   * Waits for another caller's load; null means that a new leader is wanted.
   *
   * @param failures whether a failure of that load is an answer to this question, too
   */
  @Nullable Lookup follow(Question question, Flight flight, long deadline, boolean failures) {
    try {
      if (!flight.awaitLanding(deadline - ticker.read())) {
        flights.remove(question.key(), flight);
        return new Lookup.Bypassed(BypassReason.WAIT);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return new Lookup.Bypassed(BypassReason.INTERRUPTED);
    }
    return landed(flight, failures);
  }

  /** What a flight that has landed brought to those who followed it without waiting. */
  Lookup.@Nullable Answered landed(Flight flight) {
    Lookup.Answered answered = landed(flight, true);
    if (answered == null) {
      stats.follows.increment();
    }
    return answered;
  }

  private Lookup.@Nullable Answered landed(Flight flight, boolean failures) {
    Entry entry = flight.entry();
    if (entry != null && ticker.read() - entry.birthNanos() < policy.ttlNanos) {
      stats.follows.increment();
      return answered(entry);
    }
    Served failed = failures ? flight.failed() : null;
    if (failed == null) {
      return null;
    }
    stats.follows.increment();
    return new Lookup.Answered(failed, ticker.read());
  }

  private Lookup lead(Question question, Flight flight, long deadline) {
    Lookup lookup = null;
    try {
      lookup = leadOrAnswer(question, flight, deadline);
      return lookup;
    } finally {
      if (lookup == null) {
        giveUp(question, flight);
      }
    }
  }

  /** Ends a flight that came to nothing before its load began. */
  void giveUp(Question question, Flight flight) {
    flights.remove(question.key(), flight);
    flight.abandon();
  }

  private Lookup leadOrAnswer(Question question, Flight flight, long deadline) {
    Lookup present = present(question, flight);
    if (present != null) {
      return present;
    }
    RemoteKey remoteKey = question.remoteKey();
    if (remoteKey == null || !second.available()) {
      return leading(question, flight, null);
    }
    RemoteRead read = new RemoteRead(question, flight);
    return read.settle(second.read(remoteKey, deadline, read));
  }

  /** L1 again, now that nobody else loads: what landed in between is there. */
  @Nullable Lookup present(Question question, Flight flight) {
    Entry present = near.get(question.key());
    return present != null && servable(present) ? landWith(present, question, flight) : null;
  }

  private boolean servable(Entry entry) {
    long now = ticker.read();
    return entry.servableAt(now, trust.nearNanosAt(now));
  }

  Lookup leading(Question question, Flight flight, @Nullable Lease lease) {
    RemoteKey key = question.remoteKey();
    Future<?> renewal = lease == null || key == null ? null : second.renew(key, lease);
    return new Lookup.Leading(new Load(this, question, flight, lease, renewal, ticker.read()));
  }

  private Lookup landWith(Entry entry, Question question, Flight flight) {
    flights.remove(question.key(), flight);
    flight.land(entry);
    return answered(entry);
  }

  private static Lookup.Answered answered(Entry entry) {
    return new Lookup.Answered(entry.answer(), entry.birthNanos());
  }

  void complete(Load load, @Nullable Object value)
      throws UnkeepableValueException, UnencodableValueException {
    try {
      Entry entry = landed(load, value);
      second.fill(load, value, ttlOf(entry.negative()));
    } finally {
      load.stopRenewing();
    }
  }

  /** The first value of a class takes its time to be looked at: the lease is kept meanwhile. */
  private Entry landed(Load load, @Nullable Object value) throws UnkeepableValueException {
    Entry entry = null;
    try {
      long now = ticker.read();
      entry = entryOf(load, value, now);
      if (entry.withinTtlAt(now)) {
        keep(load, entry);
      }
      return entry;
    } finally {
      land(load, entry);
      recordLoad(load);
    }
  }

  /** Ends a flight in any case: one that stayed would keep its followers, and its key, for ever. */
  private void land(Load load, @Nullable Entry entry) {
    flights.remove(load.question().key(), load.flight());
    if (entry == null) {
      load.flight().abandon();
      second.release(load);
    } else {
      load.flight().land(entry);
    }
  }

  void fail(Load load, Throwable failure) {
    try {
      load.stopRenewing();
      if (ofUpstream(failure)) {
        load.flight().fail(failure);
      }
    } finally {
      land(load, null);
    }
    stats.loadFailures.increment();
    recordLoad(load);
  }

  /** Ends a load whose outcome says nothing to others who ask for its key: one of them leads. */
  void abandon(Load load) {
    stats.loadFailures.increment();
    keepNothing(load);
  }

  /** Ends a load whose answer, null, is kept in L1 under another key than its own. */
  void keepNullBeside(Load load, Object key) {
    long now = ticker.read();
    Entry none = Entry.ofNull(load.flight().fence(), load.birthNanos(), now, policy.negativeNanos);
    if (none.withinTtlAt(now) && !load.flight().isVoid()) {
      near.put(key, none, trust.nearNanosAt(now));
    }
    keepNothing(load);
  }

  /** Ends a load that brought an answer for its caller alone. */
  private void keepNothing(Load load) {
    try {
      load.stopRenewing();
    } finally {
      land(load, null);
    }
    recordLoad(load);
  }

  private void recordLoad(Load load) {
    stats.loads.increment();
    long nanos = ticker.read() - load.startNanos();
    stats.durations().load(nanos);
    second.loaded(nanos);
  }

  private void keep(Load load, Entry entry) {
    if (load.flight().isVoid()) {
      stats.nearFenced.increment();
    } else {
      near.put(load.question().key(), entry, trust.nearNanosAt(entry.storedNanos()));
    }
  }

  private Entry entryOf(Load load, @Nullable Object value, long now)
      throws UnkeepableValueException {
    return entryOf(load.question(), load.flight().fence(), value, load.birthNanos(), now);
  }

  /** One question as it is put to L2, and what the values found there have become here. */
  final class RemoteRead implements Predicate<Reading.Found> {
    private final Question question;
    private final Flight flight;
    private final long began = ticker.read();
    private @Nullable Entry entry;

    RemoteRead(Question question, Flight flight) {
      this.question = question;
      this.flight = flight;
    }

    /** Whether the value can be used. */
    @Override
    public boolean test(Reading.Found found) {
      entry = entryOf(question, flight, found);
      return entry != null;
    }

    /** Ends the flight with the entry that was found, or lets its leader load. */
    Lookup settle(Reading reading) {
      Entry usable = entry;
      if (usable != null) {
        (usable.negative() ? stats.remoteNegatives : stats.remoteHits).increment();
        stats.durations().remoteLookup(ticker.read() - began);
        near.put(question.key(), usable, trust.nearNanosAt(usable.storedNanos()));
        return landWith(usable, question, flight);
      }
      if (reading != Reading.UNAVAILABLE) {
        stats.remoteMisses.increment();
      }
      Lease lease = reading instanceof Reading.Leased ? ((Reading.Leased) reading).lease() : null;
      return leading(question, flight, lease);
    }
  }

  /** The entry for what L2 holds, or null if it can't be used here. */
  private @Nullable Entry entryOf(Question question, Flight flight, Reading.Found found) {
    try {
      Object value = RemoteValue.decode(question.values(), found.bytes());
      long now = ticker.read();
      Entry entry = entryOf(question, flight.fence(), value, found.birthNanos(), now);
      return entry.withinTtlAt(now) ? entry : null;
    } catch (UndecodableValueException | UnkeepableValueException unusable) {
      stats.undecodable.increment();
      return null;
    }
  }

  private Entry entryOf(
      Question question, Fence fence, @Nullable Object value, long birthNanos, long now)
      throws UnkeepableValueException {
    if (value == null) {
      return Entry.ofNull(fence, birthNanos, now, policy.negativeNanos);
    }
    boolean negative = value instanceof Optional && !((Optional<?>) value).isPresent();
    Kept kept = question.values().keep(value);
    return Entry.of(fence, kept, negative, birthNanos, now, ttlOf(negative));
  }

  private long ttlOf(boolean negative) {
    return negative ? policy.negativeNanos : policy.ttlNanos;
  }

  /**
   * Whether a failure says something of the upstream; interrupts and errors say something of the
   * one thread they hit.
   */
  private static boolean ofUpstream(Throwable failure) {
    return failure instanceof Exception
        && !(failure instanceof InterruptedException)
        && !(failure instanceof InterruptedIOException
            && !(failure instanceof SocketTimeoutException))
        && !(failure instanceof ClosedByInterruptException)
        && !(failure instanceof CancellationException)
        && !Thread.currentThread().isInterrupted();
  }
}
