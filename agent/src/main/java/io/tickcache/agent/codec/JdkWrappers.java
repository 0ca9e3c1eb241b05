package io.tickcache.agent.codec;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The unmodifiable and synchronized views of {@link Collections}, codes 99 to 114, around a copy of
 * what they show.
 */
final class JdkWrappers {
  private final JdkShapes shapes;

  private JdkWrappers(JdkShapes shapes) {
    this.shapes = shapes;
  }

  static void addTo(JdkShapes shapes) {
    JdkWrappers wrappers = new JdkWrappers(shapes);
    wrappers.addUnmodifiable();
    wrappers.addSynchronized();
  }

  @SuppressWarnings("unchecked") // elements are only passed on
  private void addUnmodifiable() {
    add(
        99,
        o -> Collections.unmodifiableCollection((Collection<Object>) o),
        "UnmodifiableCollection");
    add(
        100,
        o -> Collections.unmodifiableList((List<Object>) o),
        "UnmodifiableList",
        "UnmodifiableRandomAccessList");
    add(101, o -> Collections.unmodifiableSet((Set<Object>) o), "UnmodifiableSet");
    add(
        102,
        o -> Collections.unmodifiableSortedSet((SortedSet<Object>) o),
        "UnmodifiableSortedSet");
    add(
        103,
        o -> Collections.unmodifiableNavigableSet((NavigableSet<Object>) o),
        "UnmodifiableNavigableSet");
    add(104, o -> Collections.unmodifiableMap((Map<Object, Object>) o), "UnmodifiableMap");
    add(
        105,
        o -> Collections.unmodifiableSortedMap((SortedMap<Object, Object>) o),
        "UnmodifiableSortedMap");
    add(
        106,
        o -> Collections.unmodifiableNavigableMap((NavigableMap<Object, Object>) o),
        "UnmodifiableNavigableMap");
  }

  @SuppressWarnings("unchecked") // elements are only passed on
  private void addSynchronized() {
    add(
        107,
        o -> Collections.synchronizedCollection((Collection<Object>) o),
        "SynchronizedCollection");
    add(
        108,
        o -> Collections.synchronizedList((List<Object>) o),
        "SynchronizedList",
        "SynchronizedRandomAccessList");
    add(109, o -> Collections.synchronizedSet((Set<Object>) o), "SynchronizedSet");
    add(
        110,
        o -> Collections.synchronizedSortedSet((SortedSet<Object>) o),
        "SynchronizedSortedSet");
    add(
        111,
        o -> Collections.synchronizedNavigableSet((NavigableSet<Object>) o),
        "SynchronizedNavigableSet");
    add(112, o -> Collections.synchronizedMap((Map<Object, Object>) o), "SynchronizedMap");
    add(
        113,
        o -> Collections.synchronizedSortedMap((SortedMap<Object, Object>) o),
        "SynchronizedSortedMap");
    add(
        114,
        o -> Collections.synchronizedNavigableMap((NavigableMap<Object, Object>) o),
        "SynchronizedNavigableMap");
  }

  private void add(int code, Function<@Nullable Object, Object> wrap, String... names) {
    Shape shape =
        new BuiltShape(
            code,
            Collections.class,
            wrapper -> new Object[] {WrappedContents.of(wrapper)},
            parts -> wrap.apply(parts[0]),
            false,
            Immutability.NEVER);
    for (int i = 0; i < names.length; i++) {
      names[i] = "java.util.Collections$" + names[i];
    }
    shapes.addHidden(shape, names);
  }
}
