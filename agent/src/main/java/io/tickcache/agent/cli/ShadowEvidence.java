package io.tickcache.agent.cli;

import io.tickcache.rules.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What came of holding answers against the upstream. */
final class ShadowEvidence implements Evidence {

  private static final int MOST_FIELDS = 5;

  private final JsonObject seen;
  private final double ttlMillis;
  private final long calls;
  private final long compared;
  private final long different;
  private final double ratio;

  /**
   * @param seen what the status says of it
   */
  ShadowEvidence(JsonObject seen, double ttlMillis) {
    this.seen = seen;
    this.ttlMillis = ttlMillis;
    this.calls = seen.count("calls");
    this.different = seen.count("different");
    this.compared = different + seen.count("same");
    this.ratio = calls == 0 ? 0 : (double) (calls - seen.count("misses")) / calls;
  }

  @Override
  public String told() {
    StringBuilder text = new StringBuilder(Amounts.many(calls, "call"));
    text.append(" in ").append(Amounts.span(seen.count("seconds")));
    text.append("; with ttl ").append(Amounts.millis(ttlMillis)).append(' ');
    text.append(Amounts.percent(ratio)).append(" would have been answered");
    text.append(", which saves ").append(Amounts.duration(seen.number("savedSeconds")));
    text.append(" upstream; of ").append(Amounts.many(compared)).append(" compared ");
    if (different == 0) {
      text.append("none differed");
    } else {
      text.append(Amounts.percent((double) different / compared)).append(" differed, in ");
      text.append(listed(new ArrayList<>(fields()))).append(", at most ");
      text.append(Amounts.duration(seen.number("oldestSeconds"))).append(" old");
    }
    if (seen.count("uncompared") > 0) {
      text.append("; ").append(Amounts.many(seen.count("uncompared")));
      text.append(" could not be compared");
    }
    return text.toString();
  }

  @Override
  public Verdict verdict(Criteria criteria) {
    String early = criteria.tooEarly(Math.min(calls, compared), seen.number("seconds"));
    if (calls >= criteria.minCalls && ratio < criteria.worth) {
      return Verdict.stay(
          "less than " + Amounts.percent(criteria.worth) + " would have been answered");
    }
    if (!early.isEmpty()) {
      return Verdict.stay("too early to tell: " + early);
    }
    if (seen.count("uncompared") > compared) {
      return Verdict.stay("most answers could not be compared");
    }
    return different == 0 ? Verdict.next(Mode.CACHE, "no answer differed") : ofDiffering(criteria);
  }

  private Verdict ofDiffering(Criteria criteria) {
    List<String> others = new ArrayList<>(fields());
    others.removeAll(criteria.mayDiffer);
    if (!others.isEmpty()) {
      return Verdict.stay(
          "answers differed in "
              + listed(others)
              + "; name those that move in `--may-differ`, and mend the key where one can't change"
              + " within "
              + Amounts.millis(ttlMillis));
    }
    return different > criteria.limit * compared
        ? Verdict.stay("more than the " + Amounts.percent(criteria.limit) + " of --limit differed")
        : Verdict.next(
            Mode.CACHE,
            "at most "
                + Amounts.percent(criteria.limit)
                + " differed, in nothing but what --may-differ says");
  }

  private Set<String> fields() {
    return seen.object("differences").names();
  }

  private static String listed(List<String> fields) {
    List<String> first = fields.subList(0, Math.min(MOST_FIELDS, fields.size()));
    String more =
        fields.size() > MOST_FIELDS ? " and " + (fields.size() - MOST_FIELDS) + " more" : "";
    return "`" + String.join("`, `", first) + "`" + more;
  }
}
