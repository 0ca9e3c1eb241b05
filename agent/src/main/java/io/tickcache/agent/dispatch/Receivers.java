package io.tickcache.agent.dispatch;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A token for each receiver of a scope, so that a key can name one without keeping it alive.
 * Thread-safe.
 */
final class Receivers {

  private final ConcurrentHashMap<Identity, Object> tokens = new ConcurrentHashMap<>();
  private final ReferenceQueue<Object> gone = new ReferenceQueue<>();

  /** The token of a receiver; no other receiver ever has it. */
  Object token(Object receiver) {
    forgetGone();
    Object known = tokens.get(new Identity(receiver, null));
    return known == null
        ? tokens.computeIfAbsent(new Identity(receiver, gone), absent -> new Object())
        : known;
  }

  private void forgetGone() {
    for (Reference<?> reference = gone.poll(); reference != null; reference = gone.poll()) {
      tokens.remove(reference);
    }
  }

  /**
   * A reference that is equal to others of the same object while it lives, and to itself always.
   */
  private static final class Identity extends WeakReference<Object> {
    private final int hash;

    Identity(Object receiver, @Nullable ReferenceQueue<Object> queue) {
      super(receiver, queue);
      this.hash = System.identityHashCode(receiver);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      if (this == other) {
        return true;
      }
      Object mine = get();
      return mine != null && other instanceof Identity && ((Identity) other).get() == mine;
    }
  }
}
