package io.tickcache.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the object that a method is called on contributes to the key. */
public final class Receiver extends Value {
  private final Kind kind;
  private final @Nullable ValuePath path;

  private Receiver(Kind kind, @Nullable ValuePath path) {
    this.kind = kind;
    this.path = path;
  }

  /** A receiver rule without a path. */
  public static Receiver of(Kind kind) {
    if (kind == Kind.PATH) {
      throw new IllegalArgumentException("a receiver of kind PATH needs its path");
    }
    return new Receiver(kind, null);
  }

  /** Receivers are told apart by the value at this path. */
  public static Receiver of(ValuePath path) {
    return new Receiver(Kind.PATH, path);
  }

  public Kind kind() {
    return kind;
  }

  /** The telling property; null unless the kind is {@link Kind#PATH}. */
  public @Nullable ValuePath path() {
    return path;
  }

  @Override
  List<? extends @Nullable Object> parts() {
    return Arrays.asList(kind, path);
  }

  @Override
  public String toString() {
    return path == null ? kind.name().toLowerCase(Locale.ROOT) : path.toString();
  }

  /** The choices. */
  public enum Kind {
    /** One receiver of a class in a process; calls on a second one are bypasses. */
    SINGLE,
    /** All receivers of a class answer alike. */
    CLASS,
    /** Each receiver has entries of its own, in this process only. */
    INSTANCE,
    /** Not even the receiver's class counts. */
    IGNORE,
    /** A property tells receivers apart. */
    PATH
  }
}
