package io.tickcache.rules;

/** What a rule does with the calls it governs. */
public enum Mode {
  /** Answer from the cache. */
  CACHE,
  /** Leave the calls alone, and tell what a cache would have done with them. */
  OBSERVE,
  /** Let the calls through, and compare what the cache would have answered. */
  SHADOW,
  /** Keep the calls to what their upstream allows, and nothing more. */
  GUARD,
  /** Leave the calls alone. */
  OFF;

  /** Whether methods are woven for the rule. */
  public boolean binds() {
    return this != OFF;
  }
}
