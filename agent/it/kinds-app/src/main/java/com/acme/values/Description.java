package com.acme.values;

import com.google.protobuf.MessageOrBuilder;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A value as text, with all that it leads to and the way it hangs together. */
// Old clients have old classes.
@SuppressWarnings({"JavaUtilDate", "JdkObsolete", "UnnecessaryStringBuilder"})
final class Description {

  private final IdentityHashMap<Object, Integer> seen = new IdentityHashMap<>();
  private final StringBuilder out = new StringBuilder();

  private Description() {}

  static String of(Object value) {
    Description description = new Description();
    description.add(value);
    return description.out.toString();
  }

  private void add(Object value) {
    if (value == null || value instanceof Enum || value instanceof String) {
      out.append(value);
    } else if (seen.containsKey(value)) {
      out.append('#').append(seen.get(value));
    } else {
      seen.put(value, seen.size());
      out.append(value.getClass().getSimpleName());
      contents(value);
    }
  }

  private void contents(Object value) {
    List<Field> fields = Walker.fields(value.getClass());
    if (value.getClass().isArray()) {
      for (int i = 0; i < Array.getLength(value); i++) {
        item(Array.get(value, i));
      }
    } else if (value instanceof Collection) {
      elements((Collection<?>) value, value.getClass() == HashSet.class);
    } else if (value instanceof Map) {
      entries((Map<?, ?>) value);
    } else if (value instanceof Optional) {
      item(((Optional<?>) value).orElse(null));
    } else if (value instanceof Calendar) {
      Calendar calendar = (Calendar) value;
      out.append(calendar.getTimeZone()).append(calendar.getTime().getTime());
    } else if (value instanceof MessageOrBuilder || fields.isEmpty()) {
      out.append(' ').append(value);
    } else {
      fields(value, fields);
    }
  }

  private void fields(Object value, List<Field> fields) {
    for (Field field : fields) {
      out.append(' ').append(field.getName()).append('=');
      item(Walker.read(value, field));
    }
  }

  private void entries(Map<?, ?> map) {
    boolean ordered = map.getClass() != HashMap.class && map.getClass() != ConcurrentHashMap.class;
    List<Object> keys = new ArrayList<>(map.keySet());
    if (!ordered) {
      keys.sort(null);
    }
    Map<Object, Object> values = new HashMap<>(map);
    for (Object key : keys) {
      item(key);
      item(values.get(key));
    }
  }

  private void elements(Collection<?> elements, boolean sorted) {
    List<Object> all = new ArrayList<>(elements);
    if (sorted) {
      all.sort(null);
    }
    all.forEach(this::item);
  }

  private void item(Object value) {
    out.append('(');
    add(value);
    out.append(')');
  }
}
