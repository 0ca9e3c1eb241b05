package io.tickcache.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that one rules file says: its rules in file order, and where its shared cache is. */
public final class RuleSet {
  private final String source;
  private final String digest;
  private final @Nullable RedisSettings redis;
  private final List<Rule> rules;

  private RuleSet(String source, String digest, @Nullable RedisSettings redis, List<Rule> rules) {
    this.source = source;
    this.digest = digest;
    this.redis = redis;
    this.rules = rules;
  }

  public static RuleSet of(
      String source, String digest, @Nullable RedisSettings redis, List<Rule> rules) {
    return new RuleSet(source, digest, redis, Collections.unmodifiableList(new ArrayList<>(rules)));
  }

  /** The file's name as it was given. */
  public String source() {
    return source;
  }

  /** The first 12 hexadecimal digits of the SHA-256 of the file's text. */
  public String digest() {
    return digest;
  }

  /** The shared cache, or null where entries stay in the process. */
  public @Nullable RedisSettings redis() {
    return redis;
  }

  /** The rules in file order. */
  public List<Rule> rules() {
    return rules;
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
}
