package io.tickcache.agent.upstream;

import java.util.concurrent.atomic.LongAdder;

/** What became of the calls of an upstream while its calls were stopped. Thread-safe. */
public final class BrakeStats {

  /** Calls that were not made and failed instead. */
  public final LongAdder failed = new LongAdder();

  /** Calls that were not made, and whose callers got answers past their time. */
  public final LongAdder answered = new LongAdder();

  /** Calls that were made all the same, because there was nothing that they could fail with. */
  public final LongAdder made = new LongAdder();

  /** Calls that were made to find out whether the provider still refuses them. */
  public final LongAdder probes = new LongAdder();
}
