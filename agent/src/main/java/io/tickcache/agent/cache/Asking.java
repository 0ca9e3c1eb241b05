package io.tickcache.agent.cache;

import io.tickcache.bootstrap.gate.Served;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How the questions of one cache are settled that L1 has no answer to: the first caller leads and
 * reads L2 or the upstream, the others follow. Thread-safe.
 */
final class Asking {

  private final CachePolicy policy;
  private final Ticker ticker;
  private final Flights flights;
  private final Entries entries;
  private final FirstTier first;
  private final SecondTier second;
  private final LastAnswers lastAnswers;
  private final Landing landing;
  private final CacheStats stats;
  private final ScheduledExecutorService background;

  Asking(
      CachePolicy policy,
      Ticker ticker,
      Flights flights,
      Entries entries,
      FirstTier first,
      SecondTier second,
      CacheStats stats,
      ScheduledExecutorService background) {
    this.policy = policy;
    this.ticker = ticker;
    this.flights = flights;
    this.entries = entries;
    this.first = first;
    this.second = second;
    this.lastAnswers = new LastAnswers(policy, ticker, first, stats);
    this.landing = new Landing(ticker, flights, entries, first, second, lastAnswers, stats);
    this.stats = stats;
    this.background = background;
  }

  /** As {@link Landing#last}. */
  @Nullable Entry last(Question question, @Nullable Throwable failure) {
    return landing.last(question, failure);
  }

  int loadsUnderWay() {
    return flights.number();
  }

  /** Forgets loads that have left their threads and that nobody follows any more. */
  void tidy() {
    flights.forget(ticker.read() - policy.waitNanos);
  }

  Lookup ask(Question question) {
    long deadline = deadline();
    while (true) {
      Flight mine = flights.prepare(question);
      Flight other = flights.place(question, mine);
      if (other == null) {
        return lead(question, mine, deadline, true);
      }
      Lookup beside = beside(question, mine, other, true);
      if (beside != null) {
        return beside;
      }
      Lookup followed = follow(question, other, deadline, true);
      if (followed != null) {
        return followed;
      }
    }
  }

  /** As {@link #ask}, for a caller that must not be kept. */
  Lookup askWithoutWaiting(Question question) {
    Flight mine = flights.prepare(question);
    Flight other = placeUnlessOverdue(question, mine);
    if (other == null) {
      return lead(question, mine, mine.beganNanos(), false);
    }
    Lookup beside = beside(question, mine, other, true);
    return beside == null ? new Lookup.Following(this, question, other) : beside;
  }

  /**
   * What becomes of a question whose key is being loaded, where that is not to be followed; null
   * where it is.
   *
   * @param mine has not been put in place
   * @param peeks whether L2 may be asked, which may keep the caller for its time-out
   */
  @Nullable Lookup beside(Question question, Flight mine, Flight other, boolean peeks) {
    if (other.ledBy(Thread.currentThread())) {
      return new Lookup.Bypassed(BypassReason.NESTED);
    }
    Lookup former = other.isAhead() ? former(question, mine, peeks) : null;
    return former == null ? insteadOfWaiting(question) : former;
  }

  /** The last answer, where the upstream has failed lately and others find out about it now. */
  private @Nullable Lookup insteadOfWaiting(Question question) {
    Entry last = lastAnswers.insteadOfWaiting(question);
    return last == null ? null : answered(last);
  }

  /** The answer that there is while a newer one is being loaded ahead. */
  private @Nullable Lookup former(Question question, Flight mine, boolean peeks) {
    Lookup present = present(question, mine);
    RemoteKey remoteKey = question.remoteKey();
    if (present != null || !peeks || remoteKey == null || !second.available()) {
      return present;
    }
    RemoteRead read = remoteRead(question, mine, false);
    second.peek(remoteKey, read);
    return read.settleFound();
  }

  /** As {@link HybridCache#whenAnswered}. */
  boolean whenAnswered(Question question, Runnable next) {
    Flight other = flights.present(question);
    if (other == null || other.isAhead()) {
      return false;
    }
    other.whenLanded(next);
    return true;
  }

  /**
   * Begins to load what is to replace an entry while that may be served; null, with the reason
   * counted, if this process has nothing to load.
   */
  @Nullable Load refresh(Question question, Entry entry) {
    Flight mine = flights.prepareAhead(question);
    if (flights.place(question, mine) != null) {
      return leftOut(RefreshResult.ELSEWHERE);
    }
    Load load = null;
    try {
      load = leadAhead(question, entry, mine);
      return load;
    } finally {
      if (load == null) {
        flights.abandon(question, mine);
      }
    }
  }

