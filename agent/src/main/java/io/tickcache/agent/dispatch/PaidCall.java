package io.tickcache.agent.dispatch;

import io.tickcache.agent.upstream.Budget;
import org.jspecify.annotations.Nullable;

/** A call under way that has taken something of a budget. */
abstract class PaidCall extends UpstreamCall {

  PaidCall(Site site, @Nullable UpstreamCall outer) {
    super(site, outer);
  }

  /** Whether a call within this one, which is about to go upstream, has its cost paid by it. */
  abstract boolean paysFor(Budget budget);

  /**
   * What was taken for a call within this one before that is made, once: it ends it with the call.
   * Null where there is nothing to hand over.
   */
  Budget.@Nullable Permit handOver() {
    return null;
  }

  @Override
  final void holds(long birthNanos) {
    // What it brings is another's to keep.
  }
}
