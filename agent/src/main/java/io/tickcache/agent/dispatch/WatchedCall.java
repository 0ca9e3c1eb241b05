package io.tickcache.agent.dispatch;

import io.tickcache.agent.privilege.Privileges;
import io.tickcache.bootstrap.gate.Served;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A call that goes upstream as it is; what comes of it serves a purpose of the agent's and is
 * passed on, the very same. One that is promised is looked at when the client keeps its promise, on
 * the client's thread. By then the caller may have changed his arguments, so they are held against
 * the key when the method returns.
 */
final class WatchedCall extends UpstreamCall {

  private final Purpose purpose;
  private final CallArguments arguments;
  private final Delivery delivery;
  private @Nullable Supplier<@Nullable Object> unchecked;

  private WatchedCall(
      Purpose purpose, @Nullable UpstreamCall outer, CallArguments arguments, Delivery delivery) {
    super(purpose.site(), outer);
    this.purpose = purpose;
    this.arguments = arguments;
    this.delivery = delivery;
  }

  /** A call that is under way from now on. */
  static WatchedCall begin(
      Purpose purpose, @Nullable UpstreamCall outer, CallArguments arguments, Delivery delivery) {
    return purpose.orLose(
        () -> {
          WatchedCall call = new WatchedCall(purpose, outer, arguments, delivery);
          purpose.site().underWay().begin(call);
          return call;
        });
  }

  /** Says what becomes of the call where it isn't checked after all. */
  WatchedCall orElse(Supplier<@Nullable Object> decision) {
    unchecked = decision;
    return this;
  }

  @Override
  @Nullable Served lastAnswer() {
    Served last = purpose.last(null, outer());
    if (last == null) {
      return null;
    }
    site().underWay().end(this);
    return delivered(last);
  }

  @Override
  @Nullable Object unchecked() {
    Supplier<@Nullable Object> decision = unchecked;
    if (decision == null) {
      return this;
    }
    site().underWay().end(this);
    purpose.lost();
    return decision.get();
  }

  /** An answer as callers come to it. */
  private Served delivered(Served answer) {
    return delivery == Delivery.RETURNED
        ? answer
        : new Served(CompletableFuture.completedFuture(answer.value));
  }

  @Override
  void begins() {
    purpose.begins();
  }

  @Override
  void holds(long birthNanos) {
    purpose.holds(birthNanos);
  }

  @Override
  public void complete(@Nullable Object value, @Nullable Throwable failure) {
    outcome(value, failure);
  }

  @Override
  public Served outcome(@Nullable Object value, @Nullable Throwable failure) {
    site().underWay().end(this);
    boolean same = !purpose.keeps() || arguments.stillAsk();
    if (failure != null) {
      Served last = same ? purpose.last(failure, outer()) : null;
      if (last != null) {
        return delivered(last);
      }
      purpose.ended(null, failure, same);
      return Served.failed(failure);
    }
    if (delivery == Delivery.RETURNED) {
      purpose.ended(value, null, same);
      return new Served(value);
    }
    if (!same) {
      purpose.ended(null, null, false); // nobody is to wait for what will not be kept
    }
    return new Served(promised(value, same));
  }

  /** What the caller of a method gets that has returned this as its promise. */
  private @Nullable Object promised(@Nullable Object value, boolean same) {
    try {
      if (value instanceof CompletionStage && !PromiseMethod.isRefused(site(), value)) {
        return await((CompletionStage<?>) value, same);
      }
    } catch (Throwable fault) {
      site().faulted(fault);
    }
    if (same) {
      purpose.lost();
    }
    return value;
  }

  private CompletionStage<?> await(CompletionStage<?> promise, boolean heard) {
    if (heard) {
      purpose.goesOn();
    }
    CompletableFuture<@Nullable Object> own =
        delivery == Delivery.OWN_PROMISE ? new CompletableFuture<>() : null;
    promise.whenComplete(
        (answer, thrown) -> {
          Served outcome = heard ? heard(answer, thrown) : outcomeOf(answer, thrown);
          if (own != null) {
            PromiseMethod.settle(own, outcome.value, outcome.failure);
          }
        });
    return own == null ? promise : own;
  }

  private Served heard(@Nullable Object answer, @Nullable Throwable thrown) {
    Served[] outcome = {outcomeOf(answer, thrown)};
    Privileges.run(
        () -> {
          Served last = thrown == null || outer() != null ? null : purpose.last(thrown, null);
          if (last == null) {
            purpose.ended(answer, thrown, true);
          } else {
            outcome[0] = last;
          }
        });
    return outcome[0];
  }

  private static Served outcomeOf(@Nullable Object answer, @Nullable Throwable thrown) {
    return thrown == null ? new Served(answer) : Served.failed(thrown);
  }
}
