package io.tickcache.rules.yaml;

import io.tickcache.rules.Allowance;
import io.tickcache.rules.Callback;
import io.tickcache.rules.DailyMoment;
import io.tickcache.rules.Diagnostic;
import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.InvalidateOn;
import io.tickcache.rules.MethodPattern;
import io.tickcache.rules.Mode;
import io.tickcache.rules.Priority;
import io.tickcache.rules.Receiver;
import io.tickcache.rules.Rule;
import io.tickcache.rules.SourcePlace;
import io.tickcache.rules.Spelling;
import io.tickcache.rules.SymbolCase;
import io.tickcache.rules.Upstream;
import io.tickcache.rules.ValuePath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads one rule: first its settings, and once those of all rules are known the rule itself, for a
 * rule that shares the cache of another has that one's.
 */
final class RuleReader {
  static final Vocabulary SETTINGS =
      Vocabulary.of(
              "method",
              "symbol",
              "symbols",
              "separator",
              "result-symbol",
              "symbol-case",
              "cache",
              "key",
              "ignore",
              "when",
              "receiver",
              "callback",
              "weight",
              "priority",
              "invalidate-on",
              "update-on")
          .elsewhere(
              "is no setting: a rule is in force unless its `mode` is `off`",
              "to switch the rule off write `mode: off`, else leave the line out",
              "enabled",
              "enable",
              "disabled",
              "disable",
              "active",
              "off")
          .and(CommonSettings.SETTINGS);

  /** What says how entries live, and so belongs to the rule whose cache it is. */
  private static final String[] OF_CACHE = {
    "ttl",
    "l1-ttl",
    "degraded-ttl",
    "null-ttl",
    "jitter",
    "overrides",
    "warm",
    "max-entries",
    "max-bytes",
    "wait",
    "l2",
    "across-processes",
    "on-error",
    "refresh-ahead",
    "values",
    "symbol-case"
  };

  /** What is of no use besides where nothing is answered. */
  private static final String[] OF_ANSWERS = {
    "symbol",
    "symbols",
    "separator",
    "result-symbol",
    "cache",
    "key",
    "ignore",
    "when",
    "receiver",
    "invalidate-on",
    "update-on",
    "verify"
  };

  /** What has the agent call by itself, which only a cache that answers is for. */
  private static final String[] OF_OWN_CALLS = {"warm", "refresh-ahead"};

  private final YamlValue value;
  private final Section section;
  private final CommonSettings common;
  private final SymbolCase symbolCase;
  private final @Nullable String cache;
  private final InvalidateOnReader invalidation;

  private RuleReader(YamlValue value, Section section, CommonSettings defaults) {
    this.value = value;
    this.section = section;
    this.common = defaults.with(section);
    this.symbolCase = section.read("symbol-case", new Choice<>(SymbolCase.class), SymbolCase.KEPT);
    this.cache = section.read("cache", new CacheNames());
    this.invalidation =
        InvalidateOnReader.read(
            section.value("invalidate-on"), value.name(), common.file().calendars());
  }

  /** Opens a rule; null after a report if it is no section. */
  static @Nullable RuleReader open(YamlValue value, CommonSettings defaults) {
    NamePattern.require(value, "a rule");
    Section section = Section.open(value, " in rule `" + value.name() + "`", SETTINGS);
    return section == null ? null : new RuleReader(value, section, defaults);
  }

  String name() {
    return value.name();
  }

  /** The cache that it says it shares, or null for one of its own. */
  @Nullable String cache() {
    return cache;
  }

  /**
   * Warns of a cache that no other rule has, where its name is nearly that of one.
   *
   * @param others names of the other rules and of their caches
   */
  void warnOfLonelyCache(Collection<String> others) {
    String meant = cache == null ? null : Spelling.didYouMean(cache, others);
    if (meant != null && !others.contains(cache)) {
      section.report(
          Diagnostic.warning(DiagnosticCode.R019, "no other rule has the cache `" + cache + "`")
              .at(section.place("cache"))
              .help(meant));
    }
  }

  /** The moments at which it ends the entries of its cache. */
  List<DailyMoment> moments() {
    return invalidation.moments();
  }

