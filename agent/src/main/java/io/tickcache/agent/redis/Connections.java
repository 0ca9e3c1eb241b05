package io.tickcache.agent.redis;

import io.tickcache.agent.cache.Ticker;
import io.tickcache.rules.RedisSettings;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections on demand. Nothing of Lettuce's or Netty's is loaded before the first. Used by
 * one thread.
 */
final class Connections {

  private final RedisSettings settings;
  private final ThreadFactory threads;
  private final Ticker ticker;
  private final RedisClocks clocks;
  private @Nullable RedisConnector connector;

  Connections(RedisSettings settings, ThreadFactory threads, Ticker ticker, RedisClocks clocks) {
    this.settings = settings;
    this.threads = threads;
    this.ticker = ticker;
    this.clocks = clocks;
  }

  /**
   * A new link; blocks as long as the connection's time-out.
   *
   * @throws RuntimeException what the client throws
   */
  RedisLink connect() {
    RedisLink link = connector().connect(ticker);
    clocks.restart(link.clustered());
    return link;
  }

  /** As {@link #connect}, for messages. */
  Subscription subscribe() {
    return connector().subscribe();
  }

  /** Ends all threads of connections; none may be opened afterwards. */
  void close() {
    RedisConnector present = connector;
    if (present != null) {
      present.close();
    }
  }

  private RedisConnector connector() {
    RedisConnector present = connector;
    if (present == null) {
      present = RedisConnector.to(settings, threads);
      connector = present;
    }
    return present;
  }
}
