/** A simulated exchange: prices that move, latency, and a limit per IP that bites. */
package io.tickcache.sample.exchange;
