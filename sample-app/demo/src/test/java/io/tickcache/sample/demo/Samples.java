package io.tickcache.sample.demo;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs as they could have been, for the tests of what is printed. */
final class Samples {
  private Samples() {}

  static Comparison comparison(TierCounts tiers) {
    RunFigures without =
        new RunFigures(
            List.of(trader(19_000, 18_400, 13_500_000), trader(19_000, 18_300, 13_700_000)),
            exchange(38_040, 300, 36_240, 3),
            new Counters(Map.of()),
            TierCounts.UNKNOWN);
    RunFigures with =
        new RunFigures(
            List.of(trader(19_200, 0, 1_250), trader(19_200, 0, 980)),
            exchange(190, 0, 0, 0),
            new Counters(Map.of("evalsha", 2_500L, "get", 2_500L, "ping", 30L)),
            tiers);
    return new Comparison(new Load(15), true, Duration.ofSeconds(5), without, with);
  }

  static TierCounts tiers() {
    return new TierCounts(36_000L, 38_400L, 2_300L, 2_400L, 100L);
  }

  private static Counters trader(long asked, long refused, long p50) {
    Map<String, Long> values = new HashMap<>();
    values.put("asked", asked);
    values.put("missed", 200L);
    values.put("answers", asked - refused);
    values.put("errors429", 100L * Math.min(1, refused));
    values.put("errors418", Math.max(0, refused - 100));
    values.put("errorsOther", 0L);
    values.put("orders", 30L);
    values.put("orderErrors", 0L);
    values.put("ownOrderChecks", 30L);
    values.put("staleAfterOwnOrder", 0L);
    values.put("oldestAgeMillis", 4_321L);
    values.put("latencyP50Nanos", p50);
    values.put("latencyP99Nanos", 2 * p50);
    values.put("latencyMaxNanos", 2_000_000_000L);
    return new Counters(values);
  }

  private static Counters exchange(long requests, long over, long banned, long bans) {
    return new Counters(
        Map.of(
            "requests",
            requests,
            "status429",
            over,
            "status418",
            banned,
            "bans",
            bans,
            "orders",
            60L,
            "symbols",
            8L));
  }
}
