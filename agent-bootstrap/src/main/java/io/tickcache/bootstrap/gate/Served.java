package io.tickcache.bootstrap.gate;

import org.jspecify.annotations.Nullable;

/**
 * The outcome of a call whose body is skipped: a value of the method's return type, or a failure to
 * throw.
 */
public class Served {

  public final @Nullable Object value;
  public final @Nullable Throwable failure;

  public Served(@Nullable Object value) {
    this(value, null);
  }

  protected Served(@Nullable Object value, @Nullable Throwable failure) {
    this.value = value;
    this.failure = failure;
  }

  /** The outcome of a call that ends as another one for the same key did. */
  public static Served failed(Throwable failure) {
    return new Served(null, failure);
  }
}
