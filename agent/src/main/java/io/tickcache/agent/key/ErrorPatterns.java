package io.tickcache.agent.key;

import io.tickcache.rules.BackOff;
import io.tickcache.rules.Condition;
import io.tickcache.rules.ErrorPattern;
import io.tickcache.rules.ValuePath;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Tells the errors by which a provider refuses calls from all others. Thread-safe. */
public final class ErrorPatterns {

  private static final Object[] NO_ARGUMENTS = {};

  private final BackOff backOff;
  private final Property @Nullable [] retryAfter;
  private final Guard[] guards;

  public ErrorPatterns(BackOff backOff) {
    Accessors accessors = new Accessors();
    ValuePath path = backOff.retryAfter();
    this.backOff = backOff;
    this.retryAfter = path == null ? null : accessors.properties(path.steps());
    List<ErrorPattern> patterns = backOff.on();
    this.guards = new Guard[patterns.size()];
    for (int i = 0; i < guards.length; i++) {
      List<Condition> conditions = patterns.get(i).conditions();
      guards[i] = new Guard(conditions, accessors, new Components(accessors));
    }
  }

  /** What they were made of. */
  public BackOff backOff() {
    return backOff;
  }

  /** The position of the first that an error fits; -1 if there is none. */
  public int find(Throwable error) {
    for (int i = 0; i < guards.length; i++) {
      ErrorPattern pattern = backOff.on().get(i);
      if (pattern.isLike(error) && holds(guards[i], error)) {
        return i;
      }
    }
    return -1;
  }

  /** Errors that don't have a property are no such ones. */
  private static boolean holds(Guard guard, Throwable error) {
    try {
      return guard.admits(error, NO_ARGUMENTS);
    } catch (UnkeyableException unlike) {
      return false;
    }
  }

  /** How long an error asks to wait; 0 where it doesn't say. */
  public long retryAfterNanos(Throwable error) {
    try {
      return retryAfter == null ? 0 : Math.max(0, nanos(Property.follow(error, retryAfter, 0)));
    } catch (UnkeyableException | NumberFormatException | ArithmeticException unlike) {
      return 0;
    }
  }

  private static long nanos(@Nullable Object said) {
    if (said instanceof Duration) {
      return ((Duration) said).toNanos();
    }
    if (said instanceof Number || said instanceof CharSequence) {
      return (long) (Double.parseDouble(said.toString().trim()) * TimeUnit.SECONDS.toNanos(1));
    }
    return 0;
  }

  /** The class that the rules name at a position; null where they name none there. */
  public @Nullable String type(int position) {
    return position < guards.length ? backOff.on().get(position).type() : null;
  }
}
