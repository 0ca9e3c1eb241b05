package io.tickcache.agent.cache;

import org.jspecify.annotations.Nullable;

/**
 * Where L1 keeps the entries of one application, apart from all others. It hangs on the
 * application's classes, as the entries then do, so that neither outlives the other: an entry may
 * stay for hours, and must not keep the classes of an application that was stopped. Thread-safe.
 */
public final class Home {

  private volatile @Nullable NearCache entries;

  @Nullable NearCache entries() {
    return entries;
  }

  void furnish(NearCache made) {
    entries = made;
  }

  /** Tells where the entry of a key is kept. */
  public interface Register {

    /** None has a home of its own. */
    Register NONE =
        new Register() {
          @Override
          public @Nullable Home of(Object key) {
            return null;
          }
        };

    /** The home of a key, or null for one whose entry may stay as long as the JVM. */
    @Nullable Home of(Object key);
  }
}
