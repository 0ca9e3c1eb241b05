package io.tickcache.it.history;

import io.tickcache.it.nemesis.Nemesis;
import java.time.Duration;
import java.util.function.IntSupplier;

/**
 * A nemesis in a run: what it takes from whom, and for how long.
 *
 * @param process the number of the process that it will hit, or {@link Operation#ALL}
 */
record Trouble(Nemesis nemesis, Fault.Effect effect, IntSupplier process, Duration length) {}
