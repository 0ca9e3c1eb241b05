package io.tickcache.agent.codec;

/** What can be said about all instances of a class. */
enum Immutability {
  ALWAYS,
  /** Immutable if the parts of the instance are. */
  DEPENDS,
  NEVER
}
