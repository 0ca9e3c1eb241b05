package io.tickcache.bootstrap.gate;

import org.jspecify.annotations.Nullable;

/** The agent's interest in one call whose body runs; completed once, on the thread of the call. */
public abstract class LoadTicket {

  /** Takes what the body returned, or what it threw; never throws itself. */
  public abstract void complete(@Nullable Object value, @Nullable Throwable failure);

  /**
   * What the body gets in place of the caller's arguments, each of its parameter's type; null where
   * it gets those. Never throws.
   */
  public @Nullable Object @Nullable [] arguments() {
    return null;
  }

  /** As {@link #complete}, and tells what the caller gets for it; never throws. */
  public Served outcome(@Nullable Object value, @Nullable Throwable failure) {
    complete(value, failure);
    return failure == null ? new Served(value) : Served.failed(failure);
  }
}
