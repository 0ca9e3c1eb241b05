package io.tickcache.agent.key;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A declared type that only what is said here is known of. */
record Declared(String name, boolean keyable, Knowledge knowledge, Map<String, PropertyType> known)
    implements PropertyType {

  /** A type whose values have an identity, and whatever properties. */
  static Declared value(String name) {
    return new Declared(name, true, Knowledge.NOTHING, Map.of());
  }

  static Declared object(String name, Knowledge knowledge) {
    return new Declared(name, false, knowledge, new TreeMap<>());
  }

  Declared with(String property, PropertyType type) {
    known.put(property, type);
    return this;
  }

  @Override
  public boolean many() {
    return name.endsWith("[]");
  }

  @Override
  public @Nullable PropertyType property(String property) {
    return known.get(property);
  }

  @Override
  public List<String> properties() {
    return List.copyOf(known.keySet());
  }
}
