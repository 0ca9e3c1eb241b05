package io.tickcache.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Names errors by all that is said of them. Immutable. */
public final class ErrorPattern extends Value {
  private final @Nullable String type;
  private final @Nullable SymbolPattern message;
  private final List<Condition> conditions;

  /**
   * @param type the binary name of their class, or of a superclass of it
   * @param conditions of paths that start at the error
   */
  public ErrorPattern(
      @Nullable String type, @Nullable SymbolPattern message, List<Condition> conditions) {
    this.type = type;
    this.message = message;
    this.conditions = Collections.unmodifiableList(new ArrayList<>(conditions));
  }

  /** All errors of a class and of its subclasses. */
  public static ErrorPattern ofClass(String type) {
    return new ErrorPattern(type, null, Collections.<Condition>emptyList());
  }

  /** An error without what futures wrap around it. */
  public static Throwable unwrapped(Throwable error) {
    Throwable at = error;
    Throwable cause = at.getCause();
    while (cause != null
        && (at instanceof CompletionException || at instanceof ExecutionException)) {
      at = cause;
      cause = at.getCause();
    }
    return at;
  }

  /** Whether an error is of a class or a subclass of it, by its binary name. */
  static boolean isOf(String type, Throwable error) {
    for (Class<?> at = error.getClass(); at != null; at = at.getSuperclass()) {
      if (at.getName().equals(type)) {
        return true;
      }
    }
    return false;
  }

  /** Whether an error is of their class and says what they say, whatever its properties are. */
  public boolean isLike(Throwable error) {
    String said = message == null ? null : error.getMessage();
    return (type == null || isOf(type, error))
        && (message == null || (said != null && message.matches(said)));
  }

  /** The binary name of their class, or of a superclass of it; null for any. */
  public @Nullable String type() {
    return type;
  }

  /** What their message is like; null where it doesn't matter. */
  public @Nullable SymbolPattern message() {
    return message;
  }

  /** What must hold of their properties. */
  public List<Condition> conditions() {
    return conditions;
  }

  @Override
  List<? extends @Nullable Object> parts() {
    return Arrays.asList(type, message, conditions);
  }
}
