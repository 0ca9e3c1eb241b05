package io.tickcache.agent.key;

import io.tickcache.rules.ValuePath;
import org.jspecify.annotations.Nullable;

/** What a path leads to in the calls of one method, as it is. Thread-safe. */
public final class CallPath {

  private final ValuePath path;
  private final Part.Path part;

  private CallPath(ValuePath path, Accessors accessors) {
    this.path = path;
    this.part = new Part.Path(path, accessors);
  }

  /** The path in calls of a method; refused where the method has nothing there. */
  public static CallPath of(ValuePath path, MethodShape method) throws UnkeyableException {
    KeyPlanner.checkArgument(path, method);
    return new CallPath(path, new Accessors());
  }

  /** Whether the result has to be there to tell. */
  public boolean ofResult() {
    return path.root() == ValuePath.Root.RETURN;
  }

  /** What the arguments lead to; null where the way ends early, too. */
  public @Nullable Object before(@Nullable Object self, @Nullable Object[] arguments)
      throws UnkeyableException {
    return orNull(part.raw(self, arguments));
  }

  /** What the result leads to. */
  public @Nullable Object after(@Nullable Object result) throws UnkeyableException {
    return orNull(part.follow(result));
  }

  private static @Nullable Object orNull(@Nullable Object found) {
    return found == Accessors.BROKEN ? null : found;
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
