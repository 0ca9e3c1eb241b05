package io.tickcache.rules.yaml;

import io.tickcache.rules.Diagnostic;
import io.tickcache.rules.DiagnosticCode;

/** What a rule's settings rest on elsewhere in the file. */
final class FileContext {
  /** The settings that only a shared cache gives a meaning. */
  private static final String[] OF_REDIS = {"degraded-ttl", "jitter", "l2", "across-processes"};

  private final boolean redis;
  private final Calendars calendars;
  private final Upstreams upstreams;

  FileContext(boolean redis, Calendars calendars, Upstreams upstreams) {
    this.redis = redis;
    this.calendars = calendars;
    this.upstreams = upstreams;
  }

  /** Whether there is a shared cache. */
  boolean redis() {
    return redis;
  }

  Calendars calendars() {
    return calendars;
  }

  Upstreams upstreams() {
    return upstreams;
  }

  void warnWithoutRedis(Section section) {
    if (redis) {
      return;
    }
    for (String name : OF_REDIS) {
      if (section.has(name)) {
        section.report(
            Diagnostic.warning(DiagnosticCode.R019, "`" + name + "` has no effect without `redis`")
                .at(section.namePlace(name)));
      }
    }
  }
}
