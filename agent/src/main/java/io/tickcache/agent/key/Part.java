package io.tickcache.agent.key;

import io.tickcache.agent.classes.ByClass;
import io.tickcache.rules.ValuePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Takes one part of the key from a call. Thread-safe. */
abstract class Part {

  private Part() {}

  /** All of them as parts of a key, or null if a null stands on the way to one. */
  static Object @Nullable [] components(
      Part[] parts, Components components, @Nullable Object self, @Nullable Object[] arguments)
      throws UnkeyableException {
    Object[] taken = new Object[parts.length];
    for (int i = 0; i < taken.length; i++) {
      Object component = parts[i].component(components, self, arguments);
      if (component == null) {
        return null;
      }
      taken[i] = component;
    }
    return taken;
  }

  /** It as a part of keys, or null if a null stands on the way to it. */
  @Nullable Object component(
      Components components, @Nullable Object self, @Nullable Object[] arguments)
      throws UnkeyableException {
    Object raw = raw(self, arguments);
    if (raw == Accessors.BROKEN) {
      return null;
    }
    return raw instanceof Component ? raw : components.of(raw);
  }

  /** Whether a call has in these places what a key begins with. */
  static boolean begin(
      Object key,
      Part[] parts,
      Components components,
      @Nullable Object self,
      @Nullable Object[] arguments)
      throws UnkeyableException {
    Object[] taken = components(parts, components, self, arguments);
    return taken != null && Key.begins(key, taken);
  }

  /** What the call has there, as it is; null if the way to it ends early. */
  abstract @Nullable Object raw(@Nullable Object self, @Nullable Object[] arguments)
      throws UnkeyableException;

  /** A whole argument. */
  static final class Argument extends Part {
    private final int index;

    Argument(int index) {
      this.index = index;
    }

    int index() {
      return index;
    }

    @Override
    @Nullable Object raw(@Nullable Object self, @Nullable Object[] arguments) {
      return arguments[index];
    }
  }

  /** What a path leads to. A null before its end is {@link Accessors#BROKEN}. */
  static final class Path extends Part {

    private final ValuePath path;
    private final Accessors accessors;

    Path(ValuePath path, Accessors accessors) {
      this.path = path;
      this.accessors = accessors;
    }

    @Override
    @Nullable Object raw(@Nullable Object self, @Nullable Object[] arguments)
        throws UnkeyableException {
      Object at = path.root() == ValuePath.Root.ARGUMENT ? arguments[path.argument()] : self;
      return follow(at);
    }

    @Nullable Object follow(@Nullable Object start) throws UnkeyableException {
      return accessors.follow(start, path.steps());
    }
  }

  /** All of an argument but what other parts, or {@code ignore}, have used up. */
  static final class Rest extends Part {
    private final int index;
    private final Used used;
    private final Set<Used> toElements;
    private final Accessors accessors;
    private final Components components;

    /** What is left of the objects of a class, by what is used up. */
    private final ByClass<ConcurrentHashMap<Used, LeftFields>> left =
        new ByClass<ConcurrentHashMap<Used, LeftFields>>() {
          @Override
          protected ConcurrentHashMap<Used, LeftFields> make(Class<?> type) {
            return new ConcurrentHashMap<>();
          }
        };

    /**
     * @param toElements the places on the way to the symbols of a batch: what is left of a
     *     container there is told by each of its elements
     */
    Rest(int index, Used used, Set<Used> toElements, Accessors accessors, Components components) {
      this.index = index;
      this.used = used;
      this.toElements = toElements;
      this.accessors = accessors;
      this.components = components;
    }

    @Override
    @Nullable Object raw(@Nullable Object self, @Nullable Object[] arguments)
        throws UnkeyableException {
      Object argument = arguments[index];
      return argument == null ? Accessors.BROKEN : rest(argument, used);
    }

    /** All of a value but what was used up. */
    Object rest(Object from, Used used) throws UnkeyableException {
      if (Container.is(from) && toElements.contains(used)) {
        return components.beside(from);
      }
      if (from instanceof Map) {
        List<Object> parts = new ArrayList<>();
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) from).entrySet()) {
          add(parts, components.of(entry.getKey()), entry.getValue(), used.below(entry.getKey()));
        }
        parts.add(components.beside(from));
        return new Component.Sequence("rest of map", parts.toArray());
      }
      if (components.isMessage(from)) {
        return restOfMessage(from, used);
      }
      return restOfFields(from, left(from.getClass(), used));
    }

    private LeftFields left(Class<?> type, Used used) {
      ConcurrentHashMap<Used, LeftFields> known = left.of(type);
      LeftFields fields = known.get(used);
      if (fields == null) {
        fields = LeftFields.of(type, accessors.fieldsOf(type), used);
        known.put(used, fields);
      }
      return fields;
    }

    private Object restOfFields(Object from, LeftFields fields) throws UnkeyableException {
      Object[] parts = new Object[fields.size()];
      for (int i = 0; i < parts.length; i++) {
        Object value = accessors.read(from, fields.field(i));
        Used below = fields.usedOf(i);
        parts[i] = below == null || value == null ? components.of(value) : rest(value, below);
      }
      return new Component.Sequence(fields, parts);
    }

    /** What was used up is taken out of the message; what is left below it stands beside. */
    private Object restOfMessage(Object from, Used used) throws UnkeyableException {
      Messages messages = components.messages();
      List<Object> parts = new ArrayList<>();
      parts.add(messages.part(messages.without(from, used.names())));
      for (String name : used.names()) {
        Used below = used.below(name);
        if (below != null && !below.whole()) {
          add(parts, name, messages.has(from, name), null);
          add(parts, name, accessors.read(from, name), below);
        }
      }
      return new Component.Sequence("rest of message", parts.toArray());
    }

    private void add(List<Object> parts, Object name, @Nullable Object value, @Nullable Used below)
        throws UnkeyableException {
      if (below == null) {
        parts.add(named(name, components.of(value)));
      } else if (!below.whole()) {
        parts.add(named(name, value == null ? Component.NULL : rest(value, below)));
      }
    }

    private static Object named(Object name, Object part) {
      return new Component.Sequence("entry", new Object[] {name, part});
    }
  }

  /**
   * The parts of one argument that other parts of the key, or {@code ignore}, speak of, as a tree
   * of names.
   */
  static final class Used {
    private final Map<String, Used> below = new TreeMap<>();
    private boolean whole;

    void add(List<String> steps) {
      Used at = this;
      for (String step : steps) {
        Used next = at.below.get(step);
        if (next == null) {
          next = new Used();
          at.below.put(step, next);
        }
        at = next;
      }
      at.whole = true;
    }

    boolean whole() {
      return whole;
    }

    boolean nothing() {
      return !whole && below.isEmpty();
    }

    /** The names below this place, in a fixed order. */
    Set<String> names() {
      return below.keySet();
    }

    @Nullable Used below(@Nullable Object name) {
      return below.get(String.valueOf(name));
    }

    /** The places that these steps lead through, this one first. */
    List<Used> along(List<String> steps) {
      List<Used> places = new ArrayList<>();
      Used at = this;
      places.add(at);
      for (String step : steps) {
        at = at.below.get(step);
        if (at == null) {
          return places;
        }
        places.add(at);
      }
      return places;
    }
  }
}
