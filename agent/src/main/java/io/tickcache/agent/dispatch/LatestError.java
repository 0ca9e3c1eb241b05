package io.tickcache.agent.dispatch;

import io.tickcache.agent.classes.ByClass;
import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The error by which a provider has last refused a call in this process, and those that calls got
 * in place of an answer since. It hangs on the class whose method it was, and nothing of the
 * agent's keeps it alive longer. Thread-safe.
 */
final class LatestError {

  private final ByClass<AtomicReference<Throwable>> byClass =
      new ByClass<AtomicReference<Throwable>>() {
        @Override
        protected AtomicReference<Throwable> make(Class<?> type) {
          return new AtomicReference<>();
        }
      };

  private final Set<Throwable> handedOut =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  private volatile Seen seen = new Seen(null, null, 0);

  /**
   * @param site the one that it comes from
   * @param episode the number of times that calls have been made again
   */
  void set(Throwable error, Site site, Class<?> declaring, int episode) {
    byClass.of(declaring).set(error);
    seen = new Seen(error, site, episode);
  }

  /** The error, if it was seen in this episode. */
  @Nullable Throwable of(int episode) {
    return seen.episode == episode ? seen.error.get() : null;
  }

  /** Whether it comes from calls of this site. */
  boolean isFrom(Site site) {
    return seen.site == site;
  }

  /** Takes note that a call gets it without having been made. */
  void handOut(Throwable error) {
    handedOut.add(error);
  }

  /** Whether a call got it without having been made. */
  boolean isHandedOut(Throwable error) {
    return handedOut.contains(error);
  }

  private static final class Seen {
    private final WeakReference<Throwable> error;
    private final @Nullable Site site;
    private final int episode;

    Seen(@Nullable Throwable error, @Nullable Site site, int episode) {
      this.error = new WeakReference<>(error);
      this.site = site;
      this.episode = episode;
    }
  }
}
