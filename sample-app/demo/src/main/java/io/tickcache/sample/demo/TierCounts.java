package io.tickcache.sample.demo;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The agent's gets by tier and its loads; what no meter told is null, never zero. */
record TierCounts(
    @Nullable Long l1Hits,
    @Nullable Long l1Gets,
    @Nullable Long l2Hits,
    @Nullable Long l2Gets,
    @Nullable Long loads) {

  static final TierCounts UNKNOWN = new TierCounts(null, null, null, null, null);

  private static final String GETS = "tickcache.cache.gets";
  private static final String LOADS = "tickcache.cache.loads";

  /** Adds up the meters of one process, given by the names of their MBeans. */
  static TierCounts of(Map<String, Long> meters, String rule) {
    Map<String, Long> sums = new TreeMap<>();
    meters.forEach((bean, count) -> add(sums, bean, count, rule));
    return new TierCounts(
        sums.get("l1.hit"), sums.get("l1"), sums.get("l2.hit"), sums.get("l2"), sums.get("loads"));
  }

  TierCounts plus(TierCounts other) {
    return new TierCounts(
        sum(l1Hits, other.l1Hits),
        sum(l1Gets, other.l1Gets),
        sum(l2Hits, other.l2Hits),
        sum(l2Gets, other.l2Gets),
        sum(loads, other.loads));
  }

  private static void add(Map<String, Long> sums, String bean, long count, String rule) {
    MeterName gets = MeterName.parse(GETS, bean);
    if (gets != null && gets.has("rule", rule)) {
      String level = gets.tags().getOrDefault("level", "");
      sums.merge(level, count, Long::sum);
      sums.merge(level + ".hit", gets.has("result", "hit") ? count : 0L, Long::sum);
    }
    MeterName loads = MeterName.parse(LOADS, bean);
    if (loads != null && loads.has("rule", rule)) {
      sums.merge("loads", count, Long::sum);
    }
  }

  private static @Nullable Long sum(@Nullable Long a, @Nullable Long b) {
    return a == null || b == null ? null : Long.valueOf(a + b);
  }
}
