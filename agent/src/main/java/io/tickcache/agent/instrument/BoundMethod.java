package io.tickcache.agent.instrument;

import io.tickcache.agent.key.BatchPlan;
import io.tickcache.agent.key.CallPath;
import io.tickcache.agent.key.KeyPlan;
import io.tickcache.agent.key.SymbolPath;
import io.tickcache.rules.Mode;
import io.tickcache.rules.Rule;
import io.tickcache.rules.RuleSet;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One method of one class in one class loader that is woven, and what for. Immutable; keeps no
 * class alive.
 */
public final class BoundMethod {

  private final String text;
  private final WeakReference<ClassLoader> loader;
  private final String type;
  private final String name;
  private final String descriptor;
  private final boolean isStatic;
  private final @Nullable Rule answering;
  private final @Nullable KeyPlan key;
  private final @Nullable BatchPlan batch;
  private final boolean future;
  private final @Nullable CallPath executor;
  private final List<Invalidation> invalidations;

  BoundMethod(
      String text,
      WeakReference<ClassLoader> loader,
      String type,
      String name,
      String descriptor,
      boolean isStatic,
      @Nullable Rule answering,
      @Nullable KeyPlan key,
      @Nullable BatchPlan batch,
      boolean future,
      @Nullable CallPath executor,
      List<Invalidation> invalidations) {
    this.text = text;
    this.loader = loader;
    this.type = type;
    this.name = name;
    this.descriptor = descriptor;
    this.isStatic = isStatic;
    this.answering = answering;
    this.key = key;
    this.batch = batch;
    this.future = future;
    this.executor = executor;
    this.invalidations = Collections.unmodifiableList(new ArrayList<>(invalidations));
  }

  /** The same method under other rules, which bind as those of its rules' names do. */
  public BoundMethod under(RuleSet rules) {
    List<Invalidation> same = new ArrayList<>();
    for (Invalidation invalidation : invalidations) {
      same.add(
          new Invalidation(
              same(invalidation.rule, rules), invalidation.symbol, invalidation.value));
    }
    return new BoundMethod(
        text,
        loader,
        type,
        name,
        descriptor,
        isStatic,
        answering == null ? null : same(answering, rules),
        key,
        batch,
        future,
        executor,
        same);
  }

  private static Rule same(Rule rule, RuleSet rules) {
    return Objects.requireNonNull(rules.rule(rule.name()));
  }

  /** The loader of the declaring class, or null when it is gone. */
  public @Nullable ClassLoader loader() {
    return loader.get();
  }

  /** The binary name of the declaring class. */
  public String type() {
    return type;
  }

  public String name() {
    return name;
  }

  public String descriptor() {
    return descriptor;
  }

  public boolean isStatic() {
    return isStatic;
  }

  /** The rule that answers it, or null if it only invalidates. */
  public @Nullable Rule answering() {
    return answering;
  }

  /** The key in words; empty where the method isn't answered. */
  public List<String> keyInWords() {
    return inWords(key, batch);
  }

  static List<String> inWords(@Nullable KeyPlan key, @Nullable BatchPlan batch) {
    if (key != null) {
      return key.description();
    }
    return batch == null ? Collections.<String>emptyList() : batch.description();
  }

  /** The plan of its keys, if it is answered for one symbol. */
  public @Nullable KeyPlan key() {
    return key;
  }

  /** The plan of its keys, if it is answered for many symbols. */
  public @Nullable BatchPlan batch() {
    return batch;
  }

  /** Whether its body may get other arguments, or its caller another result. */
  public boolean substitutes() {
    return batch != null || future || (answering != null && answering.callback() != null);
  }

  /** Whether its caller may get an answer where its body has failed. */
  public boolean recovers() {
    return answering != null && answering.mode() == Mode.CACHE && answering.onError() != null;
  }

  /** Whether it returns the promise of an answer. */
  public boolean future() {
    return future;
  }

  /** Where its calls have what their callback is called on; null for the thread of the call. */
  public @Nullable CallPath executor() {
    return executor;
  }

  public List<Invalidation> invalidations() {
    return invalidations;
  }

  /** The method with its class, as a person would write it. */
  @Override
  public String toString() {
    return text;
  }

  /** An invalidation that the method causes; without a symbol it voids the whole cache. */
  public static final class Invalidation {
    private final Rule rule;
    private final @Nullable SymbolPath symbol;
    private final @Nullable CallPath value;

    Invalidation(Rule rule, @Nullable SymbolPath symbol, @Nullable CallPath value) {
      this.rule = rule;
      this.symbol = symbol;
      this.value = value;
    }

    /** The rule whose answers are voided. */
    public Rule rule() {
      return rule;
    }

    public @Nullable SymbolPath symbol() {
      return symbol;
    }

    /** The newer answer, where the method brings it. */
    public @Nullable CallPath value() {
      return value;
    }
  }
}
