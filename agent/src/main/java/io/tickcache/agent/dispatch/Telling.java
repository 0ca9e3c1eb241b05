package io.tickcache.agent.dispatch;

import io.tickcache.bootstrap.gate.Served;
import org.jspecify.annotations.Nullable;

/** A callback that is to be told of an outcome, on its caller's thread. */
class Telling {

  static final Served DONE = new Served(null);

  private final CallbackMethod method;
  private final Object callback;
  private final Served outcome;

  Telling(CallbackMethod method, Object callback, Served outcome) {
    this.method = method;
    this.callback = callback;
    this.outcome = outcome;
  }

  /** Tells it, and what the caller gets for it: what the callback throws, or nothing. */
  @Nullable Object told() {
    try {
      tell();
      return DONE;
    } catch (Throwable thrown) {
      return Served.failed(thrown);
    }
  }

  final void tell() throws Throwable {
    method.tell(callback, outcome);
  }
}
