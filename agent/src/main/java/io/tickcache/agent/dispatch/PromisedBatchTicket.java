package io.tickcache.agent.dispatch;

import io.tickcache.agent.cache.Batch;
import io.tickcache.agent.cache.BypassReason;
import io.tickcache.agent.cache.Lookup;
import io.tickcache.agent.key.Asked;
import io.tickcache.agent.key.BatchPlan;
import io.tickcache.agent.privilege.Privileges;
import io.tickcache.bootstrap.gate.Served;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A call for many symbols whose answer comes later. Its body asks upstream for those that nobody
 * has or loads, the loads of others are joined, and whichever comes last has the caller's promise
 * kept, on its thread. Nobody is kept waiting.
 *
 * <p>The client's answer and each load joined come on threads of their own. The former alone deals
 * with the pieces until it has arrived, the latter leave theirs aside; who arrives last has all to
 * himself.
 */
final class PromisedBatchTicket extends BatchCall {

  private final PromiseMethod promises;
  private final Detours detours;
  private final CompletableFuture<@Nullable Object> promise = new CompletableFuture<>();

  /** The loads of others, by the questions that they answer. */
  private final Map<Integer, Lookup.Following> followed = new LinkedHashMap<>();

  private final AtomicReferenceArray<Lookup.@Nullable Answered> landed;

  /** How many are to arrive: the loads of others, and this call's own or, without one, itself. */
  private final AtomicInteger outstanding = new AtomicInteger(1);

  PromisedBatchTicket(
      Site site,
      Scope scope,
      BatchPlan plan,
      Asked asked,
      @Nullable Object self,
      @Nullable Object[] original,
      Detours detours) {
    super(site, scope, plan, asked, self, original, false);
    this.promises = scope.promise();
    this.detours = detours;
    this.landed = new AtomicReferenceArray<>(gathering().questions().size());
  }

  @Override
  Batch ask() {
    return site().cache().askAllWithoutWaiting(gathering().questions());
  }

  @Override
  @Nullable Object begin(Batch all) {
    for (int i = 0; i < landed.length(); i++) {
      Lookup lookup = all.lookup(i);
      if (lookup instanceof Lookup.Following) {
        followed.put(i, (Lookup.Following) lookup);
      }
    }
    boolean wanted = gathering().take(all, outer());
    if (gathering().hasAged()
        || !gathering().isSettled()
        || (!followed.isEmpty() && !method().isCallable())) {
      gathering().wantAll();
      wanted = true;
    }
    if (wanted) {
      return asking();
    }
    if (!followed.isEmpty()) {
      follow();
      arrive();
      return new Served(promise);
    }
    Object answer = gathering().together();
    if (answer == null) {
      return site().bypass(BypassReason.REFUSED);
    }
    promise.complete(answer);
    return new Served(promise);
  }

  private void follow() {
    outstanding.addAndGet(followed.size());
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    for (Map.Entry<Integer, Lookup.Following> load : followed.entrySet()) {
      load.getValue()
          .whenLanded(
              answered -> {
                landed.set(load.getKey(), answered);
                arrive();
              },
              last -> {
                landed.set(load.getKey(), last);
                detours.make(site(), context, this::arrive);
              });
    }
  }

  @Override
  @Nullable Served lastAnswer() {
    Object answer = followed.isEmpty() ? last(null) : null;
    if (answer == null) {
      return null;
    }
    site().underWay().end(this);
    abandon();
    promise.complete(answer);
    return new Served(promise);
  }

  @Override
  public Served outcome(@Nullable Object value, @Nullable Throwable failure) {
    site().underWay().end(this);
    if (failure != null || !(value instanceof CompletionStage)) {
      Object last = failure == null || !followed.isEmpty() ? null : last(failure);
      abandon();
      if (last != null) {
        promise.complete(last);
        return new Served(promise);
      }
      return failure == null ? new Served(value) : Served.failed(failure);
    }
    if (!stillAsks() || PromiseMethod.isRefused(site(), value)) {
      abandon();
      return isWhole() ? new Served(value) : original();
    }
    goOn();
    follow();
    ((CompletionStage<?>) value)
        .whenComplete((answer, thrown) -> Privileges.run(() -> arrive(answer, thrown)));
    return new Served(promise);
  }

