package io.tickcache.agent.batch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The kind of map in which a client answers, as far as it is the JDK's; learnt. Thread-safe. */
final class MapKind {

  private final Class<?> type;
  private volatile boolean sorted;
  private volatile boolean unordered;
  private volatile @Nullable Comparator<Object> order;

  /**
   * @param type as the client declares it
   */
  MapKind(Class<?> type) {
    this.type = type;
  }

  @SuppressWarnings("unchecked")
  void learn(Map<?, ?> answer) {
    unordered = answer.getClass() == HashMap.class;
    if (answer instanceof SortedMap) {
      order = ((SortedMap<Object, Object>) answer).comparator();
      sorted = true;
    }
  }

  /** Null if no such map can be made. */
  @Nullable Map<@Nullable Object, @Nullable Object> empty() {
    List<Map<@Nullable Object, @Nullable Object>> kinds = new ArrayList<>();
    if (sorted) {
      kinds.add(new TreeMap<>(order));
    } else {
      kinds.add(unordered ? new HashMap<>() : new LinkedHashMap<>());
      kinds.add(new LinkedHashMap<>());
      kinds.add(new TreeMap<>());
      kinds.add(new ConcurrentHashMap<>());
    }
    for (Map<@Nullable Object, @Nullable Object> kind : kinds) {
      if (type.isInstance(kind)) {
        return kind;
      }
    }
    return null;
  }
}
