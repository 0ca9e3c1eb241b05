package io.tickcache.agent.dispatch;

import io.tickcache.agent.cache.Home;
import io.tickcache.agent.key.KeyPlan;
import org.jspecify.annotations.Nullable;

/** What stands in keys for who is asked; compared by identity. */
class KeyScope {

  /** Finds the home of an entry by its key. */
  static final Home.Register HOMES =
      new Home.Register() {
        @Override
        public @Nullable Home of(Object key) {
          Object scope = KeyPlan.scopeOf(key);
          return scope == null ? null : ((KeyScope) scope).home;
        }
      };

  private final @Nullable Home home;

  /** Kept here, for where a lock is taken on an object, its identity hash is hard to come by. */
  private final int hash = System.identityHashCode(this);

  /**
   * @param home where its entries are kept; null if they may stay as long as the JVM
   */
  KeyScope(@Nullable Home home) {
    this.home = home;
  }

  @Override
  public final int hashCode() {
    return hash;
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Nullable Home home() {
    return home;
  }
}
