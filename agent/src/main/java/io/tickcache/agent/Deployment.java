package io.tickcache.agent;

import io.tickcache.agent.cache.Caches;
import io.tickcache.agent.cache.Observation;
import io.tickcache.agent.dispatch.Dispatch;
import io.tickcache.agent.instrument.BindingReport;
import io.tickcache.agent.log.Log;
import io.tickcache.rules.RuleSet;

/** One set of rules at work, with what answers its calls. Immutable. */
final class Deployment {

  final RuleSet rules;
  final SharedTier tier;
  final Caches caches;
  final Dispatch dispatch;
  final BindingReport report;

  Deployment(
      RuleSet rules, SharedTier tier, Caches caches, Dispatch dispatch, BindingReport report) {
    this.rules = rules;
    this.tier = tier;
    this.caches = caches;
    this.dispatch = dispatch;
    this.report = report;
  }

  /** Tells what has been observed since it was last told. */
  void tellObserved(Log log) {
    for (Observation observation : caches.observations()) {
      String news = observation.news();
      if (news != null) {
        log.info(news);
      }
    }
  }
}
