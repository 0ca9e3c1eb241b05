package io.tickcache.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Is what its parts are: equal to another of its class that has equal ones. */
abstract class Value {

  /** All that it says, in a fixed order. */
  abstract List<? extends @Nullable Object> parts();

  @Override
  @SuppressWarnings("EqualsGetClass") // all that extend it are final
  public final boolean equals(@Nullable Object other) {
    return other != null
        && other.getClass() == getClass()
        && ((Value) other).parts().equals(parts());
  }

  @Override
  public final int hashCode() {
    return parts().hashCode();
  }
}
