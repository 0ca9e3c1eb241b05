package io.tickcache.agent.cache;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The invalidations of one cache that are yet to fall due. A look-up settles those that have, for
 * its caller may know of the moment before the agent is told. It takes no lock as long as none has.
 * They are held weakly: whatever makes one fall due holds it, and if that is gone, with its
 * application perhaps, none ever will. Thread-safe.
 */
final class DueInvalidations {

  /** How many are looked at, so that moments that never come don't slow down every look-up. */
  static final int LIMIT = 256;

  private static final List<WeakReference<DueInvalidation>> NONE = Collections.emptyList();

  /** The oldest first; never changed, but replaced. */
  private volatile List<WeakReference<DueInvalidation>> pending = NONE;

  /** Has look-ups see to it, until it is settled or too many others have come after it. */
  synchronized void add(DueInvalidation one) {
    List<WeakReference<DueInvalidation>> next = new ArrayList<>(pending);
    if (next.size() == LIMIT) {
      next.remove(0);
    }
    next.add(new WeakReference<>(one));
    pending = next;
  }

  void copyTo(DueInvalidations others) {
    for (WeakReference<DueInvalidation> held : pending) {
      DueInvalidation one = held.get();
      if (one != null) {
        others.add(one);
      }
    }
  }

  void settle() {
    List<WeakReference<DueInvalidation>> now = pending;
    if (now == NONE) {
      return;
    }
    for (WeakReference<DueInvalidation> held : now) {
      DueInvalidation one = held.get();
      if (one == null || one.settle()) {
        remove(held);
      }
    }
  }

  private synchronized void remove(WeakReference<DueInvalidation> one) {
    List<WeakReference<DueInvalidation>> rest = new ArrayList<>(pending);
    rest.remove(one);
    pending = rest.isEmpty() ? NONE : rest;
  }
}
