package io.tickcache.agent.dispatch;

import io.tickcache.bootstrap.gate.Served;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A call whose answer goes to a callback: it has served its purpose when the client first calls it,
 * on the client's thread, and before the caller hears of it.
 */
final class CallbackTicket extends UpstreamCall {

  private final Purpose purpose;
  private final CallArguments asked;
  private final String success;
  private final AtomicBoolean ended = new AtomicBoolean();
  private final AtomicInteger answers = new AtomicInteger();
  private volatile @Nullable Boolean askedTheSameOnReturn;
  private volatile @Nullable String told;
  private @Nullable Object @Nullable [] arguments;
  private @Nullable CallbackMethod method;
  private @Nullable Object callback;
  private @Nullable Executor on;
  private volatile @Nullable Consumer<@Nullable Throwable> listener;

  /**
   * @param success the name of the callback's method
   */
  CallbackTicket(
      Purpose purpose, CallArguments asked, @Nullable UpstreamCall outer, String success) {
    super(purpose.site(), outer);
    this.purpose = purpose;
    this.asked = asked;
    this.success = success;
  }

  /**
   * Has the body called with a stand-in for the callback.
   *
   * @param executor what the callback is called on where the body isn't; null for the thread of the
   *     call
   */
  CallbackTicket substitute(
      CallbackMethod of,
      @Nullable Object[] original,
      Object originalCallback,
      @Nullable Executor executor) {
    @Nullable Object[] substituted = original.clone();
    substituted[of.argument()] = StandIn.of(of, originalCallback, this);
    arguments = substituted;
    method = of;
    callback = originalCallback;
    on = executor;
    return this;
  }

  /** Has this hear once what the client tells: null, or the failure. */
  void listen(Consumer<@Nullable Throwable> to) {
    listener = to;
  }

  private void tellListener(@Nullable Throwable failure) {
    Consumer<@Nullable Throwable> told = listener;
    listener = null;
    if (told != null) {
      told.accept(failure);
    }
  }

  /** Whether the callback can be told of a failure. */
  boolean takes(Throwable failure) {
    return method != null && method.takes(Served.failed(failure));
  }

  /** Tells the callback of a failure that it {@link #takes}, in place of the body. */
  @Nullable Object refuse(Throwable failure) {
    site().underWay().end(this);
    failed(failure);
    CallbackMethod of = Objects.requireNonNull(method);
    Object to = Objects.requireNonNull(callback);
    Executor queue = on;
    Telling telling = new Telling(of, to, Served.failed(failure));
    if (queue == null) {
      return telling.told();
    }
    Telling queued =
        new QueuedTelling(site(), of, to, Served.failed(failure), queue, () -> false, () -> {});
    Object told = queued.told();
    return told == null ? telling.told() : told;
  }

  @Override
  public @Nullable Object @Nullable [] arguments() {
    return arguments;
  }

  @Override
  void begins() {
    purpose.begins();
  }

  @Override
  void holds(long birthNanos) {
    purpose.holds(birthNanos);
  }

  /** What a callback asks for, once it is called, is no part of the load. */
  @Override
  boolean isFor(String cache) {
    UpstreamCall outer = outer();
    return ended.get() ? outer != null && outer.isFor(cache) : super.isFor(cache);
  }

  /** The body is through; one that failed has told its caller, who alone asked by this call. */
  @Override
  public void complete(@Nullable Object value, @Nullable Throwable failure) {
    site().underWay().end(this);
    if (failure != null) {
      failed(null);
      return;
    }
    boolean same = ended.get() || asked.stillAsk();
    askedTheSameOnReturn = same;
    if (same) {
      purpose.goesOn();
    } else if (ended.compareAndSet(false, true)) {
      purpose.ended(null, null, false);
    }
  }

  /**
   * Whether the call asked the same for as long as the method ran: afterwards the caller may do
   * what he likes, also while this is being found out.
   */
  private boolean askedTheSame() {
    boolean now = askedTheSameOnReturn != null || asked.stillAsk();
    Boolean onReturn = askedTheSameOnReturn;
    return onReturn == null ? now : onReturn;
  }

  /** The client hands out an answer. */
  void succeeded(@Nullable Object value) {
    if (answers.incrementAndGet() == 2) {
      site()
          .refuse(
              "`"
                  + success
                  + "` was called again for one call, so the call was a subscription and its first"
                  + " answer not all of it");
    }
    end(value, null);
    tellListener(null);
    warnOfMore();
  }

  /** The client calls another method of the callback, which waits for nothing. */
  void told(String name) {
    told = name;
    warnOfMore();
  }

  /** Without an answer, this is how the client tells of a failure. */
  private void warnOfMore() {
    String name = told;
    if (name != null && answers.get() > 0) {
      site()
          .tell(
              "callback",
              "`"
                  + name
                  + "` of the callback was called beside `"
                  + success
                  + "`, which a hit calls alone; a caller who waits for the other one should have"
                  + " no rule");
    }
  }

  /**
   * There will be no answer.
   *
   * @param failure what those who asked meanwhile can be told; null where they ask for themselves
   */
  void failed(@Nullable Throwable failure) {
    if (failure != null) {
      end(null, failure);
      tellListener(failure);
    } else {
      if (ended.compareAndSet(false, true)) {
        purpose.failed();
      }
      tellListener(new CancellationException()); // which says nothing of the upstream
    }
  }

  private void end(@Nullable Object value, @Nullable Throwable failure) {
    boolean same = ended.get() || askedTheSame();
    if (ended.compareAndSet(false, true)) {
      purpose.ended(value, failure, same);
    }
  }
}
