package io.tickcache.rules;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What must hold of a call for a rule to answer it: a path leads to this text, or to nothing. */
public final class Condition extends Value {
  private final ValuePath path;
  private final @Nullable String text;

  private Condition(ValuePath path, @Nullable String text) {
    this.path = path;
    this.text = text;
  }

  public static Condition is(ValuePath path, String text) {
    return new Condition(path, text);
  }

  public static Condition absent(ValuePath path) {
    return new Condition(path, null);
  }

  public ValuePath path() {
    return path;
  }

  /** The text of the value that is wanted; null where the path must end at null. */
  public @Nullable String text() {
    return text;
  }

  @Override
  List<? extends @Nullable Object> parts() {
    return Arrays.asList(path, text);
  }

  @Override
  public String toString() {
    return path + " " + (text == null ? "absent" : "is " + text);
  }
}
