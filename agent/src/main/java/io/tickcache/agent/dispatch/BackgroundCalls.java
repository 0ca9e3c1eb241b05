package io.tickcache.agent.dispatch;

import io.tickcache.agent.upstream.Budget;
import io.tickcache.agent.upstream.Budgets;
import java.lang.reflect.Method;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Calls of woven methods that no caller waits for. They are made as any caller makes them, so that
 * the cache answers them or has them load; but only while their upstream's budget has room to
 * spare, on few threads, and with the class loader of the woven class as the context. Thread-safe.
 */
final class BackgroundCalls {

  /** Who makes more calls at a time than ever come to their turn is told so at once. */
  private static final int MOST_WAITING = 256;

  /** What they leave of each window to the calls of the application. */
  private static final double LEFT = 0.5;

  private final Later threads;
  private final OwnCalls own;
  private final Budgets budgets;
  private final UnderWay paying;
  private final AtomicInteger waiting = new AtomicInteger();

  /**
   * @param paying the calls under way that have paid, of all sites
   */
  BackgroundCalls(Later threads, OwnCalls own, Budgets budgets, UnderWay paying) {
    this.threads = threads;
    this.own = own;
    this.budgets = budgets;
    this.paying = paying;
  }

  /** Does soon what may call code of the application's besides. */
  void run(Runnable task) {
    threads.run(task, 0);
  }

  /**
   * Makes a call soon.
   *
   * @param end told once what became of it; runs on any thread, and must neither block nor throw
   */
  void make(Callee callee, @Nullable Object[] arguments, Consumer<Outcome> end) {
    if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      end.accept(Outcome.NO_ROOM);
      return;
    }
    threads.run(
        () -> {
          waiting.decrementAndGet();
          call(callee, arguments, end);
        },
        0);
  }

  private void call(Callee callee, @Nullable Object[] arguments, Consumer<Outcome> end) {
    Scope scope = callee.scope();
    Object self = callee.receiver();
    if (scope == null || (self == null && !callee.isStatic()) || callee.site().isOver()) {
      end.accept(Outcome.GONE);
      return;
    }
    String upstream = callee.site().rule().upstream();
    Budget budget = upstream == null ? null : budgets.named(upstream);
    Budget.Permit permit =
        budget == null || budget.brake().leftNanos() >= 0
            ? null
            : budget.takeSpare(callee.site().rule().weight(), LEFT);
    if (budget != null && permit == null) {
      end.accept(Outcome.NO_ROOM);
      return;
    }
    Prepaid prepaid = new Prepaid(callee.site(), budget, permit);
    Object answer;
    try {
      answer = answer(prepaid, scope.method(), self, arguments);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError failure) {
      prepaid.end();
      end.accept(Outcome.FAILED);
      return;
    }
    if (answer instanceof CompletionStage) {
      ((CompletionStage<?>) answer)
          .whenComplete(
              (value, thrown) -> {
                prepaid.end();
                end.accept(thrown == null ? Outcome.RETURNED : Outcome.FAILED);
              });
    } else {
      prepaid.end();
      end.accept(Outcome.RETURNED);
    }
  }

  private @Nullable Object answer(
      Prepaid prepaid, Method method, @Nullable Object self, @Nullable Object[] arguments)
      throws ReflectiveOperationException {
    paying.begin(prepaid);
    try {
      return own.make(prepaid.site(), method, self, arguments);
    } finally {
      paying.end(prepaid);
    }
  }

  /** What became of a call. */
  enum Outcome {
    /** It has its answer, from the cache or from upstream. */
    RETURNED,
    /** The client failed, or couldn't be called. */
    FAILED,
    /**
     * It was not made: the budget has nothing to spare now, its upstream refuses calls, or too many
     * calls wait.
     */
    NO_ROOM,
    /** It was not made: the application has let go of the receiver, or other rules hold by now. */
    GONE
  }
}
