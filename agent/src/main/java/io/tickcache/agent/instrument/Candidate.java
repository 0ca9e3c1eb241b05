package io.tickcache.agent.instrument;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A method that looks like a question for market data, and how a rule would name it. Immutable. */
public final class Candidate {

  private final String type;
  private final String signature;
  private final String symbol;
  private final String reason;
  private final int likelihood;
  private final List<String> classes;

  Candidate(
      String type,
      String signature,
      String symbol,
      String reason,
      int likelihood,
      List<String> classes) {
    this.type = type;
    this.signature = signature;
    this.symbol = symbol;
    this.reason = reason;
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

  /** The path of the symbol, such as {@code arg0}. */
  public String symbol() {
    return symbol;
  }

  /** What speaks for it, in one line. */
  public String reason() {
    return reason;
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
