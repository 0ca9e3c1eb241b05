package io.tickcache.agent.codec;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.Stack;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The mutable collections and maps, codes 60 to 86. */
@SuppressWarnings("JdkObsolete") // the application's choice, not ours
final class JdkCollections {

  private JdkCollections() {}

  static void addTo(JdkShapes shapes) {
    addLists(shapes);
    addSets(shapes);
    addMaps(shapes);
    addSorted(shapes);
    addEnums(shapes);
  }

  private static void addLists(JdkShapes shapes) {
    shapes.add(list(60, ArrayList.class, ArrayList::new));
    shapes.add(list(61, LinkedList.class, n -> new LinkedList<>()));
    shapes.add(list(62, ArrayDeque.class, n -> new ArrayDeque<>(n + 1)));
    shapes.add(list(63, Vector.class, Vector::new));
    shapes.add(list(64, Stack.class, n -> new Stack<>()));
    shapes.add(list(65, ConcurrentLinkedQueue.class, n -> new ConcurrentLinkedQueue<>()));
    shapes.add(list(66, ConcurrentLinkedDeque.class, n -> new ConcurrentLinkedDeque<>()));
    shapes.add(list(67, CopyOnWriteArrayList.class, n -> new CopyOnWriteArrayList<>()));
    shapes.addHidden(
        new PlainContainerShape<List<Object>>(
            68,
            List.class,
            n -> Arrays.asList(new Object[n]),
            JdkCollections::elements,
            JdkCollections::setAll,
            false),
        "java.util.Arrays$ArrayList");
    // A view of a list that nobody else sees any more is a list.
    shapes.addHidden(
        list(69, List.class, ArrayList::new),
        "java.util.ArrayList$SubList",
        "java.util.AbstractList$SubList",
        "java.util.AbstractList$RandomAccessSubList",
        "java.util.SubList",
        "java.util.RandomAccessSubList");
    shapes.add(
        new PlainContainerShape<AtomicReference<Object>>(
            70,
            AtomicReference.class,
            n -> new AtomicReference<>(),
            reference -> new Object[] {reference.get()},
            (reference, parts) -> reference.set(parts[0]),
            false));
  }

  private static void addSets(JdkShapes shapes) {
    shapes.add(set(71, HashSet.class, n -> new HashSet<>(capacity(n))));
    shapes.add(set(72, LinkedHashSet.class, n -> new LinkedHashSet<>(capacity(n))));
    shapes.add(set(73, CopyOnWriteArraySet.class, n -> new CopyOnWriteArraySet<>()));
    shapes.addHidden(
        new PlainContainerShape<Collection<Object>>(
            74,
            ConcurrentHashMap.KeySetView.class,
            n -> ConcurrentHashMap.newKeySet(),
            JdkCollections::ownElements,
            JdkCollections::addAll,
            true),
        "java.util.concurrent.ConcurrentHashMap$KeySetView");
  }

  private static void addMaps(JdkShapes shapes) {
    shapes.add(map(75, HashMap.class, n -> new HashMap<>(capacity(n))));
    shapes.add(map(76, LinkedHashMap.class, n -> new LinkedHashMap<>(capacity(n))));
    shapes.add(map(77, ConcurrentHashMap.class, n -> new ConcurrentHashMap<>()));
    shapes.add(map(78, Hashtable.class, n -> new Hashtable<>()));
  }

