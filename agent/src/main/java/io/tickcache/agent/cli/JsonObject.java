package io.tickcache.agent.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An object of JSON, asked for what it should hold. What is missing, or of another kind, is empty,
 * so that an agent of another version can be asked. Immutable.
 */
final class JsonObject {

  static final JsonObject EMPTY = new JsonObject(Collections.<String, @Nullable Object>emptyMap());

  private final Map<?, ?> values;

  private JsonObject(Map<?, ?> values) {
    this.values = values;
  }

  /** Throws IllegalArgumentException where the text is no object. */
  static JsonObject parse(String text) {
    Object value = JsonReader.read(text);
    if (value instanceof Map) {
      return new JsonObject((Map<?, ?>) value);
    }
    throw new IllegalArgumentException("no object of JSON");
  }

  Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    for (Object name : values.keySet()) {
      names.add((String) name);
    }
    return names;
  }

  boolean has(String name) {
    return values.get(name) != null;
  }

  /** A text; empty where there is none. */
  String text(String name) {
    Object value = values.get(name);
    return value instanceof String ? (String) value : "";
  }

  boolean is(String name) {
    return Boolean.TRUE.equals(values.get(name));
  }

  /** A number; not a number where there is none. */
  double number(String name) {
    Object value = values.get(name);
    return value instanceof Double ? (Double) value : Double.NaN;
  }

  /** A whole number; 0 where there is none. */
  long count(String name) {
    return (long) number(name);
  }

  JsonObject object(String name) {
    Object value = values.get(name);
    return value instanceof Map ? new JsonObject((Map<?, ?>) value) : EMPTY;
  }

  List<JsonObject> objects(String name) {
    List<JsonObject> objects = new ArrayList<>();
    for (Object element : list(name)) {
      objects.add(element instanceof Map ? new JsonObject((Map<?, ?>) element) : EMPTY);
    }
    return objects;
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Object element : list(name)) {
      texts.add(String.valueOf(element));
    }
    return texts;
  }

  private List<?> list(String name) {
    Object value = values.get(name);
    return value instanceof List ? (List<?>) value : Collections.emptyList();
  }
}
