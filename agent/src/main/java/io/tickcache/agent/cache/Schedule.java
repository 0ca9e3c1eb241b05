package io.tickcache.agent.cache;

import io.tickcache.rules.DailyMoment;
import io.tickcache.rules.Freshness;
import io.tickcache.rules.FreshnessOverride;
import io.tickcache.rules.Hours;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which limits are in force for which symbol, by the clock on the wall. Time falls into windows in
 * which nothing changes; the one that was asked for last is kept, because the next question is
 * about it, too. Thread-safe.
 */
final class Schedule {

  private final AgeLimits otherwise;
  private final List<FreshnessOverride> overrides;
  private final List<AgeLimits> limits;
  private final List<DailyMoment> endings;
  private final boolean timeless;
  private volatile Window latest;

  Schedule(Freshness otherwise, List<FreshnessOverride> overrides, List<DailyMoment> endings) {
    this.otherwise = new AgeLimits(otherwise);
    this.overrides = new ArrayList<>(overrides);
    this.limits = new ArrayList<>();
    this.endings = new ArrayList<>(endings);
    boolean hours = false;
    for (FreshnessOverride override : overrides) {
      limits.add(new AgeLimits(override.freshness()));
      hours |= override.hours() != null;
    }
    this.timeless = !hours && endings.isEmpty();
    this.latest = windowAt(Instant.EPOCH);
  }

  /** Whether the same holds at any time, so that nobody need read a clock. */
  boolean isTimeless() {
    return timeless;
  }

  Window at(Instant moment) {
    Window window = latest;
    if (!window.holds(moment)) {
      window = windowAt(moment);
      latest = window;
    }
    return window;
  }

  private Window windowAt(Instant moment) {
    Instant end = Instant.MAX;
    boolean[] inForce = new boolean[overrides.size()];
    for (int i = 0; i < inForce.length; i++) {
      Hours hours = overrides.get(i).hours();
      inForce[i] = hours == null || hours.include(moment);
      Instant change = hours == null ? end : hours.changeAfter(moment);
      end = change.isBefore(end) ? change : end;
    }
    return new Window(moment, end, inForce);
  }

  /** The next moment after which nothing is served that was loaded before; null if none comes. */
  @Nullable Instant endingAfter(Instant moment) {
    Instant next = null;
    for (DailyMoment ending : endings) {
      Instant candidate = ending.after(moment);
      next = next == null || candidate.isBefore(next) ? candidate : next;
    }
    return next;
  }

  /** Whether the time in this process is chosen, or advised, for any symbol at any time. */
  boolean isAdaptive() {
    boolean adaptive = otherwise.target != null;
    for (AgeLimits each : limits) {
      adaptive |= each.target != null;
    }
    return adaptive;
  }

  /** The longest that any entry may live. */
  long longestNanos() {
    long longest = otherwise.longestNanos();
    for (AgeLimits each : limits) {
      longest = Math.max(longest, each.longestNanos());
    }
    return longest;
  }

  /** A time in which nothing changes. */
  final class Window {
    private final Instant beginning;
    private final Instant end;
    private final boolean[] inForce;
    private volatile @Nullable Window next;

    private Window(Instant beginning, Instant end, boolean[] inForce) {
      this.beginning = beginning;
      this.end = end;
      this.inForce = inForce;
    }

    private boolean holds(Instant moment) {
      return !moment.isBefore(beginning) && moment.isBefore(end);
    }

    /** When something changes; {@link Instant#MAX} for never. */
    Instant end() {
      return end;
    }

    /** What comes at its end. */
    Window next() {
      Window known = next;
      if (known == null) {
        known = windowAt(end);
        next = known;
      }
      return known;
    }

    /** The limits for a symbol: those of the first override that fits. */
    AgeLimits limits(String symbol) {
      for (int i = 0; i < inForce.length; i++) {
        if (inForce[i] && overrides.get(i).isFor(symbol)) {
          return limits.get(i);
        }
      }
      return otherwise;
    }
  }
}
