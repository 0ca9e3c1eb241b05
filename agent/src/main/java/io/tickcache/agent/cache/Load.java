package io.tickcache.agent.cache;

import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A leader's call of the upstream, from before it begins until it is completed once. Used by one
 * thread at a time.
 */
public final class Load {

  private final Landing landing;
  private final Question question;
  private final Flight flight;
  private final @Nullable Lease lease;
  private final @Nullable Future<?> renewal;
  private long startNanos;
  private long birthNanos;
  private boolean ended;

  Load(
      Landing landing,
      Question question,
      Flight flight,
      @Nullable Lease lease,
      @Nullable Future<?> renewal,
      long startNanos) {
    this.landing = landing;
    this.question = question;
    this.flight = flight;
    this.lease = lease;
    this.renewal = renewal;
    this.startNanos = startNanos;
    this.birthNanos = startNanos;
  }

  /** Says that the upstream is only about to be asked: the answer's age counts from now. */
  public void begin() {
    startNanos = landing.now();
    birthNanos = startNanos;
  }

  /** Says that the answer will contain one that is this old: its age counts from there. */
  public void contains(long answerBirthNanos) {
    if (answerBirthNanos - birthNanos < 0) {
      birthNanos = answerBirthNanos;
    }
  }

  /**
   * Stores the answer in both tiers and hands it to the followers.
   *
   * @throws UnkeepableValueException if it is stored in none, and the followers ask for themselves
   * @throws UnencodableValueException if it is stored in L1 alone
   */
  public void complete(@Nullable Object value)
      throws UnkeepableValueException, UnencodableValueException {
    ended = true;
    landing.complete(this, value);
  }

  /** Hands an upstream's failure to the followers; after anything else one of them leads anew. */
  public void fail(Throwable failure) {
    ended = true;
    landing.fail(this, failure);
  }

  /**
   * The last answer, though it is past its time, where the rule grants that; it ends nothing.
   *
   * @param failure in whose place it is wanted; null where the upstream must not be asked now
   */
  public @Nullable Entry last(@Nullable Throwable failure) {
    return flight.isAhead() ? null : landing.last(question, failure);
  }

  /** Ends it with the {@link #last} answer, which those who follow get, too. */
  public void endWith(Entry last, @Nullable Throwable failure) {
    ended = true;
    landing.endWith(last, this, failure);
  }

  /** Ends it without an answer, unless it has ended; whoever follows leads anew. */
  public void abandon() {
    if (!ended) {
      ended = true;
      landing.abandon(this);
    }
  }

  /**
   * Ends it with null, kept in L1 under another key because it is no answer to this question;
   * whoever follows leads anew.
   */
  public void keepNullBeside(Object key) {
    ended = true;
    landing.keepNullBeside(this, key);
  }

  /** Has it told, when the load has ended, whether it has brought an answer. */
  public void whenEnded(Consumer<Boolean> told) {
    flight.whenLanded(() -> told.accept(flight.hasBrought()));
  }

  /** Says that the load goes on after its caller has returned, on whatever threads. */
  public void goOn() {
    flight.leaveThread();
  }

  boolean hasEnded() {
    return ended;
  }

  Question question() {
    return question;
  }

  Flight flight() {
    return flight;
  }

  @Nullable Lease lease() {
    return lease;
  }

  long startNanos() {
    return startNanos;
  }

  long birthNanos() {
    return birthNanos;
  }

  void stopRenewing() {
    if (renewal != null) {
      renewal.cancel(false);
    }
  }
}
