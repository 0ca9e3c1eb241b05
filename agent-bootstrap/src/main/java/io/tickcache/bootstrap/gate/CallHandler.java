package io.tickcache.bootstrap.gate;

import org.jspecify.annotations.Nullable;

/** Decides what a call of one woven method does. Thread-safe; never throws. */
public abstract class CallHandler {

  /**
   * Called before the method's body.
   *
   * @param self the receiver, null for a static method
   * @return a {@link Served} that answers the call, a {@link LoadTicket} to complete when the body
   *     is through, or null to stay out
   */
  public abstract @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments);

  /** As {@link #enter(Object, Object[])}, for a method of one argument: spares the array. */
  public @Nullable Object enterOne(@Nullable Object self, @Nullable Object argument) {
    return enter(self, new Object[] {argument});
  }

  /** As {@link #enter(Object, Object[])}, for a method of two arguments: spares the array. */
  public @Nullable Object enterTwo(
      @Nullable Object self, @Nullable Object first, @Nullable Object second) {
    return enter(self, new Object[] {first, second});
  }
}
