package io.tickcache.rules;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rules file says about one set of methods, with all defaults filled in. Rules are equal
 * that say the same, wherever they stand.
 */
public final class Rule extends Value {
  private final String name;
  private final @Nullable SourcePlace place;
  private final MethodPattern method;
  private final @Nullable ValuePath symbol;
  private final @Nullable ValuePath symbols;
  private final @Nullable String separator;
  private final @Nullable ValuePath resultSymbol;
  private final String cache;
  private final boolean shared;
  private final @Nullable List<ValuePath> key;
  private final List<ValuePath> ignore;
  private final SymbolCase symbolCase;
  private final List<Condition> when;
  private final Receiver receiver;
  private final @Nullable Callback callback;
  private final Freshness freshness;
  private final List<FreshnessOverride> overrides;
  private final List<DailyMoment> endings;
  private final @Nullable WarmUp warm;
  private final int maxEntries;
  private final @Nullable Long maxBytes;
  private final HandOut values;
  private final Duration waitLimit;
  private final Mode mode;
  private final @Nullable Verification verify;
  private final @Nullable OnError onError;
  private final boolean l2;
  private final boolean acrossProcesses;
  private final boolean refreshAhead;
  private final @Nullable String upstream;
  private final int weight;
  private final Priority priority;
  private final List<InvalidateOn> invalidateOn;

  private Rule(Builder builder, MethodPattern method) {
    this.name = builder.name;
    this.place = builder.place;
    this.method = method;
    this.symbol = builder.symbol;
    this.symbols = builder.symbols;
    this.separator = builder.separator;
    this.resultSymbol = builder.resultSymbol;
    this.cache = builder.cache;
    this.shared = builder.shared;
    this.key = builder.key;
    this.ignore = builder.ignore;
    this.symbolCase = builder.symbolCase;
    this.when = builder.when;
    this.receiver = builder.receiver;
    this.callback = builder.callback;
    this.freshness = builder.freshness;
    this.overrides = in(builder.symbolCase, builder.overrides);
    this.endings = builder.endings;
    this.warm = builder.warm == null ? null : builder.warm.in(builder.symbolCase);
    this.maxEntries = builder.mostEntries();
    this.maxBytes = builder.maxBytes;
    this.values = builder.values;
    this.waitLimit = builder.waitLimit;
    this.mode = builder.mode;
    this.verify = builder.verify;
    this.onError = builder.onError;
    this.l2 = builder.l2;
    this.acrossProcesses = builder.acrossProcesses;
    this.refreshAhead = builder.refreshAhead;
    this.upstream = builder.upstream;
    this.weight = builder.weight;
    this.priority = builder.priority;
    this.invalidateOn = builder.invalidateOn;
  }

  /** A rule with the defaults of a file that has no Redis; at least its method must be given. */
  public static Builder builder(String name) {
    return new Builder(name);
  }

  /** The same in another mode. */
  public Rule in(Mode other) {
    return new Builder(this).mode(other).build();
  }

  public String name() {
    return name;
  }

  /** The place of the rule's name in the file, or null if it has none. */
  public @Nullable SourcePlace place() {
    return place;
  }

  public MethodPattern method() {
    return method;
  }

  /** The path of the symbol, or null for the only argument that is a value. */
  public @Nullable ValuePath symbol() {
    return symbol;
  }

  /** The path of the symbols, for a method that asks for many; null for one that asks for one. */
  public @Nullable ValuePath symbols() {
    return symbols;
  }

  /** What stands between the symbols where they are one text; null where they are not. */
  public @Nullable String separator() {
    return separator;
  }

  /** The path from an answer for many to the symbols in it; null where they are told otherwise. */
  public @Nullable ValuePath resultSymbol() {
    return resultSymbol;
  }

  /** The name of the cache that holds the entries; the rule's own unless it shares another's. */
  public String cache() {
    return cache;
  }

