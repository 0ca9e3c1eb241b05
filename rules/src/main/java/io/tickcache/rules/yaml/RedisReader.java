package io.tickcache.rules.yaml;

import io.tickcache.rules.BreakerSettings;
import io.tickcache.rules.Diagnostic;
import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.HostPort;
import io.tickcache.rules.RedisLocation;
import io.tickcache.rules.RedisSettings;
import io.tickcache.rules.TlsSettings;
import org.jspecify.annotations.Nullable;

/** Reads the {@code redis} section. */
final class RedisReader {
  static final Vocabulary SETTINGS =
      Vocabulary.of(
          "uri",
          "username",
          "password",
          "sentinel-username",
          "sentinel-password",
          "tls",
          "namespace",
          "timeout",
          "connect-timeout",
          "circuit-breaker");
  static final Vocabulary BREAKER_SETTINGS =
      Vocabulary.of("failure-rate", "slow-call", "slow-rate", "window", "open-for");

  /** Stands for an address that could not be read, so that the rest can. */
  private static final RedisLocation NOWHERE = RedisLocation.standalone(new HostPort("", 0), 0);

  /** Enough for minutes of calls; each takes a few bytes. */
  private static final int LARGEST_WINDOW = 100_000;

  private static final String HELP = "write `redis: {uri: redis://host:6379}`";

  private RedisReader() {}

  /** The settings, or null after a report. */
  static @Nullable RedisSettings read(YamlValue redis) {
    Section section = Section.open(redis, " in `redis`", SETTINGS, HELP);
    if (section == null) {
      return null;
    }
    RedisAddress address = RedisUri.read(section, redis);
    RedisSettings defaults = RedisSettings.builder(NOWHERE).build();
    RedisSettings.Builder builder =
        RedisSettings.builder(address == null ? NOWHERE : address.location())
            .tls(tls(section, address))
            .username(credential(section, "username"))
            .password(credential(section, "password"))
            .sentinelUsername(credential(section, "sentinel-username"))
            .sentinelPassword(credential(section, "sentinel-password"))
            .namespace(section.read("namespace", new Namespace(), defaults.namespace()))
            .timeout(section.read("timeout", Durations.aboveZero(), defaults.timeout()))
            .connectTimeout(
                section.read("connect-timeout", Durations.aboveZero(), defaults.connectTimeout()))
            .breaker(breaker(section));
    requirePassword(section, "");
    requirePassword(section, "sentinel-");
    if (address == null) {
      return null;
    }
    warnWithoutSentinel(section, address);
    if (address.password() != null) {
      requireOneCredential(section);
      builder.username(address.username()).password(address.password());
    }
    return builder.build();
  }

  private static @Nullable TlsSettings tls(Section section, @Nullable RedisAddress address) {
    YamlValue value = section.value("tls");
    TlsSettings said = value == null ? null : TlsReader.read(value);
    if (address == null || address.scheme().tls) {
      return said == null ? TlsSettings.defaults() : said;
    }
    if (value != null) {
      section.report(
          Diagnostic.error(DiagnosticCode.R015, "`tls` is said, but the address is without TLS")
              .at(section.namePlace("tls"))
              .also(section.place("uri"), "the address")
              .help("start the address with `rediss://` or `rediss-sentinel://`"));
    }
    return null;
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

  private static void requirePassword(Section section, String prefix) {
    String username = prefix + "username";
    if (section.has(username) && !section.has(prefix + "password")) {
      section.report(
          Diagnostic.error(
                  DiagnosticCode.R005,
                  "`" + username + "` is said without `" + prefix + "password`")
              .at(section.namePlace(username)));
    }
  }

  private static void requireOneCredential(Section section) {
    if (section.has("password")) {
      section.report(
          Diagnostic.error(DiagnosticCode.R015, "the address and `password` both hold credentials")
              .at(section.namePlace("password"))
              .also(section.place("uri"), "the address")
              .help("take them out of the address"));
    }
  }

  private static void warnWithoutSentinel(Section section, RedisAddress address) {
    if (section.has("sentinel-password") && !address.scheme().namesSentinels()) {
      section.report(
          Diagnostic.warning(
                  DiagnosticCode.R019,
                  "`sentinel-password` has no effect without `redis-sentinel://`")
              .at(section.namePlace("sentinel-password")));
    }
  }
}
