package io.tickcache.agent.key;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the names of values that name themselves, by a path of properties. Thread-safe. */
public final class NamedValues {

  private final Property[] steps;

  public NamedValues(List<String> steps) {
    this.steps = new Accessors().properties(steps);
  }

  /** What an array or a collection holds, or null if the value is neither. */
  public @Nullable List<@Nullable Object> elements(Object values) {
    return Container.is(values) ? Container.elements(values) : null;
  }

  /** The name of a value, or null if a null stands on the way. */
  public @Nullable Object of(Object value) throws UnkeyableException {
    Object name = Property.follow(value, steps, 0);
    return name == Accessors.BROKEN ? null : name;
  }
}