  /** Whether other rules have their entries in the same cache. */
  public boolean shared() {
    return shared;
  }

  /** The other parts of the key; null means every other argument. */
  public @Nullable List<ValuePath> key() {
    return key;
  }

  /** The parts of the call that do not change the answer. */
  public List<ValuePath> ignore() {
    return ignore;
  }

  public SymbolCase symbolCase() {
    return symbolCase;
  }

  /** What must all hold of a call; others go upstream. */
  public List<Condition> when() {
    return when;
  }

  public Receiver receiver() {
    return receiver;
  }

  /** How the method hands out its answer, or null for one that returns it. */
  public @Nullable Callback callback() {
    return callback;
  }

  /** What holds where no override fits. */
  public Freshness freshness() {
    return freshness;
  }

  /** What holds for some symbols or hours instead; the first that fits wins. */
  public List<FreshnessOverride> overrides() {
    return overrides;
  }

  /** After each of these moments, nothing is served in the cache that was loaded before it. */
  public List<DailyMoment> endings() {
    return endings;
  }

  /** Which symbols are to be ready at start; null for none. */
  public @Nullable WarmUp warm() {
    return warm;
  }

  /** The most entries in L1; {@link Integer#MAX_VALUE} where only bytes are bounded. */
  public int maxEntries() {
    return maxEntries;
  }

  /** The most bytes that entries may take in L1, or null if only their number is bounded. */
  public @Nullable Long maxBytes() {
    return maxBytes;
  }

  public HandOut values() {
    return values;
  }

  /** The longest a follower waits for its leader; the setting is called {@code wait}. */
  public Duration waitLimit() {
    return waitLimit;
  }

  public Mode mode() {
    return mode;
  }

  /** How many of its answers are held against the upstream; null for none. */
  public @Nullable Verification verify() {
    return verify;
  }

  /** What callers get in place of the failure of a load; null for the failure. */
  public @Nullable OnError onError() {
    return onError;
  }

  /** Whether answers are shared with other processes, where there is a Redis. */
  public boolean l2() {
    return l2;
  }

  /** Whether callers wait for the load of another process. */
  public boolean acrossProcesses() {
    return acrossProcesses;
  }

  /** Whether what is asked for often is loaded anew in the background before its end. */
  public boolean refreshAhead() {
    return refreshAhead;
  }

  /** The name of the provider that counts its calls, or null for none. */
  public @Nullable String upstream() {
    return upstream;
  }

  /** What one call costs of the budget there. */
  public int weight() {
    return weight;
  }

  /** Which of its calls and those of others go first where there is no room for all. */
  public Priority priority() {
    return priority;
  }

  /**
   * The methods that make entries wrong, those that bring the newer answer among them; none where
   * the mode is not to have entries.
   */
  public List<InvalidateOn> invalidateOn() {
    return mode == Mode.GUARD ? Collections.<InvalidateOn>emptyList() : invalidateOn;
  }

