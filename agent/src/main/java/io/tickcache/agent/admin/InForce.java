package io.tickcache.agent.admin;

import io.tickcache.agent.cache.Caches;
import io.tickcache.agent.instrument.BindingReport;
import io.tickcache.agent.redis.RedisTier;
import io.tickcache.agent.upstream.Budget;
import io.tickcache.rules.RuleSet;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The rules at work, with what answers by them. Immutable. */
public final class InForce {

  final RuleSet rules;
  final Caches caches;
  final BindingReport report;
  final @Nullable RedisTier redis;
  final List<Budget> budgets;
  final @Nullable LastReading reading;
  final BiFunction<String, String, List<String>> left;

  /**
   * @param left of a rule and its cache, what is left to the upstream for a reason that only its
   *     calls have shown
   */
  public InForce(
      RuleSet rules,
      Caches caches,
      BindingReport report,
      @Nullable RedisTier redis,
      List<Budget> budgets,
      @Nullable LastReading reading,
      BiFunction<String, String, List<String>> left) {
    this.rules = rules;
    this.caches = caches;
    this.report = report;
    this.redis = redis;
    this.budgets = budgets;
    this.reading = reading;
    this.left = left;
  }

  public RuleSet rules() {
    return rules;
  }
}
