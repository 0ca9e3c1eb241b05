package io.tickcache.agent.key;

import io.tickcache.rules.ValuePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  /** The key of a symbol that this part alone stands beside; null as {@link #component}. */
  @Nullable Object key(
      Object scope,
      Object symbol,
      Components components,
      @Nullable Object self,
      @Nullable Object[] arguments)
      throws UnkeyableException {
    Object component = component(components, self, arguments);
    return component == null ? null : Key.ofTwo(scope, symbol, component);
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
    private final Property[] steps;

    Path(ValuePath path, Accessors accessors) {
      this.path = path;
      this.steps = accessors.properties(path.steps());
    }

    @Override
    @Nullable Object raw(@Nullable Object self, @Nullable Object[] arguments)
        throws UnkeyableException {
      Object at = path.root() == ValuePath.Root.ARGUMENT ? arguments[path.argument()] : self;
      return follow(at);
    }

    /** Of the argument that it begins at; -1 where it begins elsewhere. */
    int index() {
      return path.root() == ValuePath.Root.ARGUMENT ? path.argument() : -1;
    }

    @Nullable Object follow(@Nullable Object start) throws UnkeyableException {
      return Property.follow(start, steps, 0);
    }
  }

  /** All of an argument but what other parts, or {@code ignore}, have used up. */
  static final class Rest extends Part {
    private final int index;
    private final Used used;
    private final Accessors accessors;
    private final Components components;

    Rest(int index, Used used, Accessors accessors, Components components) {
      this.index = index;
      this.used = used;
      this.accessors = accessors;
      this.components = components;
    }

    int index() {
      return index;
    }

    @Override
    @Nullable Object raw(@Nullable Object self, @Nullable Object[] arguments)
        throws UnkeyableException {
      Object argument = arguments[index];
      return argument == null ? Accessors.BROKEN : rest(argument, used);
    }

    /** Without the objects between, where fields are all that is left of the argument. */
    @Override
    @Nullable Object key(
        Object scope,
        Object symbol,
        Components components,
        @Nullable Object self,
        @Nullable Object[] arguments)
        throws UnkeyableException {
      Object argument = arguments[index];
      return argument == null ? null : key(scope, symbol, argument);
    }

    /** The key of a symbol that all but what was used up of this argument stands beside. */
    Object key(Object scope, Object symbol, Object argument) throws UnkeyableException {
      LeftFields fields = used.left(argument.getClass());
      if (fields == null) {
        return Key.ofTwo(scope, symbol, rest(argument, used));
      }
      Object parts = fields.size() == 1 ? part(argument, fields, 0) : parts(argument, fields);
      return Key.ofComposed(scope, symbol, fields, parts);
    }

    /** All of a value but what was used up. */
    Object rest(Object from, Used used) throws UnkeyableException {
      LeftFields fields = used.left(from.getClass());
      if (fields != null) {
        return new Component.Sequence(fields, parts(from, fields));
      }
      if (used.isOfElements(from.getClass())) {
        return components.beside(from);
      }
      return from instanceof Map ? restOfMap((Map<?, ?>) from, used) : restOfMessage(from, used);
    }

    private Object[] parts(Object from, LeftFields fields) throws UnkeyableException {
      Object[] parts = new Object[fields.size()];
      for (int i = 0; i < parts.length; i++) {
        parts[i] = part(from, fields, i);
      }
      return parts;
    }

    private Object part(Object from, LeftFields fields, int place) throws UnkeyableException {
      Object value = accessors.read(from, fields.field(place));
      Used below = fields.usedOf(place);
      return below == null || value == null ? components.of(value) : rest(value, below);
    }

    private Object restOfMap(Map<?, ?> from, Used used) throws UnkeyableException {
      List<Object> parts = new ArrayList<>();
      for (Map.Entry<?, ?> entry : from.entrySet()) {
        add(parts, components.of(entry.getKey()), entry.getValue(), used.below(entry.getKey()));
      }
      parts.add(components.beside(from));
      return new Component.Sequence("rest of map", parts.toArray());
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
}
