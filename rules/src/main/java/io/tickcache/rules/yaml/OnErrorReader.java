package io.tickcache.rules.yaml;

import io.tickcache.rules.Diagnostic;
import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.OnError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code on-error}: how long past its time an answer may be served, and after what. */
final class OnErrorReader {
  static final Vocabulary SETTINGS = Vocabulary.of("serve-stale", "for", "hold-off");

  private static final String HELP = "write `on-error: {serve-stale: 30s}`";

  /** Failures are passed on. */
  static final OnErrorReader OFF = new OnErrorReader(null);

  private final @Nullable OnError onError;

  private OnErrorReader(@Nullable OnError onError) {
    this.onError = onError;
  }

  /** What callers get in place of a failure; null for the failure. */
  @Nullable OnError onError() {
    return onError;
  }

  /** What a section says, or null if it says nothing or something wrong. */
  static @Nullable OnErrorReader read(Section section) {
    YamlValue said = section.value("on-error");
    Section own = said == null ? null : Section.open(said, " in `on-error`", SETTINGS, HELP);
    if (said == null || own == null) {
      return null;
    }
    if (!own.has("serve-stale")) {
      section.report(
          Diagnostic.error(DiagnosticCode.R005, "`on-error` has no `serve-stale`")
              .at(said.namePlace())
              .help(HELP));
    }
    Duration serveStale = own.read("serve-stale", Durations.orZero());
    List<String> types = types(own);
    Duration holdOff = own.read("hold-off", Durations.orZero());
    if (serveStale == null) {
      return null;
    }
    if (serveStale.isZero()) {
      return OFF;
    }
    return new OnErrorReader(new OnError(serveStale, types, holdOff(own, holdOff, serveStale)));
  }

  private static Duration holdOff(Section own, @Nullable Duration said, Duration serveStale) {
    if (said != null && said.compareTo(serveStale) > 0) {
      own.report(
          Diagnostic.error(DiagnosticCode.R015, "`hold-off` is longer than `serve-stale`")
              .at(own.place("hold-off"))
              .also(own.place("serve-stale"), "`serve-stale` is said here"));
    }
    Duration holdOff = said == null ? OnError.DEFAULT_HOLD_OFF : said;
    return holdOff.compareTo(serveStale) > 0 ? serveStale : holdOff;
  }

  private static List<String> types(Section own) {
    YamlValue said = own.value("for");
    if (said != null && said.isEmptyList()) {
      own.report(
          Diagnostic.error(DiagnosticCode.R008, "`for` is empty, so `on-error` is for no failure")
              .at(said.place())
              .help("name the classes of exceptions, or leave it out for all"));
    }
    List<String> types = new ArrayList<>();
    List<Placed<String>> placed = own.readList("for", new ClassNames());
    if (placed != null) {
      placed.forEach(type -> types.add(type.value()));
    }
    return types;
  }
}
