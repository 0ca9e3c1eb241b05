package io.tickcache.agent.dispatch;

import io.tickcache.agent.cache.ObservedCall;
import io.tickcache.agent.privilege.Privileges;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A call that goes upstream as it is; what comes of it is looked at and passed on, the very same. A
 * promise is over when the client has kept it. An answer by a callback isn't seen: such a call is
 * over when the method returns.
 */
final class ObservingTicket extends UpstreamCall {

  private final ObservedCall call;
  private final CallArguments arguments;
  private final boolean promised;
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
      boolean promised,
      Function<@Nullable Object, boolean @Nullable []> negatives) {
    super(site, outer);
    this.call = call;
    this.arguments = arguments;
    this.promised = promised;
    this.negatives = negatives;
  }

  ObservingTicket begin() {
    site().underWay().begin(this);
    return this;
  }

  /** There are no answers whose age it could tell. */
  @Override
  void holds(long birthNanos) {}

  @Override
  public void complete(@Nullable Object value, @Nullable Throwable failure) {
    try {
      site().underWay().end(this);
      if (failure != null || !asksTheSame()) {
        call.failed();
      } else if (promised) {
        await(value);
      } else {
        ended(value, null);
      }
    } catch (Throwable fault) {
      site().faulted(fault);
    }
  }

  private boolean asksTheSame() {
    boolean same = arguments.stillAsk();
    if (!same) {
      site().tellOfChange();
    }
    return same;
  }

  private void await(@Nullable Object promise) {
    if (!(promise instanceof CompletionStage) || PromiseMethod.isRefused(site(), promise)) {
      call.failed();
      return;
    }
    ((CompletionStage<?>) promise)
        .whenComplete((answer, thrown) -> Privileges.run(() -> kept(answer, thrown)));
  }

  private void kept(@Nullable Object answer, @Nullable Throwable failure) {
    try {
      ended(answer, failure);
    } catch (Throwable fault) {
      site().faulted(fault);
    }
  }

  private void ended(@Nullable Object answer, @Nullable Throwable failure) {
    boolean[] none = failure == null ? negatives.apply(answer) : null;
    if (none == null) {
      call.failed();
    } else {
      call.answered(none);
    }
  }
}
