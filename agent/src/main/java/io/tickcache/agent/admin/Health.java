package io.tickcache.agent.admin;

import io.tickcache.agent.cache.Backplane;
import io.tickcache.agent.http.Answer;
import io.tickcache.agent.json.Json;
import io.tickcache.agent.redis.RedisTier;
import java.util.Locale;

/** Tells whether the agent does its work, in the form that Spring's health endpoint has. */
final class Health {

  private Health() {}

  /** Redis being out is no failure: answers come from the process alone meanwhile. */
  static Answer health(InForce inForce) {
    RedisTier redis = inForce.redis;
    boolean up = redis == null || isUp(redis);
    Json json = new Json().object().name("status").value(up ? "UP" : "DEGRADED");
    json.name("components").object();
    json.name("rules").object().name("status").value("UP").name("details").object();
    json.name("digest").value(inForce.rules.digest());
    json.name("count").value(inForce.rules.rules().size()).end().end();
    if (redis != null) {
      json.name("redis").object().name("status").value(up ? "UP" : "DOWN");
      json.name("details").object();
      json.name("breaker").value(redis.breakerState());
      json.name("backplane").value(backplane(redis)).end().end();
    }
    return Answer.json(200, json.end().end());
  }

  /** Whether calls are answered by the rules, and by Redis as far as it is there. */
  static Answer readiness(InForce inForce) {
    RedisTier redis = inForce.redis;
    boolean ready = redis == null || redis.hasBeenTried();
    return Answer.json(
        ready ? 200 : 503,
        new Json().object().name("status").value(ready ? "UP" : "OUT_OF_SERVICE").end());
  }

  static boolean isUp(RedisTier redis) {
    return redis.state() != Backplane.Sync.OUT && !redis.breakerState().equals("open");
  }

  static String backplane(RedisTier redis) {
    return redis.state().name().toLowerCase(Locale.ROOT);
  }
}
