package io.tickcache.agent.dispatch;

import io.tickcache.agent.cache.BypassReason;
import io.tickcache.agent.cache.Values;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * Who is asked: a method as receivers of one class have it. Keys of different scopes never meet. It
 * hangs on that class, and nothing of the agent's keeps it alive longer. Thread-safe.
 */
final class Scope {

  private final @Nullable BypassReason bypass;
  private final boolean plain;
  private final @Nullable Values values;
  private final String remoteScope;
  private final Receivers receivers = new Receivers();
  private volatile @Nullable WeakReference<Object> only;

  private Scope(
      @Nullable BypassReason bypass, boolean plain, @Nullable Values values, String remoteScope) {
    this.bypass = bypass;
    this.plain = plain;
    this.values = values;
    this.remoteScope = remoteScope;
  }

  /**
   * @param plain whether bare symbols may be its keys; at most one scope of a cache may
   * @param remoteScope names the scope and the shape of its answers to other processes
   */
  static Scope of(boolean plain, Values values, String remoteScope) {
    return new Scope(null, plain, values, remoteScope);
  }

  /** A scope whose calls all go upstream. */
  static Scope bypassing(BypassReason reason) {
    return new Scope(reason, false, null, "");
  }

  @Nullable BypassReason bypass() {
    return bypass;
  }

  boolean plain() {
    return plain;
  }

  Values values() {
    Values present = values;
    if (present == null) {
      throw new IllegalStateException("a bypassing scope has no values");
    }
    return present;
  }

  String remoteScope() {
    return remoteScope;
  }

  /** Whether this receiver is the one that the scope has served from the beginning. */
  boolean serves(Object receiver) {
    WeakReference<Object> first = only;
    if (first == null) {
      first = remember(receiver);
    }
    return first.get() == receiver;
  }

  /** What stands in keys for this receiver alone. */
  Object of(Object receiver) {
    return receivers.token(receiver);
  }

  private synchronized WeakReference<Object> remember(Object receiver) {
    WeakReference<Object> first = only;
    if (first == null) {
      first = new WeakReference<>(receiver);
      only = first;
    }
    return first;
  }
}
