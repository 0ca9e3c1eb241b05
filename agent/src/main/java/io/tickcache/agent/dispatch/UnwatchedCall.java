package io.tickcache.agent.dispatch;

import org.jspecify.annotations.Nullable;

/**
 * A call that goes upstream as it is, and of which nothing is of interest but that it is under way.
 * One that is within no other is the same as the next, and serves any number of threads.
 */
final class UnwatchedCall extends UpstreamCall {

  UnwatchedCall(Site site, @Nullable UpstreamCall outer) {
    super(site, outer);
  }

  @Override
  void holds(long birthNanos) {}

  @Override
  public void complete(@Nullable Object value, @Nullable Throwable failure) {
    site().underWay().end(this);
  }
}
