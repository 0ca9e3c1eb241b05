package io.tickcache.rules;

/** How a cached value is handed to its callers. */
public enum HandOut {
  /** Each caller gets its own copy. */
  COPY,
  /** All callers get the same object. */
  SHARE,
  /** Share what is provably immutable, copy the rest. */
  AUTO
}
