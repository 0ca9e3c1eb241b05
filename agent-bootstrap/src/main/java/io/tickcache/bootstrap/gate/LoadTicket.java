package io.tickcache.bootstrap.gate;

import org.jspecify.annotations.Nullable;

/** The agent's interest in one call whose body runs; completed once, on the thread of the call. */
public abstract class LoadTicket {

  /** Takes what the body returned, or what it threw; never throws itself. */
  public abstract void complete(@Nullable Object value, @Nullable Throwable failure);
}
