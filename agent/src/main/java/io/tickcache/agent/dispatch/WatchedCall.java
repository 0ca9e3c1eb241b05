package io.tickcache.agent.dispatch;

import io.tickcache.agent.privilege.Privileges;
import io.tickcache.bootstrap.gate.Served;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A call that goes upstream as it is; what comes of it is looked at once and passed on, the very
 * same. One that is promised is looked at when the client keeps its promise, on the client's
 * thread. By then the caller may have changed his arguments, so they are held against the key when
 * the method returns.
 */
abstract class WatchedCall extends UpstreamCall {

  private final CallArguments arguments;
  private final Delivery delivery;

  WatchedCall(Site site, @Nullable UpstreamCall outer, CallArguments arguments, Delivery delivery) {
    super(site, outer);
    this.arguments = arguments;
    this.delivery = delivery;
  }

  final WatchedCall begin() {
    site().underWay().begin(this);
    return this;
  }

  /**
   * Looks at what the call has come to.
   *
   * @param asksTheSame whether it was still asking what it asked at its beginning when the method
   *     returned
   */
  abstract void ended(@Nullable Object value, @Nullable Throwable failure, boolean asksTheSame);

  /** Whether what the answer says is of any use; if not, it may be one to another question. */
  boolean keeps() {
    return true;
  }

  /** There will be nothing to look at, or the agent has failed on it. */
  abstract void lost();

  /** The method has returned, and the answer is still to come. */
  void goesOn() {}

  @Override
  public final void complete(@Nullable Object value, @Nullable Throwable failure) {
    outcome(value, failure);
  }

  @Override
  public final Served outcome(@Nullable Object value, @Nullable Throwable failure) {
    site().underWay().end(this);
    Object handedOut = look(value, failure);
    return failure == null ? new Served(handedOut) : Served.failed(failure);
  }

  /** What the caller gets. */
  private @Nullable Object look(@Nullable Object value, @Nullable Throwable failure) {
    try {
      boolean same = !keeps() || arguments.stillAsk();
      if (failure != null || delivery == Delivery.RETURNED) {
        ended(value, failure, same);
      } else if (value instanceof CompletionStage && !PromiseMethod.isRefused(site(), value)) {
        return await((CompletionStage<?>) value, same);
      } else {
        lost();
      }
    } catch (Throwable fault) {
      site().faulted(fault);
      giveUp();
    }
    return value;
  }

  private CompletionStage<?> await(CompletionStage<?> promise, boolean same) {
    goesOn();
    CompletableFuture<@Nullable Object> own =
        delivery == Delivery.OWN_PROMISE ? new CompletableFuture<>() : null;
    promise.whenComplete(
        (answer, thrown) -> {
          Privileges.run(() -> kept(answer, thrown, same));
          if (own != null) {
            PromiseMethod.settle(own, answer, thrown);
          }
        });
    return own == null ? promise : own;
  }

  private void kept(@Nullable Object answer, @Nullable Throwable failure, boolean same) {
    try {
      ended(answer, failure, same);
    } catch (Throwable fault) {
      site().faulted(fault);
      giveUp();
    }
  }

  private void giveUp() {
    try {
      lost();
    } catch (Throwable fault) {
      site().faulted(fault);
    }
  }
}
