/**
 * Faults of a real Redis, of the way to it and of the processes themselves, and drills that show
 * what callers notice of them.
 */
package io.tickcache.it.nemesis;
