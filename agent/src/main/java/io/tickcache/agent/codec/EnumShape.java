package io.tickcache.agent.codec;

import org.jspecify.annotations.Nullable;

/**
 * An enum, of the application or the JDK. Its constants are the same objects everywhere; bytes hold
 * their names.
 */
final class EnumShape extends Shape implements Leaf {

  private EnumShape(Class<?> type) {
    super(NAMED, type);
  }

  /** For the class of a constant, which with a body of its own is a subclass of the enum. */
  static EnumShape of(Class<?> constantType) {
    Class<?> type = constantType;
    while (!type.isEnum()) {
      Class<?> parent = type.getSuperclass();
      if (parent == null) {
        throw new Refusal("is no constant of any enum");
      }
      type = parent;
    }
    return new EnumShape(type);
  }

  @Override
  boolean shares(Object value) {
    return true;
  }

  @Override
  boolean tracked() {
    return false;
  }

  @Override
  Immutability immutability() {
    return Immutability.ALWAYS;
  }

  @Override
  long bytes(Object value) {
    return 0;
  }

  @Override
  @Nullable Object[] held(Object value) {
    return NOTHING;
  }

  @Override
  void write(Object value, GraphWriter out) {
    out.writeText(((Enum<?>) value).name());
  }

  @Override
  Object assemble(@Nullable Object original, Piece piece, GraphAssembly from) {
    return from.leaf(original, this);
  }

  @Override
  public Object copyOf(Object original) {
    return original;
  }

  @Override
  @SuppressWarnings({
    "unchecked",
    "rawtypes"
  }) // the type variable of Enum.valueOf is of no use here
  public Object read(GraphReader in) {
    return Enum.valueOf((Class) type(), in.text());
  }
}
