package io.tickcache.rules.yaml;

import io.tickcache.rules.BreakerSettings;
import io.tickcache.rules.Diagnostic;
import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.RedisSettings;
import org.jspecify.annotations.Nullable;

/** Reads the {@code redis} section. */
final class RedisReader {
  private static final Vocabulary SETTINGS =
      Vocabulary.of(
              "uri",
              "username",
              "password",
              "namespace",
              "timeout",
              "connect-timeout",
              "circuit-breaker")
          .later("tls");
  private static final Vocabulary BREAKER_SETTINGS =
      Vocabulary.of("failure-rate", "slow-call", "slow-rate", "window", "open-for");

  /** Enough for minutes of calls; each takes a few bytes. */
  private static final int LARGEST_WINDOW = 100_000;

  private RedisReader() {}

  /** The settings, or null after a report. */
  static @Nullable RedisSettings read(YamlValue redis) {
    Section section = Section.open(redis, " in `redis`", SETTINGS);
    String uri = section == null ? null : uri(section, redis);
    if (section == null) {
      return null;
    }
    RedisSettings defaults = RedisSettings.builder("").build();
    RedisSettings.Builder builder =
        RedisSettings.builder(uri == null ? "" : uri)
            .username(credential(section, "username"))
            .password(credential(section, "password"))
            .namespace(section.read("namespace", new Namespace(), defaults.namespace()))
            .timeout(section.read("timeout", Durations.aboveZero(), defaults.timeout()))
            .connectTimeout(
                section.read("connect-timeout", Durations.aboveZero(), defaults.connectTimeout()))
            .breaker(breaker(section));
    requirePassword(section);
    requireOneCredential(section, uri);
    return uri == null ? null : builder.build();
  }

  private static @Nullable String uri(Section section, YamlValue redis) {
    YamlValue uri = section.value("uri");
    if (uri == null) {
      section.report(
          Diagnostic.error(DiagnosticCode.R005, "`redis` has no `uri`")
              .at(redis.namePlace())
              .help("say where it is: `uri: redis://host:6379`"));
      return null;
    }
    if (uri.isList()) {
      section.report(
          Diagnostic.error(DiagnosticCode.R009, "a list of addresses is not supported yet")
              .at(uri.place()));
      return null;
    }
    return uri.as(new RedisAddress());
  }

  /** A reference that leads to empty text means that there is no such credential. */
  private static @Nullable String credential(Section section, String name) {
    String text = section.read(name, new PlainText());
    return text == null || text.isEmpty() ? null : text;
  }

  private static BreakerSettings breaker(Section redis) {
    BreakerSettings defaults = BreakerSettings.defaults();
    YamlValue value = redis.value("circuit-breaker");
    Section section =
        value == null ? null : Section.open(value, " in `circuit-breaker`", BREAKER_SETTINGS);
    if (section == null) {
      return defaults;
    }
    Percentages rate = new Percentages(1, 100);
    WholeNumbers window = new WholeNumbers(1, LARGEST_WINDOW);
    return BreakerSettings.builder()
        .failureRate(section.read("failure-rate", rate, defaults.failureRate()))
        .slowCall(section.read("slow-call", Durations.aboveZero(), defaults.slowCall()))
        .slowRate(section.read("slow-rate", rate, defaults.slowRate()))
        .window(section.read("window", window, defaults.window()))
        .openFor(section.read("open-for", Durations.aboveZero(), defaults.openFor()))
        .build();
  }

  private static void requirePassword(Section section) {
    if (section.has("username") && !section.has("password")) {
      section.report(
          Diagnostic.error(DiagnosticCode.R005, "`username` is said without `password`")
              .at(section.namePlace("username")));
    }
  }

  private static void requireOneCredential(Section section, @Nullable String uri) {
    if (uri != null && uri.indexOf('@') >= 0 && section.has("password")) {
      section.report(
          Diagnostic.error(DiagnosticCode.R015, "the address and `password` both hold credentials")
              .at(section.namePlace("password"))
              .also(section.place("uri"), "the address")
              .help("take them out of the address"));
    }
  }
}
