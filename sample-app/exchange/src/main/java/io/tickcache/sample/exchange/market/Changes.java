package io.tickcache.sample.exchange.market;

/** The moments at which one symbol changes, one after the other. Not thread-safe. */
public interface Changes {
  long NEVER = Long.MAX_VALUE;

  /** The moment of the next change, {@link #NEVER} after the last one. */
  long nextMillis();
}
