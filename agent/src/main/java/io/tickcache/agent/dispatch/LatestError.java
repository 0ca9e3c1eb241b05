package io.tickcache.agent.dispatch;

import io.tickcache.agent.classes.ByClass;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The error by which a provider has last refused a call in this process, and those that calls got
 * in place of an answer since. It hangs on the class whose method it was, and nothing of the
 * agent's keeps it alive longer. Thread-safe.
 */
final class LatestError {

  /** Those of calls on other threads within a probe are among the last. */
  private static final int MOST_HANDED_OUT = 64;

  private final ByClass<AtomicReference<Throwable>> byClass =
      new ByClass<AtomicReference<Throwable>>() {
        @Override
        protected AtomicReference<Throwable> make(Class<?> type) {
          return new AtomicReference<>();
        }
      };

  /** By what they are, whatever their class makes of {@code equals}. */
  private final ArrayDeque<WeakReference<Throwable>> handedOut = new ArrayDeque<>();

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
  @Nullable Seen of(int episode) {
    Seen latest = seen;
    return latest.episode == episode && latest.error() != null ? latest : null;
  }

  /** Takes note that a call gets it without having been made. */
  synchronized void handOut(Throwable error) {
    if (isHandedOut(error)) {
      return;
    }
    if (handedOut.size() == MOST_HANDED_OUT) {
      handedOut.remove();
    }
    handedOut.add(new WeakReference<>(error));
  }

  /** Whether a call got it without having been made. */
  synchronized boolean isHandedOut(Throwable error) {
    for (WeakReference<Throwable> each : handedOut) {
      if (each.get() == error) {
        return true;
      }
    }
    return false;
  }

  /** An error, and where it comes from. */
  static final class Seen {
    private final WeakReference<Throwable> error;
    private final @Nullable Site site;
    private final int episode;

    Seen(@Nullable Throwable error, @Nullable Site site, int episode) {
      this.error = new WeakReference<>(error);
      this.site = site;
      this.episode = episode;
    }

    /** Null if it is gone. */
    @Nullable Throwable error() {
      return error.get();
    }

    /** Whether it comes from calls of this site. */
    boolean isFrom(Site other) {
      return site == other;
    }
  }
}
