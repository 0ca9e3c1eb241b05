package io.tickcache.agent.batch;

import java.util.LinkedHashMap;
import java.util.Map;

/** What is known of the questions met with latest: of few, as applications ask few over again. */
final class Latest<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1;

  private static final int MOST = 100;

  Latest() {
    super(16, 0.75f, true);
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > MOST;
  }
}
