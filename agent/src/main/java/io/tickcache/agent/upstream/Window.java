package io.tickcache.agent.upstream;

import io.tickcache.rules.Allowance;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one allowance of a budget still has room for. What a call takes is used until one period
 * after the call has ended: the provider has counted it at some moment while it was under way, and
 * so forgets it no later than that. However calls are delayed on their way, no more than there is
 * arrives within any period. For one thread at a time; times are readings of the budget's ticker.
 */
final class Window {

  /** What comes back within such a part of a period comes back together, at its end. */
  private static final int GRAINS = 1024;

  /** A part of a share that makes a whole number is that number. */
  private static final double ROUNDING = 1e-9;

  private final long periodNanos;
  private final long grainNanos;

  /** How much comes back when. */
  private final TreeMap<Long, Integer> returning =
      new TreeMap<>(
          new Comparator<Long>() {
            @Override
            public int compare(Long one, Long other) {
              return Long.signum(one - other);
            }
          });

  private Allowance allowance;
  private int share;
  private boolean granted;
  private long used;
  private long most;
  private boolean everTaken;
  private long lastTakenNanos;

  /**
   * @param share how much is this process's
   */
  Window(Allowance allowance, int share) {
    this.allowance = allowance;
    this.share = share;
    this.periodNanos = allowance.period().toNanos();
    this.grainNanos = Math.max(1, periodNanos / GRAINS);
  }

  Allowance allowance() {
    return allowance;
  }

  /** Another amount, within the same period. */
  void allow(Allowance other) {
    allowance = other;
  }

  int share() {
    return share;
  }

  /** Whether the share was granted, or merely assumed. */
  boolean isGranted() {
    return granted;
  }

  void grant(int units) {
    share = units;
    granted = true;
  }

  void assume(int units) {
    share = units;
    granted = false;
  }

  /** Has less than was granted. */
  void keepTo(int units) {
    share = Math.min(share, units);
  }

  /** How much is used, by calls under way and by those that the provider still counts. */
  long used(long now) {
    while (!returning.isEmpty() && returning.firstKey() - now <= 0) {
      used -= returning.pollFirstEntry().getValue();
    }
    return used;
  }

  /**
   * Whether a call that takes this much may begin.
   *
   * @param left the part of the share that it is to leave, from 0 to 1, unless it is the only one
   */
  boolean fits(int units, double left, long now) {
    return used(now) + units <= room(units, left);
  }

  private long room(int units, double left) {
    long most = (long) Math.floor(share * (1 - left) + ROUNDING);
    return Math.max(most, Math.min(units, share));
  }

  /** How long until it fits, if no call ends meanwhile; the longest time if that won't do. */
  long fitsInNanos(int units, double left, long now) {
    long excess = used(now) + units - room(units, left);
    for (Map.Entry<Long, Integer> next : returning.entrySet()) {
      if (excess <= 0) {
        break;
      }
      excess -= next.getValue();
      if (excess <= 0) {
        return next.getKey() - now;
      }
    }
    return excess <= 0 ? 0 : Long.MAX_VALUE;
  }

  /** A call begins. */
  void take(int units, long now) {
    used += units;
    most = Math.max(most, used);
    everTaken = true;
    lastTakenNanos = now;
  }

  /** A call that has taken this much was not made. */
  void giveBack(int units) {
    used -= units;
  }

  /** Whether a call began within this time. */
  boolean isInUse(long nanos, long now) {
    return everTaken && now - lastTakenNanos < nanos;
  }

  /**
   * A call that has taken this much has ended.
   *
   * @param endNanos when the provider had counted it at the latest
   */
  void end(int units, long endNanos) {
    long back = endNanos + periodNanos;
    returning.merge(back + Math.floorMod(-back, grainNanos), units, Integer::sum);
  }

  /** The most that was used at any time since this was last asked. */
  long takeMost(long now) {
    long answer = most;
    most = used(now);
    return Math.max(answer, most);
  }
}
