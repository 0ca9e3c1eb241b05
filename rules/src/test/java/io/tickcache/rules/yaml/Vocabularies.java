package io.tickcache.rules.yaml;

import java.util.LinkedHashMap;
import java.util.Map;

/** What each section of the file takes, by the section's place in the JSON Schema. */
final class Vocabularies {
  static final Map<String, Vocabulary> BY_PLACE = new LinkedHashMap<>();

  static {
    BY_PLACE.put("", RuleSetReader.SECTIONS);
    BY_PLACE.put("/definitions/redis", RedisReader.SETTINGS);
    BY_PLACE.put("/definitions/circuit-breaker", RedisReader.BREAKER_SETTINGS);
    BY_PLACE.put("/definitions/admin", AdminReader.SETTINGS);
    BY_PLACE.put("/definitions/metrics", MetricsReader.SETTINGS);
    BY_PLACE.put("/definitions/log", LogReader.SETTINGS);
    BY_PLACE.put("/definitions/tls", TlsReader.SETTINGS);
    BY_PLACE.put("/definitions/defaults", CommonSettings.SETTINGS);
    BY_PLACE.put("/definitions/rule", RuleReader.SETTINGS);
    BY_PLACE.put("/definitions/verify", VerificationReader.SETTINGS);
    BY_PLACE.put("/definitions/on-error", OnErrorReader.SETTINGS);
    BY_PLACE.put("/definitions/adaptive-ttl", AdaptiveTtlReader.SETTINGS);
    BY_PLACE.put("/definitions/callback", CallbackReader.SETTINGS);
    BY_PLACE.put("/definitions/calendar", Calendars.SETTINGS);
    BY_PLACE.put("/definitions/upstream", Upstreams.SETTINGS);
    BY_PLACE.put("/definitions/back-off", BackOffReader.SETTINGS);
    BY_PLACE.put("/definitions/error", BackOffReader.ERROR_SETTINGS);
    BY_PLACE.put("/definitions/override", OverrideReader.SETTINGS);
    BY_PLACE.put("/definitions/invalidate-on", InvalidateOnReader.SETTINGS);
    BY_PLACE.put("/definitions/update-on", UpdateOnReader.SETTINGS);
  }

  private Vocabularies() {}
}
