package io.tickcache.agent.redis;

import io.tickcache.agent.cache.RemoteKey;
import io.tickcache.agent.cache.Ticker;
import io.tickcache.agent.log.Log;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Decides where a {@link Glance} will do: where Redis's clock is known well enough to tell an age,
 * and the user has the right. Thread-safe.
 */
final class Glances {

  private static final int SHARE = 4;

  private final Keyspace keyspace;
  private final RedisClocks clocks;
  private final Node self;
  private final long longestTrip;
  private final Ticker ticker;
  private final Log log;
  private final AtomicBoolean told = new AtomicBoolean();

  /**
   * @param timeoutNanos how long callers wait in all, of which a glance may take only a small part:
   *     the script may have to be asked after it
   */
  Glances(
      Keyspace keyspace, RedisClocks clocks, Node self, long timeoutNanos, Ticker ticker, Log log) {
    this.longestTrip = timeoutNanos / SHARE;
    this.keyspace = keyspace;
    this.clocks = clocks;
    this.self = self;
    this.ticker = ticker;
    this.log = log;
  }

  /**
   * One that is on its way, or null where the script must be asked.
   *
   * @param keys as {@link Glance#send} has them
   */
  @Nullable Glance send(RedisLink link, List<RemoteKey> keys) {
    RemoteKey first = keys.get(0);
    RedisClock clock = clocks.of(Keyspace.bucket(first.cache(), first.symbol()));
    return link.denialOfStrings() == null && clock.tellsAges(ticker.read(), longestTrip)
        ? Glance.send(link, keyspace, keys, clock, self)
        : null;
  }

  /** Has Redis say whether the user has the right, and the operator know if not. */
  void tryOut(RedisLink link, RemoteKey key, Waiting waiting) {
    waiting.await(link.strings(Names.of(keyspace.value(key))));
    tellIfDenied(link);
  }

  /** To be asked when a glance has brought nothing. */
  void tellIfDenied(RedisLink link) {
    String denial = link.denialOfStrings();
    if (denial != null && told.compareAndSet(false, true)) {
      log.warn("redis: answers are read by a script, which costs Redis more: " + denial);
    }
  }
}