  /** Whether there is a method that brings newer answers. */
  public boolean updated() {
    for (InvalidateOn method : invalidateOn) {
      if (method.value() != null) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether it means the same calls as a rule of the same name, and makes the same keys of them:
   * then what is bound to one is bound to the other, and nothing has to be woven anew. Not every
   * method can be verified, so it counts whether they are.
   */
  public boolean bindsAs(Rule other) {
    return binding().equals(other.binding());
  }

  private List<? extends @Nullable Object> binding() {
    return Arrays.asList(
        name,
        method,
        symbol,
        symbols,
        separator,
        resultSymbol,
        cache,
        shared,
        key,
        ignore,
        symbolCase,
        when,
        receiver,
        callback,
        mode,
        verify == null,
        onError == null,
        invalidateOn);
  }

  @Override
  List<? extends @Nullable Object> parts() {
    return Arrays.asList(
        binding(),
        verify,
        onError,
        freshness,
        overrides,
        endings,
        warm,
        maxEntries,
        maxBytes,
        values,
        waitLimit,
        l2,
        acrossProcesses,
        refreshAhead,
        upstream,
        weight,
        priority);
  }

  @Override
  public String toString() {
    return name + ": " + method;
  }

  private static List<FreshnessOverride> in(
      SymbolCase symbolCase, List<FreshnessOverride> overrides) {
    List<FreshnessOverride> same = new ArrayList<>();
    for (FreshnessOverride override : overrides) {
      same.add(override.in(symbolCase));
    }
    return Collections.unmodifiableList(same);
  }

  /** Collects a rule, starting from the defaults. */
  public static final class Builder {
    private static final int MAX_ENTRIES = 100_000;

    private final String name;
    private @Nullable SourcePlace place;
    private @Nullable MethodPattern method;
    private @Nullable ValuePath symbol;
    private @Nullable ValuePath symbols;
    private @Nullable String separator;
    private @Nullable ValuePath resultSymbol;
    private String cache;
    private boolean shared;
    private @Nullable List<ValuePath> key;
    private List<ValuePath> ignore = Collections.emptyList();
    private SymbolCase symbolCase = SymbolCase.KEPT;
    private List<Condition> when = Collections.emptyList();
    private Receiver receiver = Receiver.of(Receiver.Kind.SINGLE);
    private @Nullable Callback callback;
    private Freshness freshness = Freshness.defaults();
    private List<FreshnessOverride> overrides = Collections.emptyList();
    private List<DailyMoment> endings = Collections.emptyList();
    private @Nullable WarmUp warm;
    private @Nullable Integer maxEntries;
    private @Nullable Long maxBytes;
    private HandOut values = HandOut.AUTO;
    private Duration waitLimit = Duration.ofSeconds(2);
    private Mode mode = Mode.CACHE;
    private @Nullable Verification verify;
    private @Nullable OnError onError;
    private boolean l2 = true;
    private boolean acrossProcesses = true;
    private boolean refreshAhead;
    private @Nullable String upstream;
    private Priority priority = Priority.NORMAL;
    private int weight = 1;
    private List<InvalidateOn> invalidateOn = Collections.emptyList();

    private Builder(String name) {
      this.name = name;
      this.cache = name;
    }

    private Builder(Rule rule) {
      this.name = rule.name;
      this.place = rule.place;
      this.method = rule.method;
      this.symbol = rule.symbol;
      this.symbols = rule.symbols;
      this.separator = rule.separator;
      this.resultSymbol = rule.resultSymbol;
      this.cache = rule.cache;
      this.shared = rule.shared;
      this.key = rule.key;
      this.ignore = rule.ignore;
      this.symbolCase = rule.symbolCase;
      this.when = rule.when;
      this.receiver = rule.receiver;
      this.callback = rule.callback;
      this.freshness = rule.freshness;
      this.overrides = rule.overrides;
      this.endings = rule.endings;
      this.warm = rule.warm;
      this.maxEntries = rule.maxEntries;
      this.maxBytes = rule.maxBytes;
      this.values = rule.values;
      this.waitLimit = rule.waitLimit;
      this.mode = rule.mode;
      this.verify = rule.verify;
      this.onError = rule.onError;
      this.l2 = rule.l2;
      this.acrossProcesses = rule.acrossProcesses;
      this.refreshAhead = rule.refreshAhead;
      this.upstream = rule.upstream;
      this.weight = rule.weight;
      this.priority = rule.priority;
      this.invalidateOn = rule.invalidateOn;
    }

    public Builder place(@Nullable SourcePlace place) {
      this.place = place;
      return this;
    }

    public Builder method(MethodPattern method) {
      this.method = method;
      return this;
    }

    public Builder symbol(@Nullable ValuePath symbol) {
      this.symbol = symbol;
      return this;
    }

    public Builder symbols(@Nullable ValuePath symbols) {
      this.symbols = symbols;
      return this;
    }

    public Builder separator(@Nullable String separator) {
      this.separator = separator;
      return this;
    }

    public Builder resultSymbol(@Nullable ValuePath resultSymbol) {
      this.resultSymbol = resultSymbol;
      return this;
    }

    /** The name of the cache that holds the entries, instead of the rule's own. */
    public Builder cache(String cache) {
      this.cache = cache;
      return this;
    }

    /** Whether other rules have their entries in the same cache. */
    public Builder shared(boolean shared) {
      this.shared = shared;
      return this;
    }

    public Builder key(@Nullable List<ValuePath> key) {
      this.key = key == null ? null : frozen(key);
      return this;
    }

    public Builder ignore(List<ValuePath> ignore) {
      this.ignore = frozen(ignore);
      return this;
    }

    public Builder symbolCase(SymbolCase symbolCase) {
      this.symbolCase = symbolCase;
      return this;
    }

    public Builder when(List<Condition> when) {
      this.when = frozen(when);
      return this;
    }

    public Builder receiver(Receiver receiver) {
      this.receiver = receiver;
      return this;
    }

    public Builder callback(@Nullable Callback callback) {
      this.callback = callback;
      return this;
    }

    /** Says nothing else of freshness. */
    public Builder ttl(Duration ttl) {
      return freshness(Freshness.ttl(ttl).build());
    }

    public Builder freshness(Freshness freshness) {
      this.freshness = freshness;
      return this;
    }

    public Builder overrides(List<FreshnessOverride> overrides) {
      this.overrides = frozen(overrides);
      return this;
    }

    /** All that the rules of the cache say. */
    public Builder endings(List<DailyMoment> endings) {
      this.endings = frozen(endings);
      return this;
    }

    public Builder warm(@Nullable WarmUp warm) {
      this.warm = warm;
      return this;
    }

    public Builder maxEntries(int maxEntries) {
      this.maxEntries = maxEntries;
      return this;
    }

    public Builder maxBytes(long maxBytes) {
      this.maxBytes = maxBytes;
      return this;
    }

    private int mostEntries() {
      if (maxEntries != null) {
        return maxEntries;
      }
      return maxBytes == null ? MAX_ENTRIES : Integer.MAX_VALUE;
    }

    public Builder values(HandOut values) {
      this.values = values;
      return this;
    }

    public Builder waitLimit(Duration waitLimit) {
      this.waitLimit = waitLimit;
      return this;
    }

    public Builder mode(Mode mode) {
      this.mode = mode;
      return this;
    }

    public Builder verify(@Nullable Verification verify) {
      this.verify = verify;
      return this;
    }

    public Builder onError(@Nullable OnError onError) {
      this.onError = onError;
      return this;
    }

    public Builder l2(boolean l2) {
      this.l2 = l2;
      return this;
    }

    public Builder acrossProcesses(boolean acrossProcesses) {
      this.acrossProcesses = acrossProcesses;
      return this;
    }

    public Builder refreshAhead(boolean refreshAhead) {
      this.refreshAhead = refreshAhead;
      return this;
    }

    public Builder upstream(@Nullable String upstream) {
      this.upstream = upstream;
      return this;
    }

    public Builder priority(Priority priority) {
      this.priority = priority;
      return this;
    }

    public Builder weight(int weight) {
      this.weight = weight;
      return this;
    }

    public Builder invalidateOn(List<InvalidateOn> invalidateOn) {
      this.invalidateOn = frozen(invalidateOn);
      return this;
    }

    /** The rule; throws {@link IllegalStateException} if no method was given. */
    public Rule build() {
      if (method == null) {
        throw new IllegalStateException("rule `" + name + "` has no method");
      }
      return new Rule(this, method);
    }

    private static <T> List<T> frozen(List<T> list) {
      return Collections.unmodifiableList(new ArrayList<>(list));
    }
  }
}
