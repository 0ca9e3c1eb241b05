package io.tickcache.agent.dispatch;

import io.tickcache.agent.cache.HybridCache;
import io.tickcache.agent.cache.RemoteCache;
import io.tickcache.agent.cache.Ticker;
import io.tickcache.agent.log.Log;
import io.tickcache.rules.WarmUp;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Has the symbols of one cache ready for each of those who are asked, from the first call on by
 * which it is seen how. Thread-safe.
 */
final class WarmUps {

  private final String cache;
  private final WarmUp wanted;
  private final BackgroundCalls calls;
  private final ScheduledExecutorService background;
  private final RemoteCache remote;
  private final Ticker ticker;
  private final Log log;

  /**
   * @param background only waits
   */
  WarmUps(
      String cache,
      WarmUp wanted,
      BackgroundCalls calls,
      ScheduledExecutorService background,
      RemoteCache remote,
      Ticker ticker,
      Log log) {
    this.cache = cache;
    this.wanted = wanted;
    this.calls = calls;
    this.background = background;
    this.remote = remote;
    this.ticker = ticker;
    this.log = log;
  }

  /** Begins, unless that was done; keeps nobody. */
  void begin(Callee callee, Addressee addressee, SeenCall seen, HybridCache its) {
    if (addressee.beginWarmUp()) {
      new Warming(this, callee, addressee, seen, its).begin();
    }
  }

  /** Which symbols are to be ready; null where that can't be found out. Blocks for L2. */
  @Nullable List<String> symbols() {
    return wanted.hottest() == 0 ? wanted.symbols() : remote.mostAsked(cache, wanted.hottest());
  }

  BackgroundCalls calls() {
    return calls;
  }

  ScheduledExecutorService background() {
    return background;
  }

  RemoteCache remote() {
    return remote;
  }

  Ticker ticker() {
    return ticker;
  }

  Log log() {
    return log;
  }
}
