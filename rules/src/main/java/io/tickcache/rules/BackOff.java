package io.tickcache.rules;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which errors of a provider stop all its calls, and for how long. Immutable. */
public final class BackOff extends Value {
  private final List<ErrorPattern> on;
  private final Duration first;
  private final Duration longest;
  private final @Nullable ValuePath retryAfter;

  /**
   * @param on any of these errors; one at least
   * @param first the time without calls after the first of them
   * @param longest what that grows to at most
   * @param retryAfter where such an error tells how long to wait
   */
  public BackOff(
      List<ErrorPattern> on, Duration first, Duration longest, @Nullable ValuePath retryAfter) {
    this.on = Collections.unmodifiableList(new ArrayList<>(on));
    this.first = first;
    this.longest = longest;
    this.retryAfter = retryAfter;
  }

  /** The errors that stop the calls, any of them. */
  public List<ErrorPattern> on() {
    return on;
  }

  /** The time without calls after the first of them. */
  public Duration first() {
    return first;
  }

  /** What that time grows to at most, unless the provider asks for more. */
  public Duration longest() {
    return longest;
  }

  /** Where such an error tells how long to wait; null where none does. */
  public @Nullable ValuePath retryAfter() {
    return retryAfter;
  }

  @Override
  List<? extends @Nullable Object> parts() {
    return Arrays.asList(on, first, longest, retryAfter);
  }
}
