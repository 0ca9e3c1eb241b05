package io.tickcache.agent.key;

import io.tickcache.rules.DiagnosticCode;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.Buffer;
import java.time.ZoneId;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.Collection;
import java.util.Currency;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Turns arguments into parts of keys. A part is immutable and equal to the parts of equal arguments
 * only; nothing of a mutable argument is kept. Thread-safe.
 */
final class Components {

  private static final int DEEPEST = 32;

  private final Accessors accessors;
  private final Contents contents;
  private final Messages messages = new Messages();

  /**
   * Types that define both, the text no higher up than the equality: else it may tell too little. A
   * buffer's text does, and its equality is that of what happens to be in it.
   */
  private final ClassValue<Boolean> identifiedByText =
      new ClassValue<Boolean>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          Class<?> equality = declarer(type, "equals", Object.class);
          return equality != Object.class
              && !Buffer.class.isAssignableFrom(type)
              && equality.isAssignableFrom(declarer(type, "toString"));
        }
      };

  Components(Accessors accessors) {
    this.accessors = accessors;
    this.contents = new Contents(accessors, this);
  }

  /** What a container has beside its elements. */
  Object beside(Object container) throws UnkeyableException {
    return contents.beside(container, 0);
  }

  Messages messages() {
    return messages;
  }

  /** The part for an argument or a property of one. */
  Object of(@Nullable Object raw) throws UnkeyableException {
    return of(raw, 0);
  }

  Object of(@Nullable Object raw, int depth) throws UnkeyableException {
    if (raw == null) {
      return Component.NULL;
    }
    if (isValue(raw)) {
      return raw;
    }
    if (depth == DEEPEST) {
      throw new UnkeyableException(
          DiagnosticCode.R025, "a part of the key is nested too deeply", null);
    }
    if (raw instanceof Date) {
      return date((Date) raw);
    }
    if (raw.getClass().isArray()) {
      return array(raw, depth);
    }
    if (raw instanceof Collection) {
      return contents.of((Collection<?>) raw, depth);
    }
    if (raw instanceof Map) {
      return contents.of((Map<?, ?>) raw, depth);
    }
    if (raw instanceof Map.Entry) {
      return contents.of((Map.Entry<?, ?>) raw, depth);
    }
    if (raw instanceof Optional) {
      return optional((Optional<?>) raw, depth);
    }
    if (Accessors.isRecord(raw.getClass())) {
      return record(raw, depth);
    }
    if (messages.isOne(raw)) {
      return messages.part(raw);
    }
    if (identifiedByText.get(raw.getClass())) {
      return new Component.Text(raw.getClass(), raw.toString());
    }
    throw unkeyable(raw.getClass());
  }

  /** Milliseconds, and what a timestamp's text has behind its point: no time zone comes into it. */
  @SuppressWarnings("JavaUtilDate") // old clients pass them
  private static Object date(Date date) {
    String text = date.toString();
    int point = text.lastIndexOf('.');
    return new Component.Text(
        date.getClass(), date.getTime() + (point < 0 ? "" : text.substring(point)));
  }

  /** Whether it is immutable, and equal to what has the same content. */
  static boolean isValue(Object raw) {
    Class<?> type = raw.getClass();
    return type == String.class
        || type == Integer.class
        || type == Long.class
        || type == Boolean.class
        || raw instanceof Enum
        || type == Double.class
        || type == Float.class
        || type == Short.class
        || type == Byte.class
        || type == Character.class
        || type == BigDecimal.class
        || type == BigInteger.class
        || type == UUID.class
        || type == Currency.class
        || isTime(raw, type);
  }

  private static boolean isTime(Object raw, Class<?> type) {
    return (raw instanceof TemporalAccessor
            || raw instanceof TemporalAmount
            || raw instanceof ZoneId)
        && type.getName().startsWith("java.time.");
  }

  private Object array(Object array, int depth) throws UnkeyableException {
    Object[] parts = new Object[Array.getLength(array)];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = of(Array.get(array, i), depth + 1);
    }
    return new Component.Sequence("list", parts);
  }

  private Object optional(Optional<?> optional, int depth) throws UnkeyableException {
    return new Component.Sequence(
        "optional",
        optional.isPresent() ? new Object[] {of(optional.get(), depth + 1)} : new Object[0]);
  }

  /** By its components, because a record's text doesn't tell where one ends. */
  private Object record(Object record, int depth) throws UnkeyableException {
    List<Field> components = accessors.fieldsOf(record.getClass());
    Object[] parts = new Object[components.size()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = of(accessors.read(record, components.get(i)), depth + 1);
    }
    return new Component.Sequence(record.getClass().getName(), parts);
  }

  private static Class<?> declarer(Class<?> type, String method, Class<?>... parameters) {
    try {
      return type.getMethod(method, parameters).getDeclaringClass();
    } catch (NoSuchMethodException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static UnkeyableException unkeyable(Class<?> type) {
    return new UnkeyableException(
        DiagnosticCode.R025,
        "`" + type.getName() + "` has no value equality, so it can't be part of a key",
        Accessors.help(type));
  }
}
