package io.tickcache.agent.cli;

import java.util.regex.Pattern;

/** A method as somebody writes it: with or without package, class and parameters. Immutable. */
final class MethodQuery {

  private final String said;
  private final String name;
  private final String parameters;

  MethodQuery(String said) {
    this.said = said;
    String plain = said.replace('#', '.').replace(" ", "");
    this.name = name(plain);
    this.parameters = plain.substring(name.length());
  }

  private static String name(String method) {
    int parenthesis = method.indexOf('(');
    return parenthesis < 0 ? method : method.substring(0, parenthesis);
  }

  /**
   * Whether it means this one.
   *
   * @param method such as {@code com.acme.Client.quote(String, int)}
   */
  boolean means(String method) {
    String plain = method.replace(" ", "");
    String itsName = name(plain);
    return (itsName.equals(name) || itsName.endsWith("." + name))
        && (parameters.isEmpty() || plain.substring(itsName.length()).equals(parameters));
  }

  /** Whether a text speaks of a method of this simple name. */
  boolean isIn(String text) {
    String simple = name.substring(name.lastIndexOf('.') + 1);
    return Pattern.compile("\\b" + Pattern.quote(simple) + "\\b").matcher(text).find();
  }

  @Override
  public String toString() {
    return said;
  }
}
