package io.tickcache.agent.admin;

import io.tickcache.agent.cache.HybridCache;
import io.tickcache.agent.cache.Observation;
import io.tickcache.agent.http.Answer;
import io.tickcache.agent.json.Json;
import io.tickcache.agent.redis.RedisTier;
import io.tickcache.agent.redis.StateChange;
import io.tickcache.agent.upstream.Brake;
import io.tickcache.agent.upstream.Budget;
import io.tickcache.agent.upstream.BudgetStats;
import io.tickcache.agent.upstream.WindowState;
import io.tickcache.rules.Rule;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells in JSON what is in force and what it does; no keys, no answers, no secrets. */
final class Status {

  private final InForce inForce;
  private final Selection selection;
  private final Figures figures;
  private final Json json = new Json();

  private Status(InForce inForce, Selection selection, Figures figures) {
    this.inForce = inForce;
    this.selection = selection;
    this.figures = figures;
  }

  static Answer of(InForce inForce, String query, Figures figures) {
    Selection selection;
    try {
      selection = Selection.of(query);
    } catch (IllegalArgumentException wrong) {
      return Answer.line(400, wrong.getMessage() + "; " + Selection.FORM);
    }
    return Answer.json(200, new Status(inForce, selection, figures).json());
  }

  private Json json() {
    json.object().name("version").value(figures.version());
    json.name("java").object();
    json.name("version").value(System.getProperty("java.version"));
    json.name("vm").value(System.getProperty("java.vm.name")).end();
    json.name("uptimeSeconds").value(figures.uptimeSeconds.getAsLong());
    json.name("wallMillis").value(figures.wallMillis.getAsLong());
    json.name("file").object();
    json.name("source").value(inForce.rules.source());
    json.name("digest").value(inForce.rules.digest());
    json.name("rules").value(inForce.rules.rules().size());
    LastReading reading = inForce.reading;
    if (reading != null) {
      reading(reading);
    }
    json.end();
    json.name("rules").array();
    for (Rule rule : inForce.rules.rules()) {
      if (selection.has(rule.name())) {
        rule(rule);
      }
    }
    json.end();
    caches();
    RedisTier redis = inForce.redis;
    if (redis != null) {
      redis(redis);
    }
    upstreams();
    return json.end();
  }

  /** What it said has its place in {@code /rules}, which needs the token. */
  private void reading(LastReading reading) {
    json.name("lastReading").object().name("source").value(reading.source);
    json.name("wallMillis").value(reading.time.toEpochMilli());
    json.name("applied").value(reading.applied).end();
  }

  private void rule(Rule rule) {
    List<String> methods = inForce.report.methods(rule.name());
    List<String> refusals = inForce.report.refusals(rule.name());
    refusals.addAll(inForce.left.apply(rule.name(), rule.cache()));
    json.object().name("name").value(rule.name());
    json.name("mode").value(rule.mode().name().toLowerCase(Locale.ROOT));
    json.name("ttlMillis").value(rule.freshness().ttl().toMillis());
    json.name("cache").value(rule.cache());
    json.name("refreshAhead").value(rule.refreshAhead());
    json.name("bound").value(methods.size());
    json.name("refusals").value(refusals.size());
    if (selection.isInFull(rule.name())) {
      json.name("methods").array();
      for (String method : methods) {
        json.value(method);
      }
      json.end().name("keys").object();
      for (String method : inForce.report.methods(rule.name())) {
        json.name(method).value(inForce.report.key(method));
      }
      json.end().name("refused").array();
      for (String refusal : refusals) {
        json.value(refusal);
      }
      json.end();
    }
    json.end();
  }

  /** Rules that share a cache are counted together, where they are. */
  private void caches() {
    Set<String> names = new LinkedHashSet<>();
    Set<String> full = new HashSet<>();
    Set<String> past = new HashSet<>();
    for (Rule rule : inForce.rules.rules()) {
      if (selection.has(rule.name())) {
        names.add(rule.cache());
      }
      if (selection.isInFull(rule.name())) {
        full.add(rule.cache());
      }
      if (selection.isNamed(rule.name())) {
        past.add(rule.cache());
      }
    }
    CacheStatus writing = new CacheStatus(json, figures);
    json.name("caches").array();
    for (String name : names) {
      HybridCache cache = inForce.caches.named(name);
      if (cache != null) {
        writing.cache(cache, full.contains(name), past.contains(name));
      }
    }
    json.end().name("observed").array();
    for (String name : names) {
      Observation observation = inForce.caches.observationNamed(name);
      if (observation != null) {
        writing.observation(observation, full.contains(name), past.contains(name));
      }
    }
    json.end();
  }

  private void upstreams() {
    json.name("upstreams").array();
    for (Budget budget : inForce.budgets) {
      BudgetStats stats = budget.stats();
      json.object().name("name").value(budget.upstream().name());
      json.name("granted").value(stats.granted.sum());
      json.name("waited").value(stats.waited.sum());
      json.name("overdrawn").value(stats.overdrawn.sum());
      json.name("forgone").value(stats.forgone.sum());
      json.name("waitedSeconds").value(stats.waitedNanos.sum() / 1e9);
      json.name("waiting").value(budget.waiting());
      json.name("windows").array();
      for (WindowState window : budget.windows()) {
        json.object().name("amount").value(window.allowance.amount());
        json.name("periodMillis").value(window.allowance.period().toMillis());
        json.name("share").value(window.share);
        json.name("used").value(window.used).end();
      }
      json.end();
      if (budget.upstream().backOff() != null) {
        backOff(budget.brake());
      }
      json.end();
    }
    json.end();
  }

  private void backOff(Brake brake) {
    long left = brake.leftNanos();
    json.name("backOff").object();
    json.name("stopped").value(left >= 0);
    json.name("leftSeconds").value(Math.max(0, left) / 1e9);
    json.name("failed").value(brake.stats().failed.sum());
    json.name("answered").value(brake.stats().answered.sum());
    json.name("made").value(brake.stats().made.sum());
    json.name("probes").value(brake.stats().probes.sum()).end();
  }

  private void redis(RedisTier redis) {
    json.name("redis").object();
    json.name("connected").value(Health.isUp(redis));
    json.name("breaker").value(redis.breakerState());
    json.name("backplane").value(Health.backplane(redis));
    json.name("pendingInvalidations").value(redis.pendingInvalidations());
    json.name("failures").value(redis.stats().failures.sum());
    json.name("invalidations").object();
    json.name("sent").value(redis.stats().invalidationsSent.sum());
    json.name("received").value(redis.stats().invalidationsReceived.sum()).end();
    CacheStatus.latency(json.name("lag"), figures.lag());
    json.name("changes").array();
    for (StateChange change : redis.changes()) {
      json.object().name("wallMillis").value(change.wallMillis);
      json.name("what").value(change.what);
      json.name("from").value(change.from);
      json.name("to").value(change.to);
      json.name("why").value(change.why).end();
    }
    json.end().end();
  }
}
