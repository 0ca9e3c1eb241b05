package io.tickcache.agent.redis;

import io.tickcache.agent.cache.Backplane;
import io.tickcache.agent.log.Log;
import io.tickcache.rules.RedisSettings;

/**
 * Tells the operator of each change of state in one line, and of a start that doesn't succeed. A
 * start that does is silent. Used by the background thread.
 */
final class StateLog {

  private final Log log;
  private final RedisSettings settings;
  private boolean told;
  private String lastWhy = "";

  StateLog(Log log, RedisSettings settings) {
    this.log = log;
    this.settings = settings;
  }

  void entered(Backplane.Sync state, String why) {
    String text = "redis: " + words(state, why);
    if (state != Backplane.Sync.SYNCED) {
      told = true;
      lastWhy = why;
      log.warn(text);
    } else if (told) {
      lastWhy = why;
      log.info(text);
    } else {
      log.debug(text);
    }
  }

  /**
   * The state is still the same; worth a line only if nobody has heard of it yet, or if the reason
   * has become one that the operator can mend.
   */
  void remains(Backplane.Sync state, String why) {
    if (!told && state == Backplane.Sync.OUT) {
      told = true;
      lastWhy = why;
      log.warn(
          "redis: no connection to "
              + settings
              + " ("
              + why
              + "); answers come from this process alone, for `degraded-ttl`, while it is tried"
              + " again");
    } else if (Remedy.isNamedIn(why) && !why.equals(lastWhy)) {
      lastWhy = why;
      log.seldom("redis " + why, "redis: still " + words(state, why));
    } else if (state == Backplane.Sync.OUT) {
      log.debug("redis: still " + words(state, why));
    }
  }

  private static String words(Backplane.Sync state, String why) {
    switch (state) {
      case SYNCED:
        return "in use";
      case SUSPECT:
        return "invalidations of other processes may be lost ("
            + why
            + "); entries live at most 100 ms in this process until they are heard again";
      case OUT:
        return "out ("
            + why
            + "); answers come from this process alone, for `degraded-ttl`, while it is tried again";
      case ALONE:
        break;
    }
    throw new AssertionError(state);
  }
}
