package io.tickcache.agent.codec;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.AbstractMap;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Optionals, entries, and the collections that are immutable if their elements are, codes 87 to 98.
 */
final class JdkImmutables {
  private static final @Nullable Method LIST_OF = factory(List.class, "of", Object[].class);
  private static final @Nullable Method TO_LIST = factory(Stream.class, "toList");
  private static final @Nullable Method SET_OF = factory(Set.class, "of", Object[].class);
  private static final @Nullable Method MAP_OF_ENTRIES =
      factory(Map.class, "ofEntries", Map.Entry[].class);

  private JdkImmutables() {}

  static void addTo(JdkShapes shapes) {
    addOptional(shapes);
    addOfJava9(shapes);
    addSmall(shapes);
    addEntries(shapes);
  }

  private static void addOptional(JdkShapes shapes) {
    shapes.add(
        built(
            87,
            Optional.class,
            value -> ((Optional<?>) value).map(part -> new Object[] {part}).orElse(new Object[0]),
            parts -> parts.length == 0 ? Optional.empty() : Optional.of(required(parts[0]))));
  }

  private static void addOfJava9(JdkShapes shapes) {
    shapes.addHidden(
        built(88, List.class, JdkImmutables::elementsAndNulls, JdkImmutables::list),
        "java.util.ImmutableCollections$ListN",
        "java.util.ImmutableCollections$List12",
        "java.util.ImmutableCollections$SubList");
    shapes.addHidden(
        hashed(89, Set.class, JdkImmutables::elements, JdkImmutables::set),
        "java.util.ImmutableCollections$SetN",
        "java.util.ImmutableCollections$Set12");
    shapes.addHidden(
        hashed(90, Map.class, JdkImmutables::entries, JdkImmutables::map),
        "java.util.ImmutableCollections$MapN",
        "java.util.ImmutableCollections$Map1");
  }

  private static void addSmall(JdkShapes shapes) {
    shapes.add(JdkValues.constant(91, Collections.emptyList()));
    shapes.add(JdkValues.constant(92, Collections.emptySet()));
    shapes.add(JdkValues.constant(93, Collections.emptyMap()));
    shapes.addHidden(
        built(
            94,
            List.class,
            JdkImmutables::elements,
            parts -> Collections.singletonList(only(parts))),
        "java.util.Collections$SingletonList");
    shapes.addHidden(
        built(95, Set.class, JdkImmutables::elements, parts -> Collections.singleton(only(parts))),
        "java.util.Collections$SingletonSet");
    shapes.addHidden(
        built(
            96,
            Map.class,
            JdkImmutables::entries,
            parts -> Collections.singletonMap(parts[0], parts[1])),
        "java.util.Collections$SingletonMap");
  }

  private static void addEntries(JdkShapes shapes) {
    Shape entry =
        built(
            97,
            AbstractMap.SimpleImmutableEntry.class,
            JdkImmutables::keyAndValue,
            parts -> new AbstractMap.SimpleImmutableEntry<>(parts[0], parts[1]));
    shapes.addHidden(
        entry, "java.util.AbstractMap$SimpleImmutableEntry", "java.util.KeyValueHolder");
    shapes.add(
        new BuiltShape(
            98,
            AbstractMap.SimpleEntry.class,
            JdkImmutables::keyAndValue,
            parts -> new AbstractMap.SimpleEntry<>(parts[0], parts[1]),
            false,
            Immutability.NEVER));
  }

  private static Shape built(
      int code,
      Class<?> type,
      Function<Object, @Nullable Object[]> parts,
      Function<@Nullable Object[], Object> build) {
    return new BuiltShape(code, type, parts, build, false, Immutability.DEPENDS);
  }

  private static Shape hashed(
      int code,
      Class<?> type,
      Function<Object, @Nullable Object[]> parts,
      Function<@Nullable Object[], Object> build) {
    return new BuiltShape(code, type, parts, build, true, Immutability.DEPENDS);
  }

  /**
   * The lists of {@code Stream.toList()} have the class of those of {@code List.of}, but know null.
   */
  private static @Nullable Object[] elementsAndNulls(Object list) {
    @Nullable Object[] elements = elements(list);
    @Nullable Object[] parts = Arrays.copyOf(elements, elements.length + 1);
    parts[elements.length] = knowsNull((List<?>) list);
    return parts;
  }

  private static boolean knowsNull(List<?> list) {
    try {
      return list.contains(null) || list.indexOf(null) < 0;
    } catch (NullPointerException e) {
      return false; // how List.of answers
    }
  }

  /**
   * Bytes of a newer JVM may ask Java 8 for these; what it has instead answers nearly all questions
   * alike.
   */
  private static Object list(@Nullable Object[] parts) {
    boolean knowsNull = (Boolean) required(parts[parts.length - 1]);
    @Nullable Object[] elements = Arrays.copyOf(parts, parts.length - 1);
    if (knowsNull && TO_LIST != null) {
      return call(TO_LIST, Arrays.asList(elements).stream());
    }
    return knowsNull || LIST_OF == null
        ? Collections.unmodifiableList(Arrays.asList(elements))
        : call(LIST_OF, null, (Object) elements);
  }

  private static Object set(@Nullable Object[] parts) {
    return SET_OF == null
        ? Collections.unmodifiableSet(new LinkedHashSet<>(Arrays.asList(parts)))
        : call(SET_OF, null, (Object) parts);
  }

  private static Object map(@Nullable Object[] parts) {
    Map<Object, Object> map = new LinkedHashMap<>();
    JdkCollections.putAll(map, parts);
    return MAP_OF_ENTRIES == null
        ? Collections.unmodifiableMap(map)
        : call(MAP_OF_ENTRIES, null, (Object) map.entrySet().toArray(new Map.Entry<?, ?>[0]));
  }

  private static Object call(Method factory, @Nullable Object target, Object... arguments) {
    try {
      return factory.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(factory.getName() + " refused its elements", e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(factory + " is public", e);
    }
  }

  private static @Nullable Method factory(Class<?> type, String name, Class<?>... parameters) {
    try {
      return type.getMethod(name, parameters);
    } catch (NoSuchMethodException e) {
      return null; // an older JDK
    }
  }

  @SuppressWarnings("unchecked") // elements are only passed on
  private static @Nullable Object[] elements(Object collection) {
    return JdkCollections.elements((Collection<Object>) collection);
  }

  @SuppressWarnings("unchecked") // keys and values are only passed on
  private static @Nullable Object[] entries(Object map) {
    return JdkCollections.entries((Map<Object, Object>) map);
  }

  private static @Nullable Object[] keyAndValue(Object value) {
    Map.Entry<?, ?> entry = (Map.Entry<?, ?>) value;
    return new Object[] {entry.getKey(), entry.getValue()};
  }

  private static @Nullable Object only(@Nullable Object[] parts) {
    if (parts.length != 1) {
      throw new Refusal("is a single element, but the bytes hold " + parts.length);
    }
    return parts[0];
  }

  private static Object required(@Nullable Object part) {
    if (part == null) {
      throw new Refusal("is an optional of nothing");
    }
    return part;
  }
}
