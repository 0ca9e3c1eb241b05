package io.tickcache.agent.cache;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The invalidations of one cache that are yet to fall due. A look-up settles those that have, for
 * its caller may know of the moment before the agent is told. It takes no lock as long as none has.
 * Thread-safe.
 */
final class DueInvalidations {

  /** How many are looked at, so that moments that never come don't slow down every look-up. */
  static final int LIMIT = 256;

  private static final DueInvalidation[] NONE = {};

  /** The oldest first; never changed, but replaced. */
  private volatile DueInvalidation[] pending = NONE;

  /** Has look-ups see to it, until it is settled or too many others have come after it. */
  synchronized void add(DueInvalidation one) {
    List<DueInvalidation> next = new ArrayList<>(Arrays.asList(pending));
    if (next.size() == LIMIT) {
      next.remove(0);
    }
    next.add(one);
    pending = next.toArray(NONE);
  }

  void settle() {
    for (DueInvalidation one : pending) {
      if (one.settle()) {
        remove(one);
      }
    }
  }

  private synchronized void remove(DueInvalidation one) {
    List<DueInvalidation> rest = new ArrayList<>(Arrays.asList(pending));
    rest.remove(one);
    pending = rest.toArray(NONE);
  }
}
