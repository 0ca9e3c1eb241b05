package io.tickcache.agent;

import io.tickcache.agent.cache.Caches;
import io.tickcache.agent.cache.HybridCache;
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
import java.util.concurrent.atomic.LongAdder;

/**
 * Tells in a line for each cache that only watches, or has some answers checked, what came of the
 * calls since the last one. Used by one thread.
 */
final class ShadowReport {

  private static final int MOST_FIELDS = 3;

  private final Log log;
  private final Map<String, Counts> told = new HashMap<>();

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
      Counts now = new Counts(stats);
      Counts before = told.put(cache.name(), now);
      Counts since = before == null ? now : now.minus(before);
      if (since.calls > 0) {
        String name = cache.name();
        long oldest = stats.takeOldestNanos();
        log.info(
            isWatched(name, rules)
                ? name + " (shadow): " + since.watched(oldest)
                : name + " (verify): " + since.checked(oldest));
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

  /** Counts of a cache, of all time or of some. */
  private static final class Counts {
    private final long calls;
    private final long answered;
    private final long compared;
    private final long different;
    private final long uncompared;
    private final double savedSeconds;
    private final Map<String, Long> fields = new HashMap<>();

    Counts(ShadowStats stats) {
      // What comes first here is counted last, so that no share is above all.
      different = stats.different.sum();
      compared = different + stats.same.sum();
      uncompared = stats.uncompared.sum();
      for (Map.Entry<String, LongAdder> field : stats.fields().entrySet()) {
        fields.put(field.getKey(), field.getValue().sum());
      }
      savedSeconds = stats.savedSeconds();
      long misses = stats.misses.sum();
      calls = stats.calls.sum();
      answered = calls - misses;
    }

    private Counts(Counts now, Counts before) {
      calls = now.calls - before.calls;
      answered = now.answered - before.answered;
      compared = now.compared - before.compared;
      different = now.different - before.different;
      uncompared = now.uncompared - before.uncompared;
      savedSeconds = now.savedSeconds - before.savedSeconds;
      for (Map.Entry<String, Long> field : now.fields.entrySet()) {
        long more = field.getValue() - before.fields.getOrDefault(field.getKey(), 0L);
        if (more > 0) {
          fields.put(field.getKey(), more);
        }
      }
    }

    Counts minus(Counts before) {
      return new Counts(this, before);
    }

    String checked(long oldestNanos) {
      StringBuilder text = new StringBuilder();
      text.append(String.format(Locale.ROOT, "%,d ", calls))
          .append(calls == 1 ? "answer was checked" : "answers were checked");
      compared(text, oldestNanos);
      return text.toString();
    }

    String watched(long oldestNanos) {
      StringBuilder text = new StringBuilder();
      text.append(String.format(Locale.ROOT, "%,d ", calls))
          .append(calls == 1 ? "call, " : "calls, ");
      text.append(share(answered, calls)).append(" would have been answered");
      if (savedSeconds > 0) {
        text.append(String.format(Locale.ROOT, ", which saves %,.1f s upstream", savedSeconds));
      }
      compared(text, oldestNanos);
      return text.toString();
    }

    private void compared(StringBuilder text, long oldestNanos) {
      if (compared > 0) {
        text.append("; ").append(share(different, compared)).append(" of those differed");
      }
      if (different > 0) {
        text.append(", ").append(inFields());
        double seconds = (double) oldestNanos / TimeUnit.SECONDS.toNanos(1);
        text.append(String.format(Locale.ROOT, ", at most %.1f s old", seconds));
      }
      if (uncompared > 0) {
        text.append(String.format(Locale.ROOT, "; %,d could not be compared", uncompared));
      }
    }

    /** The fields that differed most often, with their shares of the answers that differed. */
    private String inFields() {
      List<Map.Entry<String, Long>> most = new ArrayList<>(fields.entrySet());
      most.sort(Map.Entry.<String, Long>comparingByValue().reversed());
      StringBuilder text = new StringBuilder();
      for (Map.Entry<String, Long> field : most.subList(0, Math.min(MOST_FIELDS, most.size()))) {
        text.append(text.length() == 0 ? "in `" : ", `").append(field.getKey()).append("` (");
        text.append(share(field.getValue(), different)).append(')');
      }
      return text.toString();
    }

    private static String share(long part, long of) {
      return String.format(Locale.ROOT, "%.1f %%", 100.0 * Math.min(part, of) / of);
    }
  }
}
