package io.tickcache.agent.dispatch;

import io.tickcache.agent.key.KeyPlan;
import io.tickcache.agent.key.UnkeyableException;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a call, to be held against what was taken from them at its beginning. A client
 * that reads a request late, after somebody has changed it, answers another question.
 */
final class CallArguments {

  private final Second reading;

  CallArguments(Second reading) {
    this.reading = reading;
  }

  CallArguments(KeyPlan plan, Object key, @Nullable Object self, @Nullable Object[] arguments) {
    this(() -> plan.stillAsks(key, self, arguments));
  }

  /** Whether they ask the same now. What can't be told any more has changed; never throws. */
  boolean stillAsk() {
    try {
      return reading.asksTheSame();
    } catch (Throwable untold) {
      return false;
    }
  }

  /** Reads them once more. */
  interface Second {
    boolean asksTheSame() throws UnkeyableException;
  }
}
