package io.tickcache.agent.redis;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.tickcache.agent.cache.Ticker;
import io.tickcache.rules.BreakerSettings;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps callers away from a Redis that fails or is slow. Callers only ask whether it is closed and
 * tell how their commands went; the one probe after a pause is a background thread's. The pause is
 * counted by our own ticker, because Resilience4j counts it by the host's clock, which may be set
 * back. Its events are not used either: where anybody listens, it makes one for each success. So
 * all that may change the state is done under one lock, and what has changed is seen there.
 * Thread-safe.
 */
final class Breaker {

  private static final int FEWEST_CALLS = 10;

  private final CircuitBreaker breaker;
  private final long openNanos;
  private final Ticker ticker;
  private final StateChanges changes;
  private CircuitBreaker.State noted = CircuitBreaker.State.CLOSED;
  private long openedNanos;
  private @Nullable Runnable opened;

  /**
   * @param changes where each change of its state is noted
   */
  Breaker(BreakerSettings settings, Ticker ticker, StateChanges changes) {
    this.openNanos = settings.openFor().toNanos();
    this.ticker = ticker;
    this.changes = changes;
    breaker =
        CircuitBreaker.of(
            "redis",
            CircuitBreakerConfig.custom()
                .failureRateThreshold((float) settings.failureRate())
                .slowCallDurationThreshold(settings.slowCall())
                .slowCallRateThreshold((float) settings.slowRate())
                .slidingWindowSize(settings.window())
                .minimumNumberOfCalls(Math.min(FEWEST_CALLS, settings.window()))
                .waitDurationInOpenState(settings.openFor())
                .permittedNumberOfCallsInHalfOpenState(1)
                .build());
  }

  /** Has this run, on the thread of a caller, when the breaker opens; it must not wait. */
  synchronized void whenOpened(Runnable listener) {
    opened = listener;
  }

  boolean isClosed() {
    return breaker.getState() == CircuitBreaker.State.CLOSED;
  }

  /** The state as Resilience4j names it, in lower case. */
  String state() {
    return breaker.getState().name().toLowerCase(Locale.ROOT);
  }

  synchronized void succeeded(long nanos) {
    breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
    noteChange();
  }

  synchronized void failed(long nanos, Throwable failure) {
    breaker.onError(nanos, TimeUnit.NANOSECONDS, failure);
    noteChange();
  }

  /** Lets the next probe come at once, because it will be over another connection. */
  synchronized void endPause() {
    openedNanos = ticker.read() - openNanos;
  }

  /**
   * Whether the pause is over and a probe may be made; whoever gets true makes it and tells how it
   * went, whatever came of it.
   */
  synchronized boolean mayProbe() {
    if (breaker.getState() == CircuitBreaker.State.OPEN
        && ticker.read() - openedNanos >= openNanos) {
      breaker.transitionToHalfOpenState();
      noteChange();
    }
    return breaker.getState() == CircuitBreaker.State.HALF_OPEN && breaker.tryAcquirePermission();
  }

  private void noteChange() {
    CircuitBreaker.State state = breaker.getState();
    if (state == noted) {
      return;
    }
    changes.add("breaker", noted, state, "");
    noted = state;
    if (state == CircuitBreaker.State.OPEN) {
      openedNanos = ticker.read();
      if (opened != null) {
        opened.run();
      }
    }
  }
}
