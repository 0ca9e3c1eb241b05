package io.tickcache.agent.dispatch;

import io.tickcache.agent.cache.Home;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Who is asked, as keys know it: the receivers of one class. Keys of different ones never meet; the
 * methods of a shared cache have them in common. Thread-safe.
 */
final class Addressee extends KeyScope {

  private final boolean plain;
  private final Receivers receivers;
  private final AtomicBoolean warmedUp = new AtomicBoolean();
  private volatile @Nullable WeakReference<Object> only;

  /**
   * @param plain whether bare symbols may be its keys; at most one of a cache may, and none with a
   *     home
   */
  Addressee(boolean plain, @Nullable Home home) {
    super(home);
    this.plain = plain;
    this.receivers = new Receivers(home);
  }

  boolean plain() {
    return plain;
  }

  /** Whether this receiver is the one that has been served from the beginning. */
  boolean serves(Object receiver) {
    WeakReference<Object> first = only;
    if (first == null) {
      first = remember(receiver);
    }
    return first.get() == receiver;
  }

  /** Whether its symbols are being made ready, or have been. */
  boolean isWarmedUp() {
    return warmedUp.get();
  }

  /** False if another has begun before. */
  boolean beginWarmUp() {
    return warmedUp.compareAndSet(false, true);
  }

  /** Nothing came of it; another may begin. */
  void endWarmUp() {
    warmedUp.set(false);
  }

  /** What stands in keys for this receiver alone. */
  KeyScope of(Object receiver) {
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
