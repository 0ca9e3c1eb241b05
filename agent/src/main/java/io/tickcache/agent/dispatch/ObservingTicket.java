package io.tickcache.agent.dispatch;

import io.tickcache.agent.cache.ObservedCall;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A call of which only the times and what has no answer are noted. An answer by a callback isn't
 * seen: such a call is over when the method returns.
 */
final class ObservingTicket extends WatchedCall {

  private final ObservedCall call;
  private final Function<@Nullable Object, boolean @Nullable []> negatives;

  /**
   * @param negatives tells of an answer, for each key, whether it is that there is none; null if
   *     the cache would keep nothing of it
   */
  ObservingTicket(
      Site site,
      @Nullable UpstreamCall outer,
      ObservedCall call,
      CallArguments arguments,
      Delivery delivery,
      Function<@Nullable Object, boolean @Nullable []> negatives) {
    super(site, outer, arguments, delivery);
    this.call = call;
    this.negatives = negatives;
  }

  /** There are no answers whose age it could tell. */
  @Override
  void holds(long birthNanos) {}

  @Override
  void ended(@Nullable Object answer, @Nullable Throwable failure, boolean asksTheSame) {
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
  void lost() {
    call.failed();
  }
}
