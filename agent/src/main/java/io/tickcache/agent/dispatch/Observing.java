package io.tickcache.agent.dispatch;

import io.tickcache.agent.cache.ObservedCall;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Only the times of the call are noted, and for what there is no answer. An answer by a callback
 * isn't seen: such a call is over when the method returns.
 */
final class Observing extends Purpose {

  private final ObservedCall call;
  private final Function<@Nullable Object, boolean @Nullable []> negatives;

  /**
   * @param negatives tells of an answer, for each key, whether it is that there is none; null if
   *     the cache would keep nothing of it
   */
  Observing(
      Site site, ObservedCall call, Function<@Nullable Object, boolean @Nullable []> negatives) {
    super(site);
    this.call = call;
    this.negatives = negatives;
  }

  /** There are no answers whose age it could tell. */
  @Override
  void holds(long birthNanos) {}

  @Override
  void goesOn() {}

  @Override
  void look(@Nullable Object answer, @Nullable Throwable failure, boolean asksTheSame) {
    if (failure == null && !asksTheSame) {
      site().tellOfChange();
    }
    boolean[] none = keeps() && failure == null && asksTheSame ? negatives.apply(answer) : null;
    if (none == null) {
      call.failed();
    } else {
      call.answered(none);
    }
  }

  @Override
  boolean keeps() {
    return call.isLoad();
  }

  @Override
  void fail() {
    call.failed();
  }

  @Override
  void lose() {
    call.failed();
  }
}