  private static void addSorted(JdkShapes shapes) {
    shapes.add(
        new SortedContainerShape<PriorityQueue<Object>>(
            79,
            PriorityQueue.class,
            PriorityQueue::comparator,
            order ->
                new PriorityQueue<>(
                    11, order), // 11: its default, which has to be said with an order on 8
            JdkCollections::elements,
            JdkCollections::addAll));
    shapes.add(sortedSet(80, TreeSet.class, TreeSet::new));
    shapes.add(sortedSet(81, ConcurrentSkipListSet.class, ConcurrentSkipListSet::new));
    shapes.add(sortedMap(82, TreeMap.class, TreeMap::new));
    shapes.add(sortedMap(83, ConcurrentSkipListMap.class, ConcurrentSkipListMap::new));
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // the type variable of enums is of no use here
  private static void addEnums(JdkShapes shapes) {
    shapes.addHidden(
        new EnumContainerShape(
            84,
            EnumSet.class,
            value -> EnumTypes.of((EnumSet<?>) value),
            type -> EnumSet.noneOf((Class) type),
            value -> elements((Collection<Object>) value),
            (made, parts) -> addAll((Collection<Object>) made, parts)),
        "java.util.RegularEnumSet",
        "java.util.JumboEnumSet");
    shapes.add(
        new EnumContainerShape(
            85,
            EnumMap.class,
            value -> EnumTypes.of((EnumMap<?, ?>) value),
            type -> new EnumMap(type),
            value -> entries((Map<Object, Object>) value),
            (made, parts) -> putAll((Map<Object, Object>) made, parts)));
  }

  private static Shape list(
      int code, Class<?> type, IntFunction<? extends Collection<Object>> empty) {
    return new PlainContainerShape<Collection<Object>>(
        code, type, empty, JdkCollections::elements, JdkCollections::addAll, false);
  }

  private static Shape set(
      int code, Class<?> type, IntFunction<? extends Collection<Object>> empty) {
    return new PlainContainerShape<Collection<Object>>(
        code, type, empty, JdkCollections::elements, JdkCollections::addAll, true);
  }

  private static Shape map(
      int code, Class<?> type, IntFunction<? extends Map<Object, Object>> empty) {
    return new PlainContainerShape<Map<Object, Object>>(
        code, type, empty, JdkCollections::entries, JdkCollections::putAll, true);
  }

  private static Shape sortedSet(
      int code,
      Class<?> type,
      Function<@Nullable Comparator<Object>, ? extends SortedSet<Object>> empty) {
    return new SortedContainerShape<SortedSet<Object>>(
        code,
        type,
        SortedSet::comparator,
        empty::apply,
        JdkCollections::elements,
        JdkCollections::addAll);
  }

  private static Shape sortedMap(
      int code,
      Class<?> type,
      Function<@Nullable Comparator<Object>, ? extends SortedMap<Object, Object>> empty) {
    return new SortedContainerShape<SortedMap<Object, Object>>(
        code,
        type,
        SortedMap::comparator,
        empty::apply,
        JdkCollections::entries,
        JdkCollections::putAll);
  }

  /** As the copy constructors of the JDK do: enough for {@code size} entries at a load of 0.75. */
  private static int capacity(int size) {
    return Math.max(16, (int) (size / 0.75f) + 1);
  }

  /**
   * Always an {@code Object[]}: the array of {@code Arrays.asList} has the class of its elements on
   * Java 8.
   */
  static @Nullable Object[] elements(Collection<Object> collection) {
    Object[] elements = collection.toArray();
    return elements.getClass() == Object[].class
        ? elements
        : Arrays.copyOf(elements, elements.length, Object[].class);
  }

  /** Of a set that isn't the view of a map with values of its own. */
  private static @Nullable Object[] ownElements(Collection<Object> keys) {
    if (((ConcurrentHashMap.KeySetView<?, ?>) keys).getMappedValue() != Boolean.TRUE) {
      throw new Refusal("is a view of a map's keys");
    }
    return elements(keys);
  }

  static @Nullable Object[] entries(Map<Object, Object> map) {
    List<@Nullable Object> entries = new ArrayList<>(2 * map.size());
    for (Map.Entry<Object, Object> entry : map.entrySet()) {
      entries.add(entry.getKey());
      entries.add(entry.getValue());
    }
    return entries.toArray();
  }

  private static void addAll(Collection<Object> made, @Nullable Object[] parts) {
    made.addAll(Arrays.asList(parts));
  }

  private static void setAll(List<Object> made, @Nullable Object[] parts) {
    for (int i = 0; i < parts.length; i++) {
      made.set(i, parts[i]);
    }
  }

  static void putAll(Map<Object, Object> made, @Nullable Object[] parts) {
    for (int i = 0; i < parts.length; i += 2) {
      made.put(parts[i], parts[i + 1]);
    }
  }
}
