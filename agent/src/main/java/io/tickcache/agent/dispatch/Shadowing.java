package io.tickcache.agent.dispatch;

import io.tickcache.agent.cache.BypassReason;
import io.tickcache.agent.cache.Entry;
import io.tickcache.agent.cache.Kept;
import io.tickcache.agent.cache.Load;
import io.tickcache.agent.cache.Lookup;
import io.tickcache.agent.cache.ShadowStats;
import io.tickcache.agent.cache.UnkeepableValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The call goes upstream whatever the cache has. What the cache would have answered is held against
 * what the upstream says, which is taken down now and compared later; the entry stays, as it would
 * if the call had not been made. What the cache hasn't is loaded.
 */
final class Shadowing extends Purpose {

  private final Parts parts;
  private final boolean checking;
  private final Comparisons comparisons;
  private final ShadowStats stats;
  private final long beganNanos;
  private final List<Hit> hits = new ArrayList<>(1);
  private final List<Miss> misses = new ArrayList<>(1);

  /** Whether the cache would have kept the call from going upstream, at once. */
  private boolean saved = true;

  private volatile boolean mixed;

  /** How many hits have not been counted yet. */
  private int uncounted;

  /**
   * @param checking whether only what the cache has is counted
   */
  Shadowing(Site site, Parts parts, boolean checking, Comparisons comparisons) {
    super(site);
    this.parts = parts;
    this.checking = checking;
    this.comparisons = comparisons;
    this.stats = site.cache().stats().shadow();
    this.beganNanos = site.cache().now();
  }

  /**
   * The cache has an answer.
   *
   * @param isNull whether that is a null which the client names
   */
  void hit(int part, Entry entry, boolean isNull) {
    stats.calls.increment();
    hits.add(new Hit(part, new WouldBe(parts.values(), entry, beganNanos), isNull));
    uncounted++;
  }

  /**
   * The cache has no answer at once, and this is what it does for one; false if nothing, since the
   * call bypasses it.
   */
  boolean ask(int part, @Nullable Lookup lookup) {
    Entry entry = lookup instanceof Lookup.Answered ? ((Lookup.Answered) lookup).entry() : null;
    if (entry != null) {
      hit(part, entry, false);
      return true;
    }
    saved = false;
    if (lookup instanceof Lookup.Bypassed) {
      site().bypass(((Lookup.Bypassed) lookup).reason());
      return false;
    }
    if (lookup instanceof Lookup.Leading) {
      misses.add(new Miss(part, ((Lookup.Leading) lookup).load()));
      count(stats.misses);
    } else if (checking) {
      site().bypass(BypassReason.WAIT);
    } else {
      site().cache().stats().follows.increment();
      count(stats.followers);
    }
    return true;
  }

  private void count(LongAdder outcome) {
    if (!checking) {
      stats.calls.increment();
      outcome.increment();
    }
  }

  @Override
  void begins() {
    for (Miss miss : misses) {
      miss.load.begin();
    }
  }

  /** What contains an answer of the cache's own is not all the upstream's, and as old as that. */
  @Override
  void holds(long birthNanos) {
    mixed = true;
    for (Miss miss : misses) {
      miss.load.contains(birthNanos);
    }
  }

  @Override
  void goesOn() {
    for (Miss miss : misses) {
      miss.load.goOn();
    }
  }

  @Override
  void look(@Nullable Object value, @Nullable Throwable failure, boolean asksTheSame) {
    if (saved) {
      stats.saved(site().cache().now() - beganNanos);
    }
    boolean taken = failure == null && asksTheSame && parts.take(value);
    for (Miss miss : misses) {
      if (!asksTheSame) {
        AnswerTicket.endForCallerAlone(site(), miss.load);
      } else if (failure != null) {
        parts.fail(miss.load, failure);
      } else if (taken) {
        parts.complete(miss.load, miss.part);
      }
    }
    if (failure != null) {
      countFailed();
    } else if (taken && !mixed && uncounted > 0) {
      handOver();
    }
    settleRest();
  }

  @Override
  void fail() {
    countFailed();
    settleRest();
  }

  @Override
  void lose() {
    settleRest();
  }

  private void countFailed() {
    stats.failed.add(uncounted);
    uncounted = 0;
  }

  /** What has not come to its end comes to nothing. */
  private void settleRest() {
    for (Miss miss : misses) {
      AnswerTicket.abandon(site(), miss.load);
    }
    stats.uncompared.add(uncounted);
    uncounted = 0;
  }

  private void handOver() {
    int number = hits.size();
    if (!comparisons.reserve(number)) {
      return;
    }
    boolean handedOver = false;
    try {
      List<Comparison> pairs = pairs();
      if (!pairs.isEmpty()) {
        comparisons.make(site(), stats, pairs, number);
        uncounted -= pairs.size();
        handedOver = true;
      }
    } finally {
      if (!handedOver) {
        comparisons.giveBack(number);
      }
    }
  }

  private List<Comparison> pairs() {
    List<Comparison> pairs = new ArrayList<>(hits.size());
    for (Hit hit : hits) {
      // Both are to be of the same state of things.
      if (hit.wouldBe.entry().isVoid()) {
        continue;
      }
      Object value = parts.value(hit.part);
      try {
        Kept upstream = value == null ? null : parts.values().snapshot(value);
        pairs.add(new Comparison(hit.wouldBe, hit.isNull, upstream, parts.isNull(hit.part)));
      } catch (UnkeepableValueException unkeepable) {
        comparisons.tellOfUncomparable(site(), unkeepable);
      }
    }
    return pairs;
  }

  private static final class Hit {
    private final int part;
    private final WouldBe wouldBe;
    private final boolean isNull;

    private Hit(int part, WouldBe wouldBe, boolean isNull) {
      this.part = part;
      this.wouldBe = wouldBe;
      this.isNull = isNull;
    }
  }

  private static final class Miss {
    private final int part;
    private final Load load;

    private Miss(int part, Load load) {
      this.part = part;
      this.load = load;
    }
  }
}
