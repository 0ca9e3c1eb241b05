package io.tickcache.agent.dispatch;

import io.tickcache.agent.cache.Load;
import io.tickcache.bootstrap.gate.Served;
import org.jspecify.annotations.Nullable;

/** The answer is for the cache, and for those who wait for it. */
final class Loading extends Purpose {

  private final Load load;

  Loading(Site site, Load load) {
    super(site);
    this.load = load;
  }

  @Override
  void begins() {
    load.begin();
  }

  @Override
  void holds(long birthNanos) {
    load.contains(birthNanos);
  }

  @Override
  void goesOn() {
    load.goOn();
  }

  @Override
  void look(@Nullable Object value, @Nullable Throwable failure, boolean asksTheSame) {
    if (asksTheSame) {
      AnswerTicket.end(site(), load, value, failure);
    } else {
      AnswerTicket.endForCallerAlone(site(), load);
    }
  }

  @Override
  @Nullable Served last(@Nullable Throwable failure, @Nullable UpstreamCall outer) {
    return AnswerTicket.last(site(), load, failure, outer);
  }

  @Override
  void fail() {
    load.abandon();
  }

  @Override
  void lose() {
    load.abandon();
  }
}
