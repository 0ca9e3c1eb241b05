package io.tickcache.it.nemesis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What calls took beyond the upstream's own time, in order. That is all of a call's time in which
 * its symbol was being asked for by anyone: the caller itself, or the one that it waited for.
 */
public final class Delays {

  private final long[] nanos;

  private Delays(long[] nanos) {
    this.nanos = nanos;
    Arrays.sort(nanos);
  }

  /**
   * The delays of these calls.
   *
   * @param all every call of every application in the time, also those that are not looked at
   */
  static Delays of(List<Call> calls, List<Call> all) {
    Map<String, List<long[]>> asked = new HashMap<>();
    all.stream()
        .filter(Call::loaded)
        .sorted(Comparator.comparingLong(Call::askedAt))
        .forEach(
            call ->
                join(
                    asked.computeIfAbsent(call.symbol(), absent -> new ArrayList<>()),
                    call.askedAt(),
                    call.askedAt() + call.askedNanos()));
    return new Delays(
        calls.stream()
            .mapToLong(call -> call.nanos() - overlap(call, asked.get(call.symbol())))
            .toArray());
  }

  private static void join(List<long[]> times, long from, long to) {
    long[] last = times.isEmpty() ? null : times.get(times.size() - 1);
    if (last == null || from - last[1] > 0) {
      times.add(new long[] {from, to});
    } else {
      last[1] = Math.max(last[1], to);
    }
  }

  private static long overlap(Call call, List<long[]> times) {
    long sum = 0;
    if (times != null) {
      for (long[] time : times) {
        sum += Math.max(0, Math.min(call.ended(), time[1]) - Math.max(call.began(), time[0]));
      }
    }
    return sum;
  }

  public int count() {
    return nanos.length;
  }

  /** The delay that this share of calls kept to, in milliseconds; 0 without calls. */
  public double millis(double share) {
    int at = (int) Math.ceil(share * nanos.length) - 1;
    return nanos.length == 0 ? 0 : nanos[Math.max(0, at)] / 1e6;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%6d %7.2f %7.2f %7.2f %7.2f",
        count(),
        millis(0.5),
        millis(0.99),
        millis(0.999),
        millis(1));
  }
}
