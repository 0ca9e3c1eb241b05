package io.tickcache.agent.cache;

/** A clock that only goes forward, in nanoseconds from an origin of its own. */
public interface Ticker {

  /** The JVM's own. */
  Ticker SYSTEM =
      new Ticker() {
        @Override
        public long read() {
          return System.nanoTime();
        }
      };

  long read();
}
