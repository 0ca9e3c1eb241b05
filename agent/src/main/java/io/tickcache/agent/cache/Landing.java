package io.tickcache.agent.cache;

import io.tickcache.rules.ErrorPattern;
import org.jspecify.annotations.Nullable;

/**
 * How the loads of one cache end: what they brought is kept in both tiers and handed to those who
 * follow. Thread-safe.
 */
final class Landing {

  private final Ticker ticker;
  private final Flights flights;
  private final Entries entries;
  private final FirstTier first;
  private final SecondTier second;
  private final LastAnswers lastAnswers;
  private final CacheStats stats;

  Landing(
      Ticker ticker,
      Flights flights,
      Entries entries,
      FirstTier first,
      SecondTier second,
      LastAnswers lastAnswers,
      CacheStats stats) {
    this.ticker = ticker;
    this.flights = flights;
    this.entries = entries;
    this.first = first;
    this.second = second;
    this.lastAnswers = lastAnswers;
    this.stats = stats;
  }

  long now() {
    return ticker.read();
  }

  void complete(Load load, @Nullable Object value)
      throws UnkeepableValueException, UnencodableValueException {
    try {
      Entry entry = landed(load, value);
      second.fill(load, value, entries.lifeNanos(load.question(), entry));
    } finally {
      load.stopRenewing();
    }
  }

  /** The first value of a class takes its time to be looked at: the lease is kept meanwhile. */
  private Entry landed(Load load, @Nullable Object value) throws UnkeepableValueException {
    Entry entry = null;
    long handOutEnd = 0;
    try {
      Entry made = entries.of(load.question(), load.flight().fence(), value, load.birthNanos());
      handOutEnd = entries.handOutEnd(load.question(), made);
      entry = made;
      if (entry.isInTime()) {
        keep(load, entry);
      }
      return entry;
    } finally {
      land(load, entry, handOutEnd);
      record(load);
    }
  }

  private void keep(Load load, Entry entry) {
    if (load.flight().isVoid()) {
      stats.nearFenced.increment();
    } else {
      first.put(load.question().key(), entry);
    }
  }

  void fail(Load load, Throwable failure) {
    try {
      load.stopRenewing();
      if (ofUpstream(failure)) {
        flights.remove(load.question(), load.flight());
        load.flight().fail(failure);
      }
    } finally {
      land(load, null, 0);
    }
    stats.loadFailures.increment();
    record(load);
  }

  /**
   * The last answer, where that is granted in place of a failure or, where it is null, of an answer
   * that must not be asked for now.
   */
  @Nullable Entry last(Question question, @Nullable Throwable failure) {
    return failure == null || ofUpstream(failure) ? lastAnswers.inPlaceOf(failure, question) : null;
  }

  /** Ends a load with the last answer, for its caller and those who follow. */
  void endWith(Entry last, Load load, @Nullable Throwable failure) {
    Question question = load.question();
    lastAnswers.keep(question, last);
    try {
      load.stopRenewing();
      second.release(load);
    } finally {
      flights.land(question, load.flight(), last, lastAnswers.handOutEnd(question, last));
    }
    lastAnswers.served(last, failure == null ? StaleReason.EXHAUSTED : StaleReason.FAILURE);
    if (failure != null) {
      stats.loadFailures.increment();
      record(load);
    }
  }

  /** Ends a load whose outcome says nothing to others who ask for its key: one of them leads. */
  void abandon(Load load) {
    stats.loadFailures.increment();
    keepNothing(load);
  }

  /** Ends a load whose answer, null, is kept in L1 under another key than its own. */
  void keepNullBeside(Load load, Object key) {
    try {
      Entry none = entries.ofNullBeside(load.question(), load.flight().fence(), load.birthNanos());
      if (none.isInTime() && !load.flight().isVoid()) {
        first.putBeside(key, none);
      }
    } finally {
      keepNothing(load);
    }
  }

  /** Ends a load that brought an answer for its caller alone. */
  private void keepNothing(Load load) {
    try {
      load.stopRenewing();
    } finally {
      land(load, null, 0);
    }
    record(load);
  }

  /** Ends a flight in any case: one that stayed would keep its followers, and its key, for ever. */
  private void land(Load load, @Nullable Entry entry, long handOutEnd) {
    if (entry == null) {
      flights.abandon(load.question(), load.flight());
      second.release(load);
    } else {
      flights.land(load.question(), load.flight(), entry, handOutEnd);
    }
  }

  private void record(Load load) {
    stats.loads.increment();
    long nanos = ticker.read() - load.startNanos();
    stats.durations().load(nanos);
    second.loaded(nanos);
  }

  private static boolean ofUpstream(Throwable failure) {
    return UpstreamFailures.include(ErrorPattern.unwrapped(failure))
        && !Thread.currentThread().isInterrupted();
  }
}
