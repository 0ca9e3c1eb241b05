package io.tickcache.agent.instrument;

/**
 * Gives each woven method the number of its call site, behind which its calls are handled.
 * Thread-safe.
 */
public interface CallSites {

  /** The site of a method; the same method has the same site however often it is woven. */
  int open(BoundMethod method);
}
