package io.tickcache.agent.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.net.URI;
import java.util.Collections;
import java.util.Currency;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;

/** Numbers, text and other immutable values, codes 0 to 21. */
final class JdkValues {
  static final int LAST_CODE = 21;

  private JdkValues() {}

  static void addTo(JdkShapes shapes) {
    addBoxes(shapes);
    addNumbers(shapes);
    addOptionals(shapes);
    addNames(shapes);
    addConstants(shapes);
  }

  private static void addBoxes(JdkShapes shapes) {
    shapes.add(LeafShape.value(0, String.class, (v, out) -> out.writeText(v), GraphReader::text));
    shapes.add(
        LeafShape.value(
            1, Boolean.class, (v, o) -> o.out().writeBoolean(v), i -> i.in().readBoolean()));
    shapes.add(
        LeafShape.value(2, Byte.class, (v, o) -> o.out().writeByte(v), i -> i.in().readByte()));
    shapes.add(
        LeafShape.value(3, Short.class, (v, o) -> o.out().writeShort(v), i -> i.in().readShort()));
    shapes.add(
        LeafShape.value(
            4, Character.class, (v, o) -> o.out().writeChar(v), i -> i.in().readChar()));
    shapes.add(
        LeafShape.value(
            5,
            Integer.class,
            (v, o) -> o.out().writeVarInt(v, false),
            i -> i.in().readVarInt(false)));
    shapes.add(
        LeafShape.value(
            6,
            Long.class,
            (v, o) -> o.out().writeVarLong(v, false),
            i -> i.in().readVarLong(false)));
    shapes.add(
        LeafShape.value(7, Float.class, (v, o) -> o.out().writeFloat(v), i -> i.in().readFloat()));
    shapes.add(
        LeafShape.value(
            8, Double.class, (v, o) -> o.out().writeDouble(v), i -> i.in().readDouble()));
  }

  private static void addNumbers(JdkShapes shapes) {
    shapes.add(
        LeafShape.value(
            9,
            BigInteger.class,
            (v, out) -> out.writeBytes(v.toByteArray()),
            in -> new BigInteger(in.bytes())));
    shapes.add(
        LeafShape.value(
            10,
            BigDecimal.class,
            (v, out) -> {
              out.writeBytes(v.unscaledValue().toByteArray());
              out.out().writeVarInt(v.scale(), false);
            },
            JdkValues::decimal));
    shapes.add(
        LeafShape.value(
            11,
            MathContext.class,
            (v, out) -> {
              out.out().writeVarInt(v.getPrecision(), true);
              out.writeText(v.getRoundingMode().name());
            },
            in -> new MathContext(in.in().readVarInt(true), RoundingMode.valueOf(in.text()))));
  }

  /** Prices are short mostly, and then it takes no array and no big integer. */
  private static BigDecimal decimal(GraphReader in) {
    int length = in.claim(1);
    if (length == 0 || length > Long.BYTES) {
      BigInteger unscaled = new BigInteger(in.in().readBytes(length));
      return new BigDecimal(unscaled, in.in().readVarInt(false));
    }
    long unscaled = in.in().readByte();
    for (int i = 1; i < length; i++) {
      unscaled = (unscaled << Byte.SIZE) | in.in().readByteUnsigned();
    }
    return BigDecimal.valueOf(unscaled, in.in().readVarInt(false));
  }

  private static void addOptionals(JdkShapes shapes) {
    shapes.add(
        LeafShape.value(
            12,
            OptionalInt.class,
            (v, out) -> {
              out.out().writeBoolean(v.isPresent());
              out.out().writeInt(v.orElse(0));
            },
            in -> optional(in.in().readBoolean(), in.in().readInt())));
    shapes.add(
        LeafShape.value(
            13,
            OptionalLong.class,
            (v, out) -> {
              out.out().writeBoolean(v.isPresent());
              out.out().writeLong(v.orElse(0));
            },
            in -> optional(in.in().readBoolean(), in.in().readLong())));
    shapes.add(
        LeafShape.value(
            14,
            OptionalDouble.class,
            (v, out) -> {
              out.out().writeBoolean(v.isPresent());
              out.out().writeDouble(v.orElse(0));
            },
            in -> optional(in.in().readBoolean(), in.in().readDouble())));
  }

  private static OptionalInt optional(boolean present, int value) {
    return present ? OptionalInt.of(value) : OptionalInt.empty();
  }

  private static OptionalLong optional(boolean present, long value) {
    return present ? OptionalLong.of(value) : OptionalLong.empty();
  }

  private static OptionalDouble optional(boolean present, double value) {
    return present ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  private static void addNames(JdkShapes shapes) {
    shapes.add(
        LeafShape.value(
            15,
            UUID.class,
            (v, out) -> {
              out.out().writeLong(v.getMostSignificantBits());
              out.out().writeLong(v.getLeastSignificantBits());
            },
            in -> new UUID(in.in().readLong(), in.in().readLong())));
    shapes.add(
        LeafShape.value(
            16,
            Currency.class,
            (v, out) -> out.writeText(v.getCurrencyCode()),
            in -> Currency.getInstance(in.text())));
    shapes.add(
        LeafShape.value(
            17, URI.class, (v, out) -> out.writeText(v.toString()), in -> URI.create(in.text())));
    shapes.add(
        LeafShape.value(
            18, Locale.class, JdkValues::writeLocale, in -> Locale.forLanguageTag(in.text())));
  }

  private static void writeLocale(Locale locale, GraphWriter out) {
    String tag = locale.toLanguageTag();
    if (!Locale.forLanguageTag(tag).equals(locale)) {
      throw new Refusal("is the locale " + locale + ", which has no language tag of its own");
    }
    out.writeText(tag);
  }

  /** Comparators of which there is one; their classes are private to the JDK. */
  private static void addConstants(JdkShapes shapes) {
    shapes.add(constant(19, String.CASE_INSENSITIVE_ORDER));
    shapes.add(constant(20, Collections.reverseOrder()));
    shapes.add(constant(21, java.util.Comparator.<String>naturalOrder()));
  }

  @SuppressWarnings("unchecked") // the class of an object of type T, as getClass can't say
  static <T> LeafShape<T> constant(int code, T constant) {
    return LeafShape.value(code, (Class<T>) constant.getClass(), (v, out) -> {}, in -> constant);
  }
}
