package io.tickcache.agent;

import io.tickcache.agent.cache.Caches;
import io.tickcache.agent.cache.HybridCache;
import io.tickcache.agent.cache.ShadowStats;
import io.tickcache.agent.log.Log;
import io.tickcache.rules.Mode;
import io.tickcache.rules.Rule;
import io.tickcache.rules.RuleSet;
import io.tickcache.rules.Verification;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Has a rule only watch from now on whose checked answers differed from the upstream's more often
 * than it allows. Chance alone does that once in a while, so the share counts that is the least
 * likely one by what was seen: the lower end of Wilson's interval [1]. Used by one thread.
 *
 * <p>[1] E. B. Wilson, Probable inference, the law of succession, and statistical inference, 1927.
 */
final class VerificationLimits {

  private static final int FEWEST = 20;

  /** After so many a new count begins, so that a good past excuses nothing. */
  private static final int MOST = 1_000;

  /** A lower end that is too high by chance once in 1,000 times. */
  private static final double Z = 3.09;

  private final Log log;
  private final Map<String, Count> counts = new HashMap<>();

  VerificationLimits(Log log) {
    this.log = log;
  }

  /**
   * Looks at what was checked since the last time.
   *
   * @param toShadow switches the rule of a name; false if that can't be done now
   */
  void look(RuleSet rules, Caches caches, Predicate<String> toShadow) {
    for (Rule rule : rules.rules()) {
      Verification verify = rule.verify();
      Double limit = verify == null ? null : verify.limit();
      if (limit != null && rule.mode() == Mode.CACHE) {
        look(rule, limit, caches.named(rule.cache()), toShadow);
      }
    }
    counts.keySet().removeIf(name -> rules.rule(name) == null);
  }

  private void look(
      Rule rule, double limit, @Nullable HybridCache cache, Predicate<String> toShadow) {
    ShadowStats stats = cache == null ? null : cache.stats().shadowIfAny();
    if (stats == null) {
      return;
    }
    Count count = counts.get(rule.name());
    if (count == null || !count.rule.equals(rule)) {
      count = new Count(rule, stats);
      counts.put(rule.name(), count);
    }
    long calls = stats.comparedCalls.sum() - count.calls;
    long different = stats.different.sum() - count.different;
    long all = different + stats.same.sum() - count.same;
    if (calls >= FEWEST
        && least((double) different / all, calls) > limit / 100
        && toShadow.test(rule.name())) {
      log.warn(
          String.format(
              Locale.ROOT,
              "%s: %,d of %,d answers that were checked differed from the upstream's, more than"
                  + " `limit` allows, which is %s %%; the rule only watches from now on, in mode"
                  + " shadow. To have it answer again, mend it, or read the file again",
              rule.name(),
              different,
              all,
              new BigDecimal(limit).stripTrailingZeros().toPlainString()));
    } else if (calls >= MOST) {
      counts.remove(rule.name());
    }
  }

  /**
   * The least share of all that is likely where a sample has this share. What one call says of many
   * symbols is of one age and one moment, so it counts as one.
   */
  static double least(double share, long all) {
    double squared = Z * Z / all;
    double middle = share + squared / 2;
    double half = Z * Math.sqrt((share * (1 - share) + squared / 4) / all);
    return (middle - half) / (1 + squared);
  }

  /** Where a count began. */
  private static final class Count {
    private final Rule rule;
    private final long calls;
    private final long different;
    private final long same;

    private Count(Rule rule, ShadowStats stats) {
      this.rule = rule;
      this.calls = stats.comparedCalls.sum();
      this.different = stats.different.sum();
      this.same = stats.same.sum();
    }
  }
}