  /** Others may follow these loads from now on, whatever thread began them. */
  private void goOn() {
    for (int i = 0; i < landed.length(); i++) {
      Lookup lookup = batch().lookup(i);
      if (lookup instanceof Lookup.Leading) {
        ((Lookup.Leading) lookup).load().goOn();
      }
    }
  }

  /** The client's own answer: the loads end before the caller hears of it. */
  private void arrive(@Nullable Object value, @Nullable Throwable thrown) {
    try {
      if (thrown != null) {
        arriveWithout(thrown);
        return;
      }
      boolean taken = gathering().takeApart(value);
      if (taken) {
        gathering().completeLoads(batch());
      }
      abandon();
      if (isWhole()) {
        promise.complete(value);
      } else if (taken) {
        arrive();
      } else {
        callOriginal();
      }
    } catch (Throwable fault) {
      site().faulted(fault);
      abandon();
      recover(value, thrown);
    }
  }

  /** The client has failed. Who is part of a load has to know at once how old his answer is. */
  private void arriveWithout(Throwable thrown) {
    boolean taken =
        outer() == null && gathering().takeLast(batch(), thrown, null) && gathering().isSettled();
    abandon();
    if (taken) {
      arrive();
    } else {
      promise.completeExceptionally(thrown);
    }
  }

  private void arrive() {
    if (outstanding.decrementAndGet() > 0) {
      return;
    }
    try {
      for (int question : followed.keySet()) {
        gathering().landed(question, landed.get(question));
      }
      if (gathering().take(batch(), null) || !gathering().isSettled()) {
        askAnew();
      } else {
        keepPromise();
      }
    } catch (Throwable fault) {
      site().faulted(fault);
      callOriginal();
    }
  }

  /** As another caller would, for what there is no answer for yet or, if need be, for all. */
  private void askAnew() {
    @Nullable Object[] further = wantedArguments();
    if (promise.isDone()) {
      return;
    }
    CompletableFuture<@Nullable Object> rest = new CompletableFuture<>();
    rest.whenComplete((more, thrown) -> Privileges.run(() -> takeRest(more, thrown)));
    promises.callAnew(self(), further == null ? allArguments() : further, rest);
  }

  private void takeRest(@Nullable Object value, @Nullable Throwable thrown) {
    try {
      boolean taken = thrown == null && gathering().takeApart(value);
      if (thrown != null || gathering().isWhole()) {
        PromiseMethod.settle(promise, value, thrown);
      } else if (!taken) {
        callOriginal();
      } else if (gathering().isSettled()) {
        keepPromise();
      } else {
        askAnew();
      }
    } catch (Throwable fault) {
      site().faulted(fault);
      callOriginal();
    }
  }

  private void keepPromise() {
    Object answer = gathering().hasAged() ? null : gathering().together();
    if (answer == null) {
      callOriginal();
    } else {
      promise.complete(answer);
    }
  }

  private void recover(@Nullable Object value, @Nullable Throwable thrown) {
    if (thrown != null) {
      promise.completeExceptionally(thrown);
    } else if (isWhole()) {
      promise.complete(value);
    } else {
      callOriginal();
    }
  }

  /** Past the cache, for all symbols. */
  private void callOriginal() {
    UpstreamCall past = new Past(site());
    site().underWay().begin(past);
    try {
      promises.callAnew(self(), allArguments(), promise);
    } finally {
      site().underWay().end(past);
    }
  }

  /** As {@link #callOriginal}, while its caller waits for the method to return. */
  private Served original() {
    UpstreamCall past = new Past(site());
    site().underWay().begin(past);
    try {
      return new Served(method().call(self(), allArguments()));
    } catch (Throwable failure) {
      return Served.failed(failure);
    } finally {
      site().underWay().end(past);
    }
  }

  /** A call that is for nothing of the cache's. */
  private static final class Past extends UpstreamCall {
    Past(Site site) {
      super(site, site.underWay().here());
    }

    @Override
    void holds(long birthNanos) {}

    @Override
    public void complete(@Nullable Object value, @Nullable Throwable failure) {}
  }
}