  private @Nullable Load leadAhead(Question question, Entry entry, Flight flight) {
    Entry present = first.get(question.key(), ticker.read());
    if (present != null
        && (present.isStale()
            || (present.birthNanos() - entry.birthNanos() > 0
                && entries.isYoung(question.symbol(), present)))) {
      return leftOut(RefreshResult.ELSEWHERE);
    }
    RemoteKey remoteKey = question.remoteKey();
    Lease lease = null;
    if (remoteKey != null && second.exists()) {
      Reading reading =
          second.available() ? second.refresh(remoteKey, entry.youngNanos()) : Reading.UNAVAILABLE;
      if (!(reading instanceof Reading.Leased)) {
        return leftTo(reading, question, flight);
      }
      lease = ((Reading.Leased) reading).lease();
    }
    flight.whenLanded(
        () ->
            stats
                .refreshes(flight.hasBrought() ? RefreshResult.DONE : RefreshResult.FAILED)
                .increment());
    return load(question, flight, lease);
  }

  /** Another process does it, or has done it. */
  private @Nullable Load leftTo(Reading reading, Question question, Flight flight) {
    Entry newer =
        reading instanceof Reading.Found
            ? entryOf(question, flight, (Reading.Found) reading)
            : null;
    if (newer != null) {
      first.put(question.key(), newer);
    }
    return leftOut(reading == Reading.UNAVAILABLE ? RefreshResult.L2 : RefreshResult.ELSEWHERE);
  }

  private @Nullable Load leftOut(RefreshResult result) {
    stats.refreshes(result).increment();
    return null;
  }

  /** Puts a flight in place, also of one that has taken longer than callers wait. */
  @Nullable Flight placeUnlessOverdue(Question question, Flight mine) {
    Flight other = flights.place(question, mine);
    if (other != null && mine.beganNanos() - other.beganNanos() >= policy.waitNanos) {
      flights.remove(question, other);
      other = flights.place(question, mine);
    }
    return other;
  }

  Batch askAll(List<Question> questions) {
    return new Batch(this, flights, second, questions, true).begin();
  }

  /** As {@link #askAll}, for a caller that must not be kept. */
  Batch askAllWithoutWaiting(List<Question> questions) {
    return new Batch(this, flights, second, questions, false).begin();
  }

  long now() {
    return ticker.read();
  }

  /** Until when a caller waits for the loads of others. */
  long deadline() {
    return ticker.read() + policy.waitNanos;
  }

  boolean isBefore(long deadline) {
    return ticker.read() - deadline < 0;
  }

  private Lookup lead(Question question, Flight flight, long deadline, boolean waits) {
    Lookup lookup = null;
    try {
      lookup = leadOrAnswer(question, flight, deadline, waits);
      return lookup;
    } finally {
      if (lookup == null) {
        flights.abandon(question, flight);
      }
    }
  }

  private Lookup leadOrAnswer(Question question, Flight flight, long deadline, boolean waits) {
    Lookup present = present(question, flight);
    if (present != null) {
      return present;
    }
    RemoteKey remoteKey = question.remoteKey();
    if (remoteKey == null || !second.available()) {
      return leading(question, flight, null);
    }
    RemoteRead read = remoteRead(question, flight, waits);
    return read.settle(second.read(remoteKey, deadline, read));
  }

  /**
   * L1 again, now that nobody else loads: what landed in between is there. Who follows gets it,
   * too, so it is judged at this moment; mostly there is none, and that takes no clock.
   */
  @Nullable Lookup present(Question question, Flight flight) {
    Entry landed = first.get(question.key(), flight.beganNanos());
    Entry present = landed == null ? null : first.get(question.key(), ticker.read());
    return present == null || !entries.isOfUse(question, present)
        ? null
        : landWith(present, question, flight);
  }

  /**
   * A reading of L2.
   *
   * @param waits whether the caller waits for other processes
   */
  RemoteRead remoteRead(Question question, Flight flight, boolean waits) {
    return new RemoteRead(this, question, flight, waits, ticker.read());
  }

  /** The entry for what L2 holds, or null if it can't be used here. */
  @Nullable Entry entryOf(Question question, Flight flight, Reading.Found found) {
    return entries.of(question, flight.fence(), found);
  }

