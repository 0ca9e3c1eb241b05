package io.tickcache.agent.dispatch;

import io.tickcache.agent.cache.DueInvalidation;
import io.tickcache.agent.privilege.Privileges;
import java.lang.ref.WeakReference;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What one call voids when its promise is fulfilled. A {@link CompletableFuture} tells the latest
 * of its listeners first, so the agent's own hears of it after whoever hangs on the promise; that
 * is why look-ups see for themselves. Thread-safe.
 */
final class PromisedVoiding implements DueInvalidation {

  private final Voiding voiding;
  private final @Nullable Set<Object> before;

  /** Weak, for what nobody can reach any more isn't fulfilled. */
  private final WeakReference<CompletionStage<?>> promise;

  private volatile boolean over;

  private PromisedVoiding(
      Voiding voiding, @Nullable Set<Object> before, CompletionStage<?> promise) {
    this.voiding = voiding;
    this.before = before;
    this.promise = new WeakReference<>(promise);
  }

  /**
   * Has it voided on time.
   *
   * @param before the symbols that the arguments named; null if that can't be told
   */
  static void await(Voiding voiding, @Nullable Set<Object> before, CompletionStage<?> promise) {
    PromisedVoiding awaited = new PromisedVoiding(voiding, before, promise);
    if (tells(promise)) {
      voiding.settleBeforeLookups(awaited);
    }
    promise.whenComplete((value, failure) -> Privileges.run(() -> awaited.ended(value, failure)));
  }

  /** Whether it can be asked how far it is; stages that can't be completed can't. */
  private static boolean tells(CompletionStage<?> promise) {
    if (!(promise instanceof CompletableFuture)) {
      return false;
    }
    try {
      return !((CompletableFuture<?>) promise).isDone();
    } catch (UnsupportedOperationException minimal) {
      return false;
    }
  }

  @Override
  public boolean settle() {
    CompletableFuture<?> promised = (CompletableFuture<?>) promise.get();
    if (promised == null) {
      return true;
    }
    if (!over && promised.isDone()) {
      if (promised.isCompletedExceptionally()) {
        over = true;
      } else {
        fulfilled(promised.getNow(null));
      }
    }
    return over;
  }

  private void ended(@Nullable Object value, @Nullable Throwable failure) {
    if (failure == null && !over) {
      fulfilled(value);
    }
    over = true;
  }

  /** Said to be over when it is: until then, whoever comes besides does it, too. */
  private void fulfilled(@Nullable Object value) {
    try {
      voiding.invalidate(voiding.symbols(before, value));
    } catch (Throwable fault) {
      voiding.faulted(fault);
    }
    over = true;
  }
}
