package io.tickcache.agent.dispatch;

import io.tickcache.bootstrap.gate.Served;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a call that goes upstream is for. It hears once how the call has come out, on whatever
 * thread the answer comes, and before its caller where it is not by the client's own promise.
 */
abstract class Purpose {

  private final Site site;

  Purpose(Site site) {
    this.site = site;
  }

  final Site site() {
    return site;
  }

  /** As {@link UpstreamCall#begins}. */
  void begins() {}

  /** What is being asked for contains an answer of this age. */
  abstract void holds(long birthNanos);

  /** Whether what the answer says is of any use; if not, it may be one to another question. */
  boolean keeps() {
    return true;
  }

  /** The method has returned, and the answer is still to come. */
  abstract void goesOn();

  /**
   * Looks at what the call has come to.
   *
   * @param asksTheSame whether it was still asking what it asked at its beginning when the method
   *     returned
   */
  abstract void look(@Nullable Object value, @Nullable Throwable failure, boolean asksTheSame);

  /**
   * What the caller gets in place of a failure, or of an answer that must not be asked for now,
   * where the rule grants that; then the purpose is served. Null where it grants none. Never
   * throws.
   *
   * @param failure null where the upstream must not be asked
   * @param outer the load that the call is part of, which has to know how old the answer is
   */
  @Nullable Served last(@Nullable Throwable failure, @Nullable UpstreamCall outer) {
    return null;
  }

  /** The call has failed in a way that concerns its caller alone. */
  abstract void fail();

  /** There will be nothing to look at, or the agent has failed on it. */
  abstract void lose();

  /**
   * What a step makes that comes before the call is under way; where it fails, there will be
   * nothing to look at.
   */
  final <T> T orLose(Supplier<T> step) {
    boolean made = false;
    try {
      T state = step.get();
      made = true;
      return state;
    } finally {
      if (!made) {
        lost();
      }
    }
  }

  /** As {@link #look}, but never throws. */
  final void ended(@Nullable Object value, @Nullable Throwable failure, boolean asksTheSame) {
    try {
      look(value, failure, asksTheSame);
    } catch (Throwable fault) {
      site.faulted(fault);
      lost();
    }
  }

  /** As {@link #fail}, but never throws. */
  final void failed() {
    try {
      fail();
    } catch (Throwable fault) {
      site.faulted(fault);
      lost();
    }
  }

  /** As {@link #lose}, but never throws. */
  final void lost() {
    try {
      lose();
    } catch (Throwable fault) {
      site.faulted(fault);
    }
  }
}
