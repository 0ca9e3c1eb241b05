package io.tickcache.sample.exchange.limit;

import java.time.InstantSource;
import java.util.List;

/**
 * One address: what it has used, and where it stands on the {@link Ladder}. A request is granted if
 * all limits have room for it, and then counts in all of them. Thread-safe; the clock is read under
 * the lock, and one that goes back is held to stand.
 */
final class Host {
  private final String address;
  private final Ladder ladder;
  private final InstantSource clock;
  private final long originMillis;
  private final double banSpeed;
  private final List<Window> windows;

  private long nowMillis;
  private long calls;
  private long weight;
  private long overLimit;
  private long banned;
  private long bans;
  private long refusalPeriod = Long.MIN_VALUE;
  private int refusals;
  private long bannedUntilMillis = Long.MIN_VALUE;

  Host(
      String address,
      LimitProfile profile,
      InstantSource clock,
      long originMillis,
      double banSpeed) {
    this.address = address;
    this.ladder = profile.ladder();
    this.clock = clock;
    this.originMillis = originMillis;
    this.banSpeed = banSpeed;
    this.nowMillis = clock.millis();
    this.windows =
        profile.limits().stream().map(limit -> limit.open(originMillis, nowMillis)).toList();
  }

  synchronized Decision admit(int requestWeight) {
    readClock();
    calls++;
    if (nowMillis < bannedUntilMillis) {
      return banned();
    }
    long wait = 0;
    for (Window window : windows) {
      wait = Math.max(wait, window.waitMillis(requestWeight, nowMillis));
    }
    return wait == 0 ? grant(requestWeight) : refuse(requestWeight, wait);
  }

  synchronized HostUsage usage() {
    readClock();
    return new HostUsage(
        address,
        calls,
        weight,
        overLimit,
        banned,
        bans,
        windows.stream().map(window -> window.usage(nowMillis)).toList());
  }

  private void readClock() {
    nowMillis = Math.max(nowMillis, clock.millis());
  }

  private Decision grant(int requestWeight) {
    for (Window window : windows) {
      window.grant(requestWeight, nowMillis);
    }
    weight += requestWeight;
    return Decision.ALLOWED;
  }

  private Decision refuse(int requestWeight, long waitMillis) {
    for (Window window : windows) {
      window.refuse(requestWeight, nowMillis);
    }
    forgetRefusalsOfThePast();
    if (refusals < ladder.patience()) {
      refusals++;
      overLimit++;
      return new Decision(Verdict.OVER_LIMIT, waitMillis);
    }
    bannedUntilMillis = nowMillis + Math.round(ladder.ban(bans).toMillis() / banSpeed);
    refusals = 0;
    bans++;
    return banned();
  }

  private void forgetRefusalsOfThePast() {
    long period = Math.floorDiv(nowMillis - originMillis, ladder.within().toMillis());
    if (period != refusalPeriod) {
      refusalPeriod = period;
      refusals = 0;
    }
  }

  private Decision banned() {
    banned++;
    return new Decision(Verdict.BANNED, bannedUntilMillis - nowMillis);
  }
}
