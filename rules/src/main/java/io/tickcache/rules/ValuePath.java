package io.tickcache.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way to a value of a call, such as {@code arg0.symbol}: where it starts, and the properties to
 * go through.
 */
public final class ValuePath {
  /** The JVM's limit on a method's parameters. */
  private static final int MOST_ARGUMENTS = 255;

  private final Root root;
  private final int argument;
  private final List<String> steps;
  private final String text;

  private ValuePath(Root root, int argument, List<String> steps, String text) {
    this.root = root;
    this.argument = argument;
    this.steps = steps;
    this.text = text;
  }

  /**
   * Reads a path.
   *
   * @throws IllegalArgumentException with a sentence for people if the text is not a path
   */
  public static ValuePath parse(String text) {
    List<String> names = names(text);
    String start = names.get(0);
    List<String> steps =
        Collections.unmodifiableList(new ArrayList<>(names.subList(1, names.size())));
    for (String step : steps) {
      requireStep(step, text);
    }
    if (start.equals("this")) {
      return new ValuePath(Root.THIS, -1, steps, text);
    }
    if (start.equals("return")) {
      return new ValuePath(Root.RETURN, -1, steps, text);
    }
    if (start.equals("error")) {
      return new ValuePath(Root.ERROR, -1, steps, text);
    }
    return new ValuePath(Root.ARGUMENT, argument(start, text), steps, text);
  }

  /** Whether a text starts where a path of a call can: at an argument, `this` or `return`. */
  public static boolean starts(String text) {
    String start = names(text).get(0);
    return start.equals("this") || start.equals("return") || isArgument(start);
  }

  public Root root() {
    return root;
  }

  /** The argument's position from 0, or -1 if the path doesn't start at an argument. */
  public int argument() {
    return argument;
  }

  /** The properties to go through, outermost first; empty for the root itself. */
  public List<String> steps() {
    return steps;
  }

  /** Whether the other path is this one or leads further into it. */
  public boolean covers(ValuePath other) {
    return root == other.root
        && argument == other.argument
        && steps.size() <= other.steps.size()
        && steps.equals(other.steps.subList(0, steps.size()));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ValuePath && text.equals(((ValuePath) other).text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The path as it was written. */
  @Override
  public String toString() {
    return text;
  }

  private static List<String> names(String text) {
    List<String> names = new ArrayList<>();
    int from = 0;
    for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', from)) {
      names.add(text.substring(from, dot));
      from = dot + 1;
    }
    names.add(text.substring(from));
    return names;
  }

  private static int argument(String start, String text) {
    if (!isArgument(start)) {
      throw new IllegalArgumentException(
          "`" + text + "` does not start with an argument, `this` or `return`");
    }
    return Integer.parseInt(start.substring(3));
  }

  private static boolean isArgument(String start) {
    String digits = start.startsWith("arg") ? start.substring(3) : "";
    return isPosition(digits) && Integer.parseInt(digits) < MOST_ARGUMENTS;
  }

  private static boolean isPosition(String digits) {
    if (digits.isEmpty()
        || digits.length() > 3
        || (digits.length() > 1 && digits.startsWith("0"))) {
      return false;
    }
    for (int i = 0; i < digits.length(); i++) {
      if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static void requireStep(String step, String text) {
    if (step.isEmpty()) {
      throw new IllegalArgumentException("`" + text + "` has a dot without a name behind it");
    }
    for (int i = 0; i < step.length(); i++) {
      char c = step.charAt(i);
      if (!Character.isJavaIdentifierPart(c) && c != '-') {
        throw new IllegalArgumentException("`" + step + "` in `" + text + "` is not a name");
      }
    }
  }

  /** Where a path starts. */
  public enum Root {
    /** One of the call's arguments. */
    ARGUMENT,
    /** The object the method is called on. */
    THIS,
    /** The answer. */
    RETURN,
    /** What the call failed with. */
    ERROR
  }
}
