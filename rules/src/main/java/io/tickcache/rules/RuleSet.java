package io.tickcache.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that one rules file says: its rules in file order, and where its shared cache is. */
public final class RuleSet {
  private final String source;
  private final String digest;
  private final @Nullable RedisSettings redis;
  private final @Nullable AdminSettings admin;
  private final List<Rule> rules;

  private RuleSet(
      String source,
      String digest,
      @Nullable RedisSettings redis,
      @Nullable AdminSettings admin,
      List<Rule> rules) {
    this.source = source;
    this.digest = digest;
    this.redis = redis;
    this.admin = admin;
    this.rules = rules;
  }

  public static RuleSet of(
      String source, String digest, @Nullable RedisSettings redis, List<Rule> rules) {
    return new RuleSet(
        source, digest, redis, null, Collections.unmodifiableList(new ArrayList<>(rules)));
  }

  /** The same, with a port that the agent answers at over HTTP, or none where it is null. */
  public RuleSet with(@Nullable AdminSettings settings) {
    return new RuleSet(source, digest, redis, settings, rules);
  }

  /** The file's name as it was given. */
  public String source() {
    return source;
  }

  /** Twelve hexadecimal digits for the file's text: who has the same has the same text. */
  public String digest() {
    return digest;
  }

  /** The shared cache, or null where entries stay in the process. */
  public @Nullable RedisSettings redis() {
    return redis;
  }

  /** Where the agent answers over HTTP, or null where it opens no port. */
  public @Nullable AdminSettings admin() {
    return admin;
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
    return source
        + ": "
        + (rules.size() == 1 ? "1 rule" : rules.size() + " rules")
        + ", digest "
        + digest;
  }
}
