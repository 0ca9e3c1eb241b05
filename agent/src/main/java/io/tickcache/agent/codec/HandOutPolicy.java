package io.tickcache.agent.codec;

/** What a caller gets of a value that others get too. */
public enum HandOutPolicy {
  /** Each caller gets its own deep copy. */
  COPY,
  /** All callers get the same object, whatever it is. */
  SHARE,
  /** Share what is provably immutable, copy the rest. */
  AUTO
}
