package io.tickcache.rules;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What callers get in place of the failure of a load. Immutable. */
public final class OnError extends Value {
  /** How long the upstream is left alone where a rules file says nothing of that. */
  public static final Duration DEFAULT_HOLD_OFF = Duration.ofSeconds(2);

  private final Duration serveStale;
  private final List<String> types;
  private final Duration holdOff;

  /**
   * @param serveStale how long past its time an answer may be served; above zero
   * @param types the names of the classes of failures that this is for; empty for all
   * @param holdOff how long the last answer is served before the upstream is asked again; may be
   *     zero
   */
  public OnError(Duration serveStale, List<String> types, Duration holdOff) {
    this.serveStale = serveStale;
    this.types = Collections.unmodifiableList(new ArrayList<>(types));
    this.holdOff = holdOff;
  }

  /** How long past its time an answer may be served. */
  public Duration serveStale() {
    return serveStale;
  }

  /** How long the last answer is served before the upstream is asked again. */
  public Duration holdOff() {
    return holdOff;
  }

  /**
   * Whether this is for a failure: by its class and those above it, and where it only says that a
   * promise was not kept, by those of the reason.
   */
  public boolean covers(Throwable failure) {
    if (types.isEmpty()) {
      return true;
    }
    Throwable reason = ErrorPattern.unwrapped(failure);
    for (String type : types) {
      if (ErrorPattern.isOf(type, failure) || ErrorPattern.isOf(type, reason)) {
        return true;
      }
    }
    return false;
  }

  @Override
  List<? extends @Nullable Object> parts() {
    return Arrays.asList(serveStale, types, holdOff);
  }

  @Override
  public String toString() {
    return "serve-stale " + serveStale + ", for " + types + ", hold-off " + holdOff;
  }
}
