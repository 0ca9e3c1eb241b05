package io.tickcache.agent.key;

import io.tickcache.agent.classes.ByClass;
import io.tickcache.rules.DiagnosticCode;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.Buffer;
import java.time.ZoneId;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.Arrays;
import java.util.Collection;
import java.util.Currency;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Turns arguments into parts of keys. A part is immutable and equal to the parts of equal arguments
 * only; nothing of a mutable argument is kept. Thread-safe.
 */
final class Components {

  private static final int DEEPEST = 32;

  /** Found once for each class, since a look-up has to know it each time. */
  private static final ByClass<Way> WAYS =
      new ByClass<Way>() {
        @Override
        protected Way make(Class<?> type) {
          return Way.of(type);
        }
      };

  private final Accessors accessors;
  private final Contents contents;
  private final Messages messages = new Messages();

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
    if (raw instanceof String || raw instanceof Enum) {
      return raw;
    }
    Way way = WAYS.of(raw.getClass());
    if (way == Way.VALUE) {
      return raw;
    }
    if (depth == DEEPEST) {
      throw new UnkeyableException(
          DiagnosticCode.R025, "a part of the key is nested too deeply", null);
    }
    switch (way) {
      case TEXT:
        return new Component.Text(raw.getClass(), raw.toString());
      case DATE:
        return date((Date) raw);
      case ARRAY:
        return array(raw, depth);
      case COLLECTION:
        return contents.of((Collection<?>) raw, depth);
      case MAP:
        return contents.of((Map<?, ?>) raw, depth);
      case ENTRY:
        return contents.of((Map.Entry<?, ?>) raw, depth);
      case OPTIONAL:
        return optional((Optional<?>) raw, depth);
      case RECORD:
        return record(raw, depth);
      case MESSAGE:
        return messages.part(raw);
      default:
        throw unkeyable(raw.getClass());
    }
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
    return WAYS.of(raw.getClass()) == Way.VALUE;
  }

  /** Whether it is a class of messages of Protocol Buffers. */
  static boolean isMessage(Class<?> type) {
    return WAYS.of(type) == Way.MESSAGE;
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

  private static UnkeyableException unkeyable(Class<?> type) {
    return new UnkeyableException(
        DiagnosticCode.R025,
        "`" + type.getName() + "` has no value equality, so it can't be part of a key",
        Accessors.help(type));
  }

  /** How objects of a class become parts of keys. */
  private enum Way {
    VALUE,
    DATE,
    ARRAY,
    COLLECTION,
    MAP,
    ENTRY,
    OPTIONAL,
    RECORD,
    MESSAGE,
    TEXT,
    NONE;

    private static final Set<Class<?>> VALUES =
        new HashSet<>(
            Arrays.asList(
                String.class,
                Integer.class,
                Long.class,
                Boolean.class,
                Double.class,
                Float.class,
                Short.class,
                Byte.class,
                Character.class,
                BigDecimal.class,
                BigInteger.class,
                UUID.class,
                Currency.class));

    static Way of(Class<?> type) {
      if (VALUES.contains(type) || Enum.class.isAssignableFrom(type) || isTime(type)) {
        return VALUE;
      }
      if (Date.class.isAssignableFrom(type)) {
        return DATE;
      }
      if (type.isArray()) {
        return ARRAY;
      }
      if (Collection.class.isAssignableFrom(type)) {
        return COLLECTION;
      }
      if (Map.class.isAssignableFrom(type)) {
        return MAP;
      }
      if (Map.Entry.class.isAssignableFrom(type)) {
        return ENTRY;
      }
      if (type == Optional.class) {
        return OPTIONAL;
      }
      if (Accessors.isRecord(type)) {
        return RECORD;
      }
      if (Messages.areOf(type)) {
        return MESSAGE;
      }
      return identifiedByText(type) ? TEXT : NONE;
    }

    private static boolean isTime(Class<?> type) {
      return type.getName().startsWith("java.time.")
          && (TemporalAccessor.class.isAssignableFrom(type)
              || TemporalAmount.class.isAssignableFrom(type)
              || ZoneId.class.isAssignableFrom(type));
    }

    /**
     * Types that define both, the text no higher up than the equality: else it may tell too little.
     * A buffer's text does, and its equality is that of what happens to be in it.
     */
    private static boolean identifiedByText(Class<?> type) {
      Class<?> equality = declarer(type, "equals", Object.class);
      return equality != Object.class
          && !Buffer.class.isAssignableFrom(type)
          && equality.isAssignableFrom(declarer(type, "toString"));
    }

    private static Class<?> declarer(Class<?> type, String method, Class<?>... parameters) {
      try {
        return type.getMethod(method, parameters).getDeclaringClass();
      } catch (NoSuchMethodException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }
}
