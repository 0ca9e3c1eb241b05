package io.tickcache.agent.cli;

import java.io.Closeable;

/** The status of a running process in brief, again and again. For one thread. */
interface Feed extends Closeable {

  /** The status as it is now. */
  Answer next() throws UnreachedException;

  @Override
  void close();
}
