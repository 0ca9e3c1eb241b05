package io.tickcache.agent.cache;

/** The right to fill one key of L2, as the remote cache granted it; opaque to everyone else. */
public interface Lease {}
