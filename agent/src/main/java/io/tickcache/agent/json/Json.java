package io.tickcache.agent.json;

import org.jspecify.annotations.Nullable;

/**
 * Writes one value of JSON, in ASCII alone, part by part: {@code new Json().object().name("a")
 * .value(1).end()}. For one thread.
 */
public final class Json {

  private static final char HIGHEST_AS_IT_IS = '~';

  private final StringBuilder text = new StringBuilder();

  /** The brackets that close what is open, innermost last. */
  private final StringBuilder open = new StringBuilder();

  private boolean first = true;

  /** A text as JSON has it. */
  public static String quoted(String text) {
    return new Json().quote(text).toString();
  }

  /** Begins an object. */
  public Json object() {
    return open("{", '}');
  }

  /** Begins an array. */
  public Json array() {
    return open("[", ']');
  }

  private Json open(String bracket, char closing) {
    separate().append(bracket);
    open.append(closing);
    first = true;
    return this;
  }

  /** Ends the innermost object or array. */
  public Json end() {
    int innermost = open.length() - 1;
    text.append(open.charAt(innermost));
    open.setLength(innermost);
    first = false;
    return this;
  }

  /** Names the next value in an object. */
  public Json name(String name) {
    quote(name);
    text.append(':');
    first = true;
    return this;
  }

  /** A text, or null. */
  public Json value(@Nullable String value) {
    if (value == null) {
      separate().append("null");
      return this;
    }
    return quote(value);
  }

  /** A whole number. */
  public Json value(long value) {
    separate().append(value);
    return this;
  }

  /** True or false. */
  public Json value(boolean value) {
    separate().append(value);
    return this;
  }

  /** A number; null stands for one that is none. */
  public Json value(double value) {
    separate().append(Double.isNaN(value) || Double.isInfinite(value) ? "null" : "" + value);
    return this;
  }

  private StringBuilder separate() {
    if (!first) {
      text.append(',');
    }
    first = false;
    return text;
  }

  private Json quote(String value) {
    separate().append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ' || c > HIGHEST_AS_IT_IS) {
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
