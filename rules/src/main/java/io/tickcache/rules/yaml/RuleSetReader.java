package io.tickcache.rules.yaml;

import io.tickcache.rules.AdminSettings;
import io.tickcache.rules.Diagnostic;
import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.RedisSettings;
import io.tickcache.rules.Rule;
import io.tickcache.rules.RuleSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the whole file, section by section. */
final class RuleSetReader {
  static final Vocabulary SECTIONS =
      Vocabulary.of(
          "version",
          "redis",
          "admin",
          "metrics",
          "log",
          "calendars",
          "upstreams",
          "defaults",
          "rules");

  private static final String RULE_HELP =
      "name each rule: `quotes: {method: com.acme.QuoteClient#getQuote(String)}`";

  private final Reading reading;

  RuleSetReader(Reading reading) {
    this.reading = reading;
  }

  /** What the file says; of no use if an error was reported. */
  @Nullable RuleSet read(String source, String digest, YamlValue file) {
    if (!knowsVersion(file)) {
      return null;
    }
    Section sections = Section.open(file, "", SECTIONS);
    if (sections == null) {
      return null;
    }
    YamlValue redis = sections.value("redis");
    RedisSettings redisSettings = redis == null ? null : RedisReader.read(redis);
    YamlValue admin = sections.value("admin");
    AdminSettings adminSettings = admin == null ? null : AdminReader.read(admin);
    Calendars calendars = Calendars.read(sections.value("calendars"));
    Upstreams upstreams = Upstreams.read(sections.value("upstreams"));
    CommonSettings defaults =
        defaults(sections, new FileContext(redis != null, calendars, upstreams));
    return RuleSet.of(source, digest, redisSettings, rules(sections, defaults))
        .with(upstreams.all())
        .with(adminSettings)
        .with(MetricsReader.read(sections.value("metrics")))
        .with(LogReader.read(sections.value("log")));
  }

  /** Settings may mean something else in another version, so nothing else is said about it. */
  private boolean knowsVersion(YamlValue file) {
    Map<String, YamlValue> sections = file.settings();
    if (sections == null) {
      return false;
    }
    YamlValue version = sections.get("version");
    if (version != null) {
      return version.as(new Version()) != null;
    }
    reading.report(
        Diagnostic.error(DiagnosticCode.R003, "the file does not say its `version`")
            .at(reading.source().at(1, 1))
            .help("start it with `version: 1`"));
    return true;
  }

  private static CommonSettings defaults(Section sections, FileContext file) {
    CommonSettings ofFile = CommonSettings.ofFile(file);
    YamlValue value = sections.value("defaults");
    Section section =
        value == null ? null : Section.open(value, " in `defaults`", CommonSettings.SETTINGS);
    return section == null ? ofFile : ofFile.with(section);
  }

  private List<Rule> rules(Section sections, CommonSettings defaults) {
    YamlValue value = sections.value("rules");
    Map<String, YamlValue> settings =
        value == null ? Collections.<String, YamlValue>emptyMap() : value.settings(RULE_HELP);
    if (settings == null) {
      return Collections.emptyList();
    }
    if (settings.isEmpty()) {
      reading.report(
          Diagnostic.error(DiagnosticCode.R017, "the file has no rules")
              .at(value == null ? null : value.namePlace())
              .help("name the first one under `rules`"));
    }
    return rules(settings.values(), defaults);
  }

  private static List<Rule> rules(Collection<YamlValue> values, CommonSettings defaults) {
    List<RuleReader> readers = new ArrayList<>();
    for (YamlValue value : values) {
      RuleReader reader = RuleReader.open(value, defaults);
      if (reader != null) {
        readers.add(reader);
      }
    }
    CacheOwners.warnOfLonely(readers);
    CacheOwners caches = new CacheOwners(readers);
    MethodOwners methods = new MethodOwners();
    List<Rule> rules = new ArrayList<>();
    for (RuleReader reader : readers) {
      Rule rule = reader.read(methods, caches);
      if (rule != null) {
        rules.add(rule);
      }
    }
    return rules;
  }
}
