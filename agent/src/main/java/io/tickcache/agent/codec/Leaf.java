package io.tickcache.agent.codec;

/** What has no parts: it is copied or read in one step. */
interface Leaf {
  Object copyOf(Object original);

  Object read(GraphReader in);
}
