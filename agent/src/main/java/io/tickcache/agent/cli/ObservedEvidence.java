package io.tickcache.agent.cli;

import io.tickcache.rules.Mode;

/** What was observed. */
final class ObservedEvidence implements Evidence {

  /** Below that, the count of keys is right but for a rare one. */
  private static final int FEW_KEYS = 100;

  /** A key that is asked for less often than this, on average, never comes twice. */
  private static final int SELDOM = 2;

  private final JsonObject seen;
  private final double ttlMillis;
  private final long keys;
  private final double seconds;
  private final long asked;
  private final double ratio;

  /**
   * @param seen what the status says of it
   */
  ObservedEvidence(JsonObject seen, double ttlMillis) {
    this.seen = seen;
    this.ttlMillis = ttlMillis;
    this.keys = seen.count("keys");
    this.seconds = seen.number("seconds");
    long answered = seen.count("hits") + seen.count("shared");
    this.asked = answered + seen.count("misses");
    this.ratio = asked == 0 ? 0 : (double) answered / asked;
  }

  @Override
  public String told() {
    long calls = seen.count("calls");
    return Amounts.many(calls, "call")
        + (asked == calls ? "" : " asked " + Amounts.many(asked) + " times")
        + (keys < FEW_KEYS ? " for " : " for about ")
        + Amounts.many(keys, "key")
        + " in "
        + Amounts.span((long) seconds)
        + "; with ttl "
        + Amounts.millis(ttlMillis)
        + " "
        + Amounts.percent(ratio)
        + " would have been answered: "
        + Amounts.many(seen.count("savedCalls"), "call")
        + " and "
        + Amounts.duration(seen.number("savedSeconds"))
        + " of waiting saved";
  }

  @Override
  public Verdict verdict(Criteria criteria) {
    String early = criteria.tooEarly(seen.count("calls"), seconds);
    if (!early.isEmpty()) {
      return Verdict.stay("too early to tell: " + early);
    }
    if (ratio < criteria.offBelow) {
      return Verdict.next(Mode.OFF, less(criteria.offBelow) + hint());
    }
    if (ratio < criteria.worth) {
      return Verdict.stay(less(criteria.worth) + hint());
    }
    return Verdict.next(
        Mode.SHADOW, "at least " + Amounts.percent(criteria.worth) + " would have been answered");
  }

  private static String less(double share) {
    return "less than " + Amounts.percent(share) + " would have been answered";
  }

  private String hint() {
    if (asked < SELDOM * keys) {
      return "; nearly each call has a key of its own, and a part of it that never comes twice, such"
          + " as a request's number, belongs in `ignore`";
    }
    double between = seconds * keys / asked;
    return between * 1000 > ttlMillis
        ? "; a key is asked for every "
            + Amounts.duration(between)
            + " on average, and a longer `ttl` would answer more"
        : "";
  }
}
