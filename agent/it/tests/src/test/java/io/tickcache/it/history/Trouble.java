package io.tickcache.it.history;

import java.time.Duration;

/**
 * A nemesis in a run: what it takes from whom, and for how long.
 *
 * @param process the number of the process that it hits, or {@link Operation#ALL}
 */
record Trouble(Nemesis nemesis, Fault.Effect effect, int process, Duration length) {}