  /** Notes how long L2 took. */
  void timed(long beganNanos) {
    stats.durations().remoteLookup(ticker.read() - beganNanos);
  }

  Lookup found(Entry entry, Question question, Flight flight) {
    (entry.negative() ? stats.remoteNegatives : stats.remoteHits).increment();
    long now = entry.storedNanos();
    if (Sampling.picks(now)) {
      stats.durations().age(now - entry.birthNanos());
    }
    first.put(question.key(), entry);
    return landWith(entry, question, flight);
  }

  private Lookup landWith(Entry entry, Question question, Flight flight) {
    flights.land(question, flight, entry, entry.endNanos());
    return answered(entry);
  }

  /**
   * What becomes of a question that L2 has no answer to.
   *
   * @param waits whether the caller waits for other processes, and has done so unless interrupted
   */
  Lookup notFound(Reading reading, Question question, Flight flight, boolean waits) {
    if (reading != Reading.UNAVAILABLE) {
      stats.remoteMisses.increment();
    }
    Entry last =
        reading == Reading.BUSY
                && waits
                && second.waitsForProcesses()
                && !Thread.currentThread().isInterrupted()
            ? lastAnswers.afterWaiting(question)
            : null;
    if (last != null) {
      return landWith(last, question, flight);
    }
    Lease lease = reading instanceof Reading.Leased ? ((Reading.Leased) reading).lease() : null;
    return leading(question, flight, lease);
  }

  Lookup leading(Question question, Flight flight, @Nullable Lease lease) {
    return new Lookup.Leading(load(question, flight, lease));
  }

  private Load load(Question question, Flight flight, @Nullable Lease lease) {
    RemoteKey key = question.remoteKey();
    Future<?> renewal = lease == null || key == null ? null : second.renew(key, lease);
    return new Load(landing, question, flight, lease, renewal, ticker.read());
  }

  /**
   * Waits for another caller's load; null means that a new leader is wanted.
   *
   * @param failures whether a failure of that load is an answer to this question, too
   */
  @Nullable Lookup follow(Question question, Flight flight, long deadline, boolean failures) {
    try {
      if (!flight.awaitLanding(deadline - ticker.read())) {
        Entry last = lastAnswers.afterWaiting(question);
        if (last != null) {
          return answered(last);
        }
        flights.remove(question, flight);
        return new Lookup.Bypassed(BypassReason.WAIT);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return new Lookup.Bypassed(BypassReason.INTERRUPTED);
    }
    return landed(flight, failures);
  }

  /** Has a follower told that doesn't wait, once: when the flight lands, or when it is too late. */
  void whenLanded(
      Question question,
      Flight flight,
      Consumer<Lookup.@Nullable Answered> landed,
      Consumer<Lookup.@Nullable Answered> late) {
    AtomicBoolean told = new AtomicBoolean();
    Future<?> patience =
        background.schedule(
            () -> {
              if (told.compareAndSet(false, true)) {
                late.accept(late(question));
              }
            },
            policy.waitNanos,
            TimeUnit.NANOSECONDS);
    flight.whenLanded(
        () -> {
          if (told.compareAndSet(false, true)) {
            patience.cancel(false);
            // That thread is the agent's own where the load was begun ahead.
            (flight.isAhead() ? late : landed).accept(landed(flight));
          }
        });
  }

  private Lookup.@Nullable Answered late(Question question) {
    Entry last = lastAnswers.afterWaiting(question);
    if (last == null) {
      stats.bypasses(BypassReason.WAIT).increment();
    }
    return last == null ? null : answered(last);
  }

  /** What a flight that has landed brought to those who followed it without waiting. */
  private Lookup.@Nullable Answered landed(Flight flight) {
    Lookup.Answered answered = landed(flight, true);
    if (answered == null) {
      stats.follows.increment();
    }
    return answered;
  }

  private Lookup.@Nullable Answered landed(Flight flight, boolean failures) {
    Entry entry = flight.entryAt(ticker.read());
    if (entry != null) {
      stats.follows.increment();
      lastAnswers.served(entry, StaleReason.FAILURE);
      return answered(entry);
    }
    // What fails in the background need not fail for a caller.
    Served failed = failures && !flight.isAhead() ? flight.failed() : null;
    if (failed == null) {
      return null;
    }
    stats.follows.increment();
    return new Lookup.Answered(failed, ticker.read());
  }

  private static Lookup.Answered answered(Entry entry) {
    entry.ask();
    return new Lookup.Answered(entry);
  }
}
