package io.tickcache.agent.redis;

import io.tickcache.agent.cache.Ticker;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Leaves in Redis who this node is, for people who want to know which process has loaded a value:
 * on each new link, and now and then after that, so that what ends is forgotten. Used by the
 * background thread, which never waits for it.
 */
final class Introduction {

  private static final long AGAIN_NANOS = TimeUnit.HOURS.toNanos(1);
  private static final long LIFE_MILLIS = TimeUnit.DAYS.toMillis(1);

  private final Steps steps;
  private final RedisStats stats;
  private final Ticker ticker;
  private @Nullable NodeName name;
  private @Nullable RedisLink introducedTo;
  private long introducedNanos;

  Introduction(Steps steps, RedisStats stats, Ticker ticker) {
    this.steps = steps;
    this.stats = stats;
    this.ticker = ticker;
  }

  /** Does it over a link that works, if it is time. */
  void make(RedisLink link) {
    long now = ticker.read();
    if (link == introducedTo && now - introducedNanos < AGAIN_NANOS) {
      return;
    }
    introducedTo = link;
    introducedNanos = now;
    NodeName known = name;
    if (known == null) {
      known = NodeName.own();
      name = known;
    }
    stats.countFailure(steps.introduce(link, known, LIFE_MILLIS));
  }
}
