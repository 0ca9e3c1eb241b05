package io.tickcache.agent.metrics;

import java.util.concurrent.atomic.LongAdder;

/** Counts what has become of rules that were to take the place of others. Thread-safe. */
public final class ReloadStats {

  /** Those that were put in force. */
  public final LongAdder applied = new LongAdder();

  /** Those that were not, because of a mistake or a failure. */
  public final LongAdder refused = new LongAdder();

  private volatile boolean asFiled = true;

  /** Whether what the rules file said when it was last read is in force. */
  public boolean asFiled() {
    return asFiled;
  }

  public void asFiled(boolean now) {
    asFiled = now;
  }
}
