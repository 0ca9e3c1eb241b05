package io.tickcache.agent.codec;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The heap behind the fields of a collection or map of the JDK: the nodes of its entries, and the
 * table that finds them. A collection that has more room than entries is counted as one that
 * hasn't.
 */
final class JdkTables {
  private static final int LINKED = 24;
  private static final int HASHED = 32;
  private static final int HASHED_IN_ORDER = 40;
  private static final int SORTED = 40;
  private static final int SMALLEST_TABLE = 16;

  private static final Map<String, Integer> NODES = nodes();
  private static final Map<String, Class<?>> MAPS = mapsOfSets();

  private JdkTables() {}

  static long of(Class<?> type, int size) {
    String name = type.getName();
    Class<?> map = MAPS.get(name);
    if (map != null) {
      return JdkFootprints.instance(map) + of(map, size);
    }
    Integer node = NODES.get(name);
    if (node == null) {
      return ofArray(name, size);
    }
    boolean table = node == HASHED || name.startsWith("java.util.LinkedHash");
    return (long) node * size + (table && size > 0 ? hashTable(size) : 0);
  }

  /** A power of two that is filled to three quarters at most. */
  private static long hashTable(int size) {
    long places = SMALLEST_TABLE;
    while (places * 3 < size * 4L) {
      places *= 2;
    }
    return ObjectLayout.ofReferences(places);
  }

  private static long ofArray(String name, int size) {
    if (name.endsWith("EnumSet")
        || name.startsWith("java.util.Collections$")
        || name.endsWith("12")) {
      return 0; // no more than its fields
    }
    if (name.equals("java.util.ImmutableCollections$SetN")) {
      return ObjectLayout.ofReferences(2L * size);
    }
    return ObjectLayout.ofReferences(name.endsWith("MapN") ? 4L * size : size);
  }

  private static Map<String, Integer> nodes() {
    Map<String, Integer> nodes = new HashMap<>();
    nodes.put("java.util.LinkedList", LINKED);
    nodes.put("java.util.concurrent.ConcurrentLinkedQueue", LINKED);
    nodes.put("java.util.concurrent.ConcurrentLinkedDeque", LINKED);
    nodes.put("java.util.HashMap", HASHED);
    nodes.put("java.util.Hashtable", HASHED);
    nodes.put("java.util.concurrent.ConcurrentHashMap", HASHED);
    nodes.put("java.util.LinkedHashMap", HASHED_IN_ORDER);
    nodes.put("java.util.TreeMap", SORTED);
    nodes.put("java.util.concurrent.ConcurrentSkipListMap", SORTED);
    return Collections.unmodifiableMap(nodes);
  }

  private static Map<String, Class<?>> mapsOfSets() {
    Map<String, Class<?>> maps = new HashMap<>();
    maps.put("java.util.HashSet", HashMap.class);
    maps.put("java.util.LinkedHashSet", LinkedHashMap.class);
    maps.put("java.util.TreeSet", TreeMap.class);
    maps.put("java.util.concurrent.ConcurrentSkipListSet", ConcurrentSkipListMap.class);
    maps.put("java.util.concurrent.ConcurrentHashMap$KeySetView", ConcurrentHashMap.class);
    return Collections.unmodifiableMap(maps);
  }
}
