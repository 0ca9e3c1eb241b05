package io.tickcache.agent.dispatch;

import io.tickcache.agent.cache.Batch;
import io.tickcache.agent.cache.BypassReason;
import io.tickcache.agent.key.Asked;
import io.tickcache.agent.key.BatchPlan;
import io.tickcache.bootstrap.gate.Served;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A call for many symbols. Its body asks upstream for those that nobody has or loads; afterwards
 * the others are waited for, and all are put together. Confined to the thread of the call.
 */
final class BatchTicket extends BatchCall {

  /** Another attempt, in case that something becomes too old meanwhile; null for the last one. */
  private final @Nullable Supplier<BatchTicket> another;

  private BatchTicket(
      Site site,
      Scope scope,
      BatchPlan plan,
      Asked asked,
      @Nullable Object self,
      @Nullable Object[] original,
      @Nullable Supplier<BatchTicket> another) {
    super(site, scope, plan, asked, self, original, another == null);
    this.another = another;
  }

  static BatchTicket of(
      Site site,
      Scope scope,
      BatchPlan plan,
      Asked asked,
      @Nullable Object self,
      @Nullable Object[] original) {
    return new BatchTicket(
        site,
        scope,
        plan,
        asked,
        self,
        original,
        () -> new BatchTicket(site, scope, plan, asked, self, original, null));
  }

  @Override
  Batch ask() {
    return site().cache().askAll(gathering().questions());
  }

  @Override
  @Nullable Object begin(Batch all) {
    boolean wanted = wantRest(all);
    if (gathering().hasAged()) {
      if (another == null) {
        gathering().wantAll();
        wanted = true;
      } else if (!wanted) {
        return another.get().begin();
      }
    }
    if (wanted || !gathering().isSettled()) {
      return asking();
    }
    Object answer = gathering().together();
    return answer == null ? site().bypass(BypassReason.REFUSED) : new Served(answer);
  }

  /** Takes what there is, waits where that is all there is to do; whether upstream is wanted. */
  private boolean wantRest(Batch all) {
    boolean wanted = gathering().take(all, outer());
    while (!wanted && all.isOpen()) {
      all.await();
      wanted = gathering().take(all, outer());
    }
    return wanted;
  }

  @Override
  @Nullable Served lastAnswer() {
    Object answer = last(null);
    if (answer == null) {
      return null;
    }
    site().underWay().end(this);
    abandon();
    return new Served(answer);
  }

  private Served failed(Throwable failure) {
    Object answer = last(failure);
    return answer == null ? Served.failed(failure) : new Served(answer);
  }

  @Override
  public Served outcome(@Nullable Object value, @Nullable Throwable failure) {
    try {
      site().underWay().end(this);
      return failure == null ? new Served(answer(batch(), value)) : failed(failure);
    } catch (FailedUpstreamException failed) {
      return failed(failed.failure);
    } catch (Throwable fault) {
      site().faulted(fault);
      return recovered(value);
    } finally {
      abandon();
    }
  }

  /** The body's answer if it was asked for everything, else the original call's. */
  private Served recovered(@Nullable Object value) {
    try {
      return new Served(isWhole() ? value : call(allArguments()));
    } catch (FailedUpstreamException failed) {
      return Served.failed(failed.failure);
    }
  }

  private @Nullable Object answer(Batch all, @Nullable Object value)
      throws FailedUpstreamException {
    if (!taken(all, value)) {
      return isWhole() ? value : call(allArguments());
    }
    if (isWhole()) {
      return value;
    }
    while (wantRest(all) || !gathering().isSettled()) {
      @Nullable Object[] further = wantedArguments();
      Object answer = call(further == null ? allArguments() : further);
      boolean taken = taken(all, answer);
      if (further == null) {
        return answer;
      }
      if (!taken) {
        return call(allArguments());
      }
    }
    if (gathering().hasAged()) {
      return another == null ? call(allArguments()) : renewed(another.get());
    }
    Object answer = gathering().together();
    return answer == null ? call(allArguments()) : answer;
  }

  /** The answer of an attempt in which nothing is about to become too old. */
  private @Nullable Object renewed(BatchTicket renewing) throws FailedUpstreamException {
    Object state = renewing.begin();
    Served outcome = state == renewing ? renewing.run() : (Served) state;
    if (outcome == null) {
      return call(allArguments());
    }
    if (outcome.failure != null) {
      throw new FailedUpstreamException(outcome.failure);
    }
    return outcome.value;
  }

  /** Runs the body as its caller would. */
  private Served run() {
    Object value;
    try {
      value = method().call(self(), arguments());
    } catch (Throwable failure) {
      return outcome(null, failure);
    }
    return outcome(value, null);
  }

  /** Takes the client's answer apart, unless it may be for others than were asked for. */
  private boolean taken(Batch all, @Nullable Object value) {
    if (!stillAsks()) {
      abandon();
      return false;
    }
    if (!gathering().takeApart(value)) {
      return false;
    }
    gathering().completeLoads(all);
    return true;
  }

  private @Nullable Object call(@Nullable Object[] with) throws FailedUpstreamException {
    site().underWay().begin(this);
    try {
      return method().call(self(), with);
    } catch (Throwable failure) {
      throw new FailedUpstreamException(failure);
    } finally {
      site().underWay().end(this);
    }
  }

  /** What the client threw, on its way to the caller. */
  private static final class FailedUpstreamException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Throwable failure;

    FailedUpstreamException(Throwable failure) {
      super(null, null, false, false);
      this.failure = failure;
    }
  }
}
