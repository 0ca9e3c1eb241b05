package io.tickcache.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that one rules file says: its rules in file order, and where its shared cache is. Rules may
 * be in another mode than the file says, where an operator has switched them. Immutable.
 */
public final class RuleSet {
  private final String source;
  private final String text;
  private final String digest;
  private final Sections sections;
  private final List<Rule> rules;

  /** The modes that the file says, of the rules that are in another. */
  private final Map<String, Mode> written;

  private RuleSet(
      String source,
      String text,
      String digest,
      Sections sections,
      List<Rule> rules,
      Map<String, Mode> written) {
    this.source = source;
    this.text = text;
    this.digest = digest;
    this.sections = sections;
    this.rules = Collections.unmodifiableList(rules);
    this.written = written;
  }

  public static RuleSet of(
      String source, String digest, @Nullable RedisSettings redis, List<Rule> rules) {
    return new RuleSet(
        source,
        "",
        digest,
        new Sections(
            redis,
            null,
            MetricsSettings.defaults(),
            LogSettings.defaults(),
            Collections.<Upstream>emptyList()),
        new ArrayList<>(rules),
        Collections.emptyMap());
  }

  /** The same, with a port that the agent answers at over HTTP, or none where it is null. */
  public RuleSet with(@Nullable AdminSettings settings) {
    return with(
        new Sections(sections.redis, settings, sections.metrics, sections.log, sections.upstreams));
  }

  /** The same, with a log that the agent keeps in this way. */
  public RuleSet with(LogSettings settings) {
    return with(
        new Sections(
            sections.redis, sections.admin, sections.metrics, settings, sections.upstreams));
  }

  /** The same, with meters that are shown in this way. */
  public RuleSet with(MetricsSettings settings) {
    return with(
        new Sections(sections.redis, sections.admin, settings, sections.log, sections.upstreams));
  }

  /** The same, with these providers that count calls. */
  public RuleSet with(Collection<Upstream> upstreams) {
    return with(
        new Sections(
            sections.redis,
            sections.admin,
            sections.metrics,
            sections.log,
            Collections.unmodifiableList(new ArrayList<>(upstreams))));
  }

  private RuleSet with(Sections others) {
    return new RuleSet(source, text, digest, others, rules, written);
  }

  /** The same, as they are written in the file, but for its secrets. */
  public RuleSet writtenAs(String itsText) {
    return new RuleSet(source, itsText, digest, sections, rules, written);
  }

  /**
   * The same, with one rule in this mode, whatever the file says.
   *
   * @throws IllegalArgumentException if there is no rule of this name
   */
  public RuleSet switched(String name, Mode mode) {
    Rule present = rule(name);
    if (present == null) {
      throw new IllegalArgumentException("there is no rule `" + name + "`");
    }
    List<Rule> next = new ArrayList<>(rules);
    next.set(rules.indexOf(present), present.in(mode));
    Map<String, Mode> modes = new TreeMap<>(written);
    if (!modes.containsKey(name)) {
      modes.put(name, present.mode());
    }
    modes.remove(name, mode);
    return new RuleSet(source, text, digest, sections, next, modes);
  }

  /** The modes that the file says, by the names of the rules that are in another. */
  public Map<String, Mode> written() {
    return Collections.unmodifiableMap(written);
  }

  /** The file's name as it was given. */
  public String source() {
    return source;
  }

  /**
   * The file's text, with the references that are in it and stars for secrets; empty where there is
   * no file.
   */
  public String text() {
    return text;
  }

  /** Twelve hexadecimal digits for the file's text: who has the same has the same text. */
  public String digest() {
    return digest;
  }

  /** The shared cache, or null where entries stay in the process. */
  public @Nullable RedisSettings redis() {
    return sections.redis;
  }

  /** Where the agent answers over HTTP, or null where it opens no port. */
  public @Nullable AdminSettings admin() {
    return sections.admin;
  }

  /** What the agent tells, and where. */
  public LogSettings log() {
    return sections.log;
  }

  /** Where the agent's meters are shown. */
  public MetricsSettings metrics() {
    return sections.metrics;
  }

  /** The providers that count calls, in file order. */
  public List<Upstream> upstreams() {
    return sections.upstreams;
  }

  /** The rules in file order. */
  public List<Rule> rules() {
    return rules;
  }

  /** The rules that have their entries in the cache of this name. */
  public Set<Rule> ofCache(String cache) {
    Set<Rule> having = new LinkedHashSet<>();
    for (Rule rule : rules) {
      if (rule.cache().equals(cache)) {
        having.add(rule);
      }
    }
    return having;
  }

  /** Whether these say the same as others, in the same modes, with the same secrets. */
  public boolean saysAs(RuleSet others) {
    return digest.equals(others.digest) && meansAs(others);
  }

  /** As {@link #saysAs}, however the files are written. */
  public boolean meansAs(RuleSet others) {
    return rules.equals(others.rules) && sections.equals(others.sections);
  }

  /** Whether all of the rules, and no others, {@link Rule#bindsAs} those of the same names. */
  public boolean bindsAs(RuleSet others) {
    if (rules.size() != others.rules.size()) {
      return false;
    }
    for (Rule rule : rules) {
      Rule other = others.rule(rule.name());
      if (other == null || !rule.bindsAs(other)) {
        return false;
      }
    }
    return true;
  }

  /** The rule of this name, or null. */
  public @Nullable Rule rule(String name) {
    for (Rule rule : rules) {
      if (rule.name().equals(name)) {
        return rule;
      }
    }
    return null;
  }

  @Override
  public String toString() {
    StringBuilder told =
        new StringBuilder(source)
            .append(rules.size() == 1 ? ": 1 rule" : ": " + rules.size() + " rules")
            .append(", digest ")
            .append(digest);
    for (Rule rule : rules) {
      if (written.containsKey(rule.name())) {
        String mode = rule.mode().name().toLowerCase(Locale.ROOT);
        told.append(", `").append(rule.name()).append("` switched to ").append(mode);
      }
    }
    return told.toString();
  }

  /** What a file says besides its rules. */
  private static final class Sections extends Value {
    private final @Nullable RedisSettings redis;
    private final @Nullable AdminSettings admin;
    private final MetricsSettings metrics;
    private final LogSettings log;
    private final List<Upstream> upstreams;

    private Sections(
        @Nullable RedisSettings redis,
        @Nullable AdminSettings admin,
        MetricsSettings metrics,
        LogSettings log,
        List<Upstream> upstreams) {
      this.redis = redis;
      this.admin = admin;
      this.metrics = metrics;
      this.log = log;
      this.upstreams = upstreams;
    }

    @Override
    List<? extends @Nullable Object> parts() {
      return Arrays.asList(redis, admin, metrics, log, upstreams);
    }
  }
}
