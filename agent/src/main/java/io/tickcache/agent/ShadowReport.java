package io.tickcache.agent;

import io.tickcache.agent.cache.Caches;
import io.tickcache.agent.cache.HybridCache;
import io.tickcache.agent.cache.ShadowCounts;
import io.tickcache.agent.cache.ShadowStats;
import io.tickcache.agent.log.Log;
import io.tickcache.rules.Mode;
import io.tickcache.rules.Rule;
import io.tickcache.rules.RuleSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Tells in a line for each cache that only watches, or has some answers checked, what came of the
 * calls since the last one. Used by one thread.
 */
final class ShadowReport {

  private static final int MOST_FIELDS = 3;

  private final Log log;
  private final Map<String, ShadowCounts> told = new HashMap<>();

  ShadowReport(Log log) {
    this.log = log;
  }

  /** Tells of those for which there were calls. */
  void tell(RuleSet rules, Caches caches) {
    for (HybridCache cache : caches.all()) {
      ShadowStats stats = cache.stats().shadowIfAny();
      if (stats == null) {
        continue;
      }
      ShadowCounts now = new ShadowCounts(stats);
      ShadowCounts before = told.put(cache.name(), now);
      ShadowCounts since = before == null ? now : now.since(before);
      if (since.calls > 0) {
        String name = cache.name();
        Words words = new Words(since, stats.takeOldestNanos());
        log.info(
            isWatched(name, rules)
                ? name + " (shadow): " + words.watched()
                : name + " (verify): " + words.checked());
      }
    }
  }

  private static boolean isWatched(String cache, RuleSet rules) {
    for (Rule rule : rules.ofCache(cache)) {
      if (rule.mode() == Mode.SHADOW) {
        return true;
      }
    }
    return false;
  }

  /** What is told of some calls, in words. */
  private static final class Words {
    private final ShadowCounts counts;
    private final long oldestNanos;

    /**
     * @param oldestNanos the greatest age of an answer that differed
     */
    Words(ShadowCounts counts, long oldestNanos) {
      this.counts = counts;
      this.oldestNanos = oldestNanos;
    }

    String checked() {
      StringBuilder text = new StringBuilder();
      text.append(String.format(Locale.ROOT, "%,d ", counts.calls))
          .append(counts.calls == 1 ? "answer was checked" : "answers were checked");
      compared(text);
      return text.toString();
    }

    String watched() {
      StringBuilder text = new StringBuilder();
      text.append(String.format(Locale.ROOT, "%,d ", counts.calls))
          .append(counts.calls == 1 ? "call, " : "calls, ");
      text.append(share(counts.answered(), counts.calls)).append(" would have been answered");
      if (counts.savedSeconds() > 0) {
        text.append(
            String.format(Locale.ROOT, ", which saves %,.1f s upstream", counts.savedSeconds()));
      }
      compared(text);
      return text.toString();
    }

    private void compared(StringBuilder text) {
      if (counts.compared() > 0) {
        text.append("; ").append(share(counts.different, counts.compared()));
        text.append(" of those differed");
      }
      if (counts.different > 0) {
        text.append(", ").append(inFields());
        double seconds = (double) oldestNanos / TimeUnit.SECONDS.toNanos(1);
        text.append(String.format(Locale.ROOT, ", at most %.1f s old", seconds));
      }
      if (counts.uncompared > 0) {
        text.append(String.format(Locale.ROOT, "; %,d could not be compared", counts.uncompared));
      }
    }

    /** The fields that differed most often, with their shares of the answers that differed. */
    private String inFields() {
      List<Map.Entry<String, Long>> most = new ArrayList<>(counts.fields().entrySet());
      most.sort(Map.Entry.<String, Long>comparingByValue().reversed());
      StringBuilder text = new StringBuilder();
      for (Map.Entry<String, Long> field : most.subList(0, Math.min(MOST_FIELDS, most.size()))) {
        text.append(text.length() == 0 ? "in `" : ", `").append(field.getKey()).append("` (");
        text.append(share(field.getValue(), counts.different)).append(')');
      }
      return text.toString();
    }

    private static String share(long part, long of) {
      return String.format(Locale.ROOT, "%.1f %%", 100.0 * Math.min(part, of) / of);
    }
  }
}
