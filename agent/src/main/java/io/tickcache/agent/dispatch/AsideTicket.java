package io.tickcache.agent.dispatch;

import org.jspecify.annotations.Nullable;

/**
 * A call that would have followed another's load and went upstream instead: what it asks for on its
 * way would not have been asked for. Confined to the thread of the call.
 */
final class AsideTicket extends UpstreamCall {

  AsideTicket(Site site, @Nullable UpstreamCall outer) {
    super(site, outer);
  }

  @Override
  void holds(long birthNanos) {
    // What it brings is kept nowhere.
  }

  @Override
  public void complete(@Nullable Object value, @Nullable Throwable failure) {
    site().underWay().end(this);
  }
}
