package io.tickcache.agent.dispatch;

import io.tickcache.agent.cache.Home;
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

  private final ConcurrentHashMap<Identity, KeyScope> tokens = new ConcurrentHashMap<>();
  private final ReferenceQueue<Object> gone = new ReferenceQueue<>();
  private final @Nullable Home home;

  /**
   * @param home where the entries of all of them are kept
   */
  Receivers(@Nullable Home home) {
    this.home = home;
  }

  /** The token of a receiver; no other receiver ever has it. */
  KeyScope token(Object receiver) {
    forgetGone();
    KeyScope known = tokens.get(new Identity(receiver, null));
    return known == null
        ? tokens.computeIfAbsent(new Identity(receiver, gone), absent -> new KeyScope(home))
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
