/**
 * Decides for a whole recorded run whether the promises of age, invalidation and one load were
 * kept: applications keep journals, the truth keeps its own, faults come in rotation, and a checker
 * that knows nothing of the agent reads all of it afterwards.
 *
 * <p>All times are readings of {@link java.lang.System#nanoTime}, which on Linux is one clock
 * (CLOCK_MONOTONIC) for all processes of a host.
 */
package io.tickcache.it.history;
