package io.tickcache.agent.dispatch;

import io.tickcache.agent.upstream.Budget;
import org.jspecify.annotations.Nullable;

/**
 * What a call in the background has taken of a budget before it is made, for whoever has to wait
 * for room may have the cache waiting. Confined to the thread of the call.
 */
final class Prepaid extends PaidCall {

  private final @Nullable Budget budget;
  private Budget.@Nullable Permit permit;

  /**
   * @param budget null where the call costs nothing
   */
  Prepaid(Site site, @Nullable Budget budget, Budget.@Nullable Permit permit) {
    super(site, null);
    this.budget = budget;
    this.permit = permit;
  }

  @Override
  boolean paysFor(Budget other) {
    return budget == other;
  }

  @Override
  Budget.@Nullable Permit handOver() {
    Budget.Permit taken = permit;
    permit = null;
    return taken;
  }

  /** Gives back what nobody had use for. */
  void end() {
    Budget.Permit unused = handOver();
    if (unused != null) {
      unused.giveBack();
    }
  }

  @Override
  public void complete(@Nullable Object value, @Nullable Throwable failure) {
    throw new IllegalStateException("no woven code has this ticket");
  }
}
