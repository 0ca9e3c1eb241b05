package io.tickcache.agent.cache;

import io.tickcache.rules.OnError;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The last answers of one cache, which a rule may grant past their time where there is none that is
 * newer. One that is granted goes into L1 anew for a while, so that the next callers find it there
 * and leave the upstream alone. Thread-safe.
 */
final class LastAnswers {

  /** A budget has room again sooner than an upstream is well again. */
  private static final long SOON_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final CachePolicy policy;
  private final Ticker ticker;
  private final FirstTier first;
  private final CacheStats stats;

  LastAnswers(CachePolicy policy, Ticker ticker, FirstTier first, CacheStats stats) {
    this.policy = policy;
    this.ticker = ticker;
    this.first = first;
    this.stats = stats;
  }

  /**
   * What is granted in place of a failure of the upstream, or of an answer that must not be asked
   * for; null for nothing. Nobody else finds it unless it is {@link #keep kept}.
   *
   * @param failure null where the upstream was not asked
   */
  @Nullable Entry inPlaceOf(@Nullable Throwable failure, Question question) {
    OnError onError = policy.onError;
    if (onError == null) {
      return null;
    }
    if (failure == null) {
      return granted(question, SOON_NANOS);
    }
    return onError.covers(failure) ? granted(question, onError.holdOff().toNanos()) : null;
  }

  /** What is granted to one who has waited in vain for another's load; null for nothing. */
  @Nullable Entry afterWaiting(Question question) {
    Entry last = granted(question, 0);
    if (last != null) {
      keep(question, last);
      served(last, StaleReason.WAIT);
    }
    return last;
  }

  /**
   * What is granted to one who would wait for another's load, where the one before has failed; null
   * for nothing.
   */
  @Nullable Entry insteadOfWaiting(Question question) {
    long now = ticker.read();
    Entry last = policy.onError == null ? null : first.last(question.key(), now);
    if (last == null || !last.isStale() || endNanos(question, last, now) - now <= 0) {
      return null;
    }
    served(last, StaleReason.WAIT);
    return last;
  }

  private @Nullable Entry granted(Question question, long heldNanos) {
    long now = ticker.read();
    Entry last = policy.onError == null ? null : first.last(question.key(), now);
    if (last == null) {
      return null;
    }
    Entry present = first.get(question.key(), now);
    if (present != null) {
      return present;
    }
    long end = endNanos(question, last, now);
    if (end - now <= 0) {
      return null;
    }
    return last.staleUntil(Term.earlier(now + heldNanos, end), now);
  }

  /** Has the next callers find it. */
  void keep(Question question, Entry last) {
    if (last.isStale()) {
      first.put(question.key(), last);
    }
  }

  private long endNanos(Question question, Entry last, long now) {
    return policy.terms.staleEnd(
        question.symbol(), last.negative(), last.birthNanos(), now, policy.staleNanos());
  }

  /** Until when those who wait for an answer may have this one in its place. */
  long handOutEnd(Question question, Entry last) {
    return endNanos(question, last, ticker.read());
  }

  /** A caller gets it. */
  void served(Entry entry, StaleReason reason) {
    if (entry.isStale()) {
      stats.stale(reason, ticker.read() - entry.birthNanos());
    }
  }
}
