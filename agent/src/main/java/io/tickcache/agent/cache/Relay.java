package io.tickcache.agent.cache;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Passes on what the other processes say to all caches that are in use: those of one set of rules,
 * and for as long as calls go over from one set to the next, those of both. Thread-safe.
 */
public final class Relay implements Backplane {

  private final List<Caches> audience = new CopyOnWriteArrayList<>();
  private Sync state;

  /**
   * @param state how well this process hears the others to begin with
   */
  public Relay(Sync state) {
    this.state = state;
  }

  /** Has new caches hear everything from now on; they go on counting where the others leave off. */
  public synchronized Caches open(@Nullable Caches former) {
    Caches caches = former == null ? new Caches(state) : former.next(state);
    audience.add(caches);
    return caches;
  }

  /** Has caches hear nothing more. */
  public void close(Caches caches) {
    audience.remove(caches);
  }

  @Override
  public String symbol(String cache, String said) {
    String symbol = said;
    for (Caches caches : audience) {
      HybridCache named = caches.named(cache);
      symbol = named == null ? symbol : named.symbol(said);
    }
    return symbol;
  }

  @Override
  public void invalidated(String cache, @Nullable String symbol) {
    for (Caches caches : audience) {
      caches.invalidated(cache, symbol);
    }
  }

  @Override
  public void loaded(String cache, String symbol) {
    for (Caches caches : audience) {
      caches.loaded(cache, symbol);
    }
  }

  @Override
  public void confirm(long nanos) {
    for (Caches caches : audience) {
      caches.confirm(nanos);
    }
  }

  @Override
  public synchronized void enter(Sync next) {
    state = next;
    for (Caches caches : audience) {
      caches.enter(next);
    }
  }
}
