package io.tickcache.agent.redis;

import org.jspecify.annotations.Nullable;

/** How long somebody waits for replies. */
interface Awaiting {

  /** The reply, or null if there is none in time. */
  <T> @Nullable T await(Command<T> command);
}