  /**
   * The rule, or null after a report if it has no method.
   *
   * @param caches know the rule whose settings its cache has, perhaps this one
   */
  @Nullable Rule read(MethodOwners owners, CacheOwners caches) {
    RuleReader owner = caches.owner(this);
    Rule.Builder rule = Rule.builder(name()).place(value.namePlace());
    owner.common.applyTo(rule);
    common.applyOwnTo(rule);
    rule.symbolCase(owner.symbolCase).shared(caches.isShared(this)).endings(caches.moments(this));
    if (cache != null) {
      rule.cache(cache);
    }
    if (owner != this) {
      refuseOtherSettings(owner);
    }
    Receiver receiver =
        section.read("receiver", new Receivers(), Receiver.of(Receiver.Kind.SINGLE));
    rule.receiver(receiver);
    YamlValue said = section.value("callback");
    Callback callback = said == null ? null : callback(said);
    rule.callback(callback);
    if (receiver.kind() == Receiver.Kind.INSTANCE) {
      warnOfWarmUp("receiver: instance");
    } else if (said != null && !caches.isShared(this)) {
      warnOfWarmUp("callback");
    }
    if (callback != null && section.has("refresh-ahead")) {
      section.report(
          Diagnostic.warning(
                  DiagnosticCode.R019,
                  "`refresh-ahead` has no effect where answers come by `callback`")
              .at(section.namePlace("refresh-ahead")));
    }
    readKey(rule, callback);
    YamlValue when = section.value("when");
    if (when != null) {
      rule.when(Conditions.read(when));
    }
    rule.weight(weight()).priority(priority());
    if (common.mode() == Mode.GUARD) {
      checkGuard();
    } else if (common.mode() == Mode.OBSERVE || common.mode() == Mode.SHADOW) {
      warnOfUseless(OF_OWN_CALLS);
    }
    rule.invalidateOn(invalidations());
    MethodPattern method = method(owners);
    return method == null ? null : rule.method(method).build();
  }

  private void refuseOtherSettings(RuleReader owner) {
    for (String setting : OF_CACHE) {
      if (section.has(setting) && !said(setting).equals(owner.said(setting))) {
        section.report(
            Diagnostic.error(
                    DiagnosticCode.R015,
                    "`"
                        + setting
                        + "` is not what rule `"
                        + owner.name()
                        + "` says, whose cache this is")
                .at(section.place(setting))
                .also(section.place("cache"), "the cache is said here")
                .help("leave it out, or say it in rule `" + owner.name() + "`"));
      }
    }
  }

  private Object said(String setting) {
    return setting.equals("symbol-case") ? symbolCase : common.said(setting);
  }

  private @Nullable MethodPattern method(MethodOwners owners) {
    YamlValue method = section.value("method");
    if (method == null) {
      section.report(
          Diagnostic.error(DiagnosticCode.R005, "rule `" + name() + "` has no `method`")
              .at(value.namePlace())
              .help("say what it governs: `method: com.acme.QuoteClient#getQuote(String)`"));
      return null;
    }
    MethodPattern pattern = method.as(new MethodPatterns());
    if (pattern != null) {
      owners.claim(name(), pattern, method);
    }
    return pattern;
  }

  /** The agent can't ask for symbols by such methods by itself. */
  private void warnOfWarmUp(String by) {
    if (section.has("warm")) {
      section.report(
          Diagnostic.warning(DiagnosticCode.R019, "`warm` has no effect with `" + by + "`")
              .at(section.namePlace("warm")));
    }
  }

  private int weight() {
    Integer weight = section.read("weight", new WholeNumbers(1, 1_000_000));
    Upstream upstream = common.upstream();
    if (weight == null || upstream == null) {
      warnWithoutUpstream("weight");
      return 1;
    }
    for (Allowance allowance : upstream.budget()) {
      if (weight > allowance.amount()) {
        section.report(
            Diagnostic.error(
                    DiagnosticCode.R015,
                    "one call would weigh more than the whole budget of "
                        + allowance.amount()
                        + " of upstream `"
                        + upstream.name()
                        + "`")
                .at(section.place("weight")));
        return 1;
      }
    }
    return weight;
  }

  private Priority priority() {
    warnWithoutUpstream("priority");
    return section.read("priority", new Choice<>(Priority.class), Priority.NORMAL);
  }

  private void warnWithoutUpstream(String setting) {
    if (section.has(setting) && !common.hasUpstream()) {
      section.report(
          Diagnostic.warning(
                  DiagnosticCode.R019, "`" + setting + "` has no effect without `upstream`")
              .at(section.namePlace(setting)));
    }
  }

  private void checkGuard() {
    if (!common.hasUpstream()) {
      section.report(
          Diagnostic.error(
                  DiagnosticCode.R015, "rule `" + name() + "` has `mode: guard` and no `upstream`")
              .at(value.namePlace())
              .help("name the one whose budget its calls are to keep to, or leave the mode out"));
    }
    warnOfUseless(OF_CACHE);
    warnOfUseless(OF_ANSWERS);
  }

