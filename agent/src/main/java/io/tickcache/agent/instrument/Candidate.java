package io.tickcache.agent.instrument;

import io.tickcache.rules.MethodPattern;
import io.tickcache.rules.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A method that looks like a question for market data, and how a rule would name it. Immutable. */
public final class Candidate {

  private final String type;
  private final String signature;
  private final Question question;
  private final int likelihood;
  private final List<String> classes;

  Candidate(
      String type, String signature, Question question, int likelihood, List<String> classes) {
    this.type = type;
    this.signature = signature;
    this.question = question;
    this.likelihood = likelihood;
    this.classes = Collections.unmodifiableList(new ArrayList<>(classes));
  }

  /** The binary name of the class or interface. */
  public String type() {
    return type;
  }

  /** What follows the type in a rule, such as {@code getQuote(String)}. */
  public String signature() {
    return signature;
  }

  /** What speaks for it, in one line. */
  public String reason() {
    return question.reason();
  }

  /** What names and types leave to decide, a line for each, with what to write. */
  public List<String> hints() {
    return question.hints();
  }

  /** A rule for it. */
  public Rule rule(String name) {
    Rule.Builder rule = Rule.builder(name).method(MethodPattern.parse(toString()));
    question.describe(rule);
    return rule.build();
  }

  /** Compared with that of others: the higher, the likelier. */
  public int likelihood() {
    return likelihood;
  }

  /** The classes that a rule for it may concern. */
  public List<String> classes() {
    return classes;
  }

  @Override
  public String toString() {
    return type + "#" + signature;
  }
}
