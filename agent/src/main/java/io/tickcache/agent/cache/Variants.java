package io.tickcache.agent.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The other parts of keys that L2 was asked for, so that people can ask what there is for a symbol.
 * They are few: most methods ask for a symbol alone. Thread-safe.
 */
final class Variants {

  private static final int MOST = 64;

  private final Set<String> known = ConcurrentHashMap.newKeySet();
  private volatile boolean more;

  void add(RemoteKey key) {
    if (more || known.contains(key.variant())) {
      return;
    }
    if (known.size() < MOST) {
      known.add(key.variant());
    } else {
      more = true;
    }
  }

  /** Whether there were more than are known. */
  boolean hasMore() {
    return more;
  }

  /** The keys that a symbol may have. */
  List<RemoteKey> keys(String cache, String symbol) {
    List<RemoteKey> keys = new ArrayList<>();
    for (String variant : known) {
      keys.add(new RemoteKey(cache, symbol, variant));
    }
    return keys;
  }
}