  private void warnOfUseless(String[] settings) {
    String mode = common.mode().name().toLowerCase(Locale.ROOT);
    for (String setting : settings) {
      if (section.has(setting)) {
        section.report(
            Diagnostic.warning(
                    DiagnosticCode.R019,
                    "`" + setting + "` has no effect with `mode: " + mode + "`")
                .at(section.namePlace(setting)));
      }
    }
  }

  private List<InvalidateOn> invalidations() {
    List<InvalidateOn> invalidations = new ArrayList<>(invalidation.methods());
    invalidations.addAll(UpdateOnReader.read(section.value("update-on"), name()));
    return invalidations;
  }

  private @Nullable Callback callback(YamlValue said) {
    if (section.has("symbols")) {
      section.report(
          Diagnostic.error(DiagnosticCode.R009, "a `callback` with `symbols` is not supported yet")
              .at(said.namePlace())
              .also(section.namePlace("symbols"), "these are said here"));
    }
    if (common.verifies()) {
      section.report(
          Diagnostic.error(
                  DiagnosticCode.R009,
                  "rule `" + name() + "` has a `callback`, and `verify` is not supported yet there")
              .at(said.namePlace())
              .help("give this rule `verify: 0%`"));
    }
    if (common.servesStale()) {
      section.report(
          Diagnostic.error(
                  DiagnosticCode.R009,
                  "rule `"
                      + name()
                      + "` has a `callback`, and `on-error` is not supported yet there")
              .at(said.namePlace())
              .help("give this rule `on-error: {serve-stale: 0}`"));
    }
    return CallbackReader.read(said, name());
  }

  private void readKey(Rule.Builder rule, @Nullable Callback callback) {
    KeyParts parts = new KeyParts(section);
    ValuePath symbol = section.read("symbol", Paths.ofQuestion());
    SourcePlace symbolPlace = section.place("symbol");
    if (symbol != null && symbolPlace != null) {
      parts.add("symbol", symbol, symbolPlace);
      rule.symbol(symbol);
      refuse(callback, "symbol", Collections.singletonList(new Placed<>(symbol, symbolPlace)));
    }
    readSymbols(rule, parts);
    List<Placed<ValuePath>> key = section.readList("key", Paths.ofQuestion());
    if (key != null) {
      rule.key(paths("key", key, parts));
      refuse(callback, "key", key);
    }
    List<Placed<ValuePath>> ignore = section.readList("ignore", ignorable());
    if (ignore != null) {
      rule.ignore(paths("ignore", ignore, parts));
      refuse(callback, "ignore", ignore);
    }
  }

  private void refuse(@Nullable Callback callback, String setting, List<Placed<ValuePath>> paths) {
    if (callback != null) {
      CallbackReader.refuseInKey(section, callback, setting, paths);
    }
  }

  private void readSymbols(Rule.Builder rule, KeyParts parts) {
    ValuePath symbols = section.read("symbols", Paths.ofArguments());
    SourcePlace place = section.place("symbols");
    if (place == null) {
      warnWithoutSymbols("separator");
      warnWithoutSymbols("result-symbol");
      return;
    }
    if (section.has("symbol")) {
      section.report(
          Diagnostic.error(DiagnosticCode.R015, "a method asks for one `symbol` or for `symbols`")
              .at(section.namePlace("symbols"))
              .also(section.namePlace("symbol"), "one is said here"));
    } else if (symbols != null) {
      parts.add("symbols", symbols, place);
    }
    rule.symbols(symbols)
        .separator(section.read("separator", new Separators()))
        .resultSymbol(section.read("result-symbol", Paths.ofAnswer()));
  }

  /** An answer for many symbols is taken apart, and not all of it is for one of them. */
  private Paths ignorable() {
    return section.has("symbols") ? Paths.ofArgumentsAndAnswer() : Paths.ofArguments();
  }

  private void warnWithoutSymbols(String name) {
    if (section.has(name)) {
      section.report(
          Diagnostic.warning(DiagnosticCode.R019, "`" + name + "` has no effect without `symbols`")
              .at(section.namePlace(name)));
    }
  }

  private static List<ValuePath> paths(
      String setting, List<Placed<ValuePath>> placed, KeyParts parts) {
    List<ValuePath> paths = new ArrayList<>();
    for (Placed<ValuePath> path : placed) {
      parts.add(setting, path.value(), path.place());
      paths.add(path.value());
    }
    return paths;
  }
}
