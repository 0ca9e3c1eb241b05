package io.tickcache.agent.admin;

import io.tickcache.agent.cache.CacheStats;
import io.tickcache.agent.cache.HybridCache;
import io.tickcache.agent.redis.RedisTier;
import io.tickcache.rules.Rule;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/** Tells in JSON what is in force and what it does; no keys, no answers, no secrets. */
final class Status {

  private Status() {}

  static Answer of(InForce inForce, String version, long uptimeSeconds) {
    Json json = new Json().object();
    json.name("version").value(version);
    json.name("java").object();
    json.name("version").value(System.getProperty("java.version"));
    json.name("vm").value(System.getProperty("java.vm.name")).end();
    json.name("uptimeSeconds").value(uptimeSeconds);
    json.name("file").object();
    json.name("source").value(inForce.rules.source());
    json.name("digest").value(inForce.rules.digest());
    json.name("rules").value(inForce.rules.rules().size()).end();
    rules(json, inForce);
    caches(json, inForce);
    RedisTier redis = inForce.redis;
    if (redis != null) {
      redis(json, redis);
    }
    return Answer.json(200, json.end());
  }

  private static void rules(Json json, InForce inForce) {
    json.name("rules").array();
    for (Rule rule : inForce.rules.rules()) {
      json.object().name("name").value(rule.name());
      json.name("mode").value(rule.mode().name().toLowerCase(Locale.ROOT));
      json.name("ttlMillis").value(rule.freshness().ttl().toMillis());
      json.name("cache").value(rule.cache());
      json.name("methods").array();
      for (String method : inForce.report.methods(rule.name())) {
        json.value(method);
      }
      json.end().name("keys").object();
      for (String method : inForce.report.methods(rule.name())) {
        json.name(method).value(inForce.report.key(method));
      }
      json.end().name("refused").array();
      for (String refusal : inForce.report.refusals(rule.name())) {
        json.value(refusal);
      }
      json.end().end();
    }
    json.end();
  }

  /** Rules that share a cache are counted together, where they are. */
  private static void caches(Json json, InForce inForce) {
    Set<String> names = new LinkedHashSet<>();
    for (Rule rule : inForce.rules.rules()) {
      names.add(rule.cache());
    }
    json.name("caches").array();
    for (String name : names) {
      HybridCache cache = inForce.caches.named(name);
      if (cache != null) {
        cache(json, cache);
      }
    }
    json.end();
  }

  private static void cache(Json json, HybridCache cache) {
    CacheStats stats = cache.stats();
    long near = stats.nearHits.sum() + stats.nearNegatives.sum();
    long remote = stats.remoteHits.sum() + stats.remoteNegatives.sum();
    long asked = near + stats.nearMisses.sum();
    json.object().name("name").value(cache.name());
    json.name("entries").value(cache.size());
    json.name("gets").object();
    gets(json.name("l1"), stats.nearHits, stats.nearNegatives, stats.nearMisses);
    gets(json.name("l2"), stats.remoteHits, stats.remoteNegatives, stats.remoteMisses);
    json.end();
    json.name("loads").value(stats.loads.sum());
    json.name("loadFailures").value(stats.loadFailures.sum());
    json.name("invalidations").value(stats.invalidations.sum());
    json.name("l1HitRatio").value(ratio(near, asked));
    json.name("hitRatio").value(ratio(near + remote, asked));
    json.name("savedCalls").value(near + remote).end();
  }

  private static void gets(Json json, LongAdder hits, LongAdder negatives, LongAdder misses) {
    json.object().name("hit").value(hits.sum());
    json.name("negative").value(negatives.sum());
    json.name("miss").value(misses.sum()).end();
  }

  /** The counts are read one after the other, while calls go on. */
  private static double ratio(long part, long all) {
    return all == 0 ? Double.NaN : Math.min(1, (double) part / all);
  }

  private static void redis(Json json, RedisTier redis) {
    json.name("redis").object();
    json.name("connected").value(Health.isUp(redis));
    json.name("breaker").value(redis.breakerState());
    json.name("backplane").value(Health.backplane(redis));
    json.name("pendingInvalidations").value(redis.pendingInvalidations());
    json.name("failures").value(redis.stats().failures.sum()).end();
  }
}
