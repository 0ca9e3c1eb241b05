package io.tickcache.agent.dispatch;

import io.tickcache.agent.cache.HybridCache;
import io.tickcache.agent.cache.RemoteCache;
import io.tickcache.agent.cache.Ticker;
import io.tickcache.agent.log.Log;
import io.tickcache.rules.WarmUp;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Has the symbols of one cache ready for each of those who are asked, from the first call on by
 * which it is seen how. Thread-safe.
 */
final class WarmUps {

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
      WarmUp wanted,
      BackgroundCalls calls,
      ScheduledExecutorService background,
      RemoteCache remote,
      Ticker ticker,
      Log log) {
    this.wanted = wanted;
    this.calls = calls;
    this.background = background;
    this.remote = remote;
    this.ticker = ticker;
    this.log = log;
  }

  /** Begins, unless that was done; keeps nobody. */
  void begin(Callee callee, Addressee addressee, SeenCall seen, HybridCache cache) {
    if (addressee.beginWarmUp()) {
      new Warming(this, callee, addressee, seen, cache).begin();
    }
  }

  List<String> symbols() {
    return wanted.symbols();
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
