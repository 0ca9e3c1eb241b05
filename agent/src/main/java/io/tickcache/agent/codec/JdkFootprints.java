package io.tickcache.agent.codec;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.BitSet;
import java.util.Calendar;
import java.util.Collection;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;

/**
 * The heap that an object of the JDK takes with what it is made of: its own fields, which anybody
 * may count, and the characters, digits, tables and nodes behind them, by what is known of the
 * class.
 */
final class JdkFootprints {

  /** Text of Latin-1 takes a byte for each character since Java 9, two before. */
  private static final boolean COMPACT_TEXT = JdkClasses.find("java.lang.StringLatin1") != null;

  /** Remembered with each class, for those of libraries come and go with an application. */
  private static final ClassValue<Long> INSTANCES =
      new ClassValue<Long>() {
        @Override
        protected Long computeValue(Class<?> type) {
          return ObjectLayout.ofInstance(type);
        }
      };

  private JdkFootprints() {}

  static long of(Object value) {
    Class<?> type = value.getClass();
    if (type.isArray()) {
      return ObjectLayout.ofArray(type.getComponentType(), Array.getLength(value));
    }
    if (value instanceof CharSequence) {
      return instance(type) + text((CharSequence) value);
    }
    if (value instanceof Number || value instanceof Boolean || value instanceof Character) {
      return number(value);
    }
    if (value instanceof Collection) {
      return instance(type) + JdkTables.of(type, ((Collection<?>) value).size());
    }
    if (value instanceof Map) {
      return instance(type) + JdkTables.of(type, ((Map<?, ?>) value).size());
    }
    return other(value);
  }

  static long instance(Class<?> type) {
    return INSTANCES.get(type);
  }

  private static long text(CharSequence text) {
    boolean narrow = COMPACT_TEXT;
    for (int i = 0; narrow && i < text.length(); i++) {
      narrow = text.charAt(i) <= 0xff;
    }
    return ObjectLayout.ofArray(narrow ? byte.class : char.class, text.length());
  }

  private static long number(Object value) {
    if (value instanceof BigInteger) {
      return integer(((BigInteger) value).bitLength());
    }
    if (value instanceof BigDecimal) {
      int bits = ((BigDecimal) value).unscaledValue().bitLength();
      return instance(BigDecimal.class) + (bits < Long.SIZE ? 0 : integer(bits));
    }
    return isCached(value) ? 0 : instance(value.getClass());
  }

  private static long integer(int bits) {
    return instance(BigInteger.class) + ObjectLayout.ofArray(int.class, (bits + 31) / 32);
  }

  /** Whether the boxing of the JDK gives the same object to everybody. */
  private static boolean isCached(Object box) {
    if (box instanceof Character) {
      return (Character) box <= Byte.MAX_VALUE;
    }
    if (box instanceof Integer || box instanceof Long || box instanceof Short) {
      long number = ((Number) box).longValue();
      return number == (byte) number;
    }
    return box instanceof Boolean || box instanceof Byte;
  }

  private static long other(Object value) {
    Class<?> type = value.getClass();
    if (value instanceof Currency
        || value instanceof Locale
        || value instanceof ZoneId
        || value instanceof TimeZone) {
      return 0; // one for all
    }
    if (value instanceof LocalDateTime) {
      return dateTime();
    }
    if (value instanceof OffsetDateTime || value instanceof ZonedDateTime) {
      return instance(type) + dateTime();
    }
    if (value instanceof OffsetTime) {
      return instance(type) + instance(LocalTime.class);
    }
    if (value instanceof BitSet) {
      return instance(type) + ObjectLayout.ofArray(byte.class, ((BitSet) value).size() / 8);
    }
    if (value instanceof URI) {
      // the text, and nearly the same again in its parts
      return instance(type) + 2 * (instance(String.class) + text(value.toString()));
    }
    if (value instanceof Calendar) {
      return instance(type) + calendar();
    }
    return instance(type);
  }

  private static long dateTime() {
    return instance(LocalDateTime.class) + instance(LocalDate.class) + instance(LocalTime.class);
  }

  /** Values, stamps and flags of all fields; and the date that it computes with, about as large. */
  private static long calendar() {
    int fields = Calendar.FIELD_COUNT;
    return 2
        * (ObjectLayout.ofArray(int.class, fields)
            + ObjectLayout.ofArray(int.class, fields) / 2
            + ObjectLayout.ofArray(boolean.class, fields));
  }
}
