package io.tickcache.agent.codec;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/** A record of the application, made by its canonical constructor, as every record must allow. */
final class RecordShape extends Shape implements Fielded {
  private final RecordComponents components;

  RecordShape(Class<?> type) {
    super(NAMED, type);
    components = RecordComponents.of(type);
  }

  @Override
  boolean shares(Object value) {
    return false;
  }

  @Override
  boolean tracked() {
    return true;
  }

  @Override
  Immutability immutability() {
    return Immutability.DEPENDS;
  }

  @Override
  @Nullable Object[] parts(Object value) {
    @Nullable Object[] parts = new Object[components.fields.size()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = part(components.fields.get(i), value);
    }
    return parts;
  }

  @Override
  public String[] fieldNames() {
    String[] names = new String[components.fields.size()];
    for (int i = 0; i < names.length; i++) {
      names[i] = components.fields.get(i).getName();
    }
    return names;
  }

  @Override
  public @Nullable Object[] fieldValues(Object value) {
    return parts(value);
  }

  private static @Nullable Object part(Field field, Object value) {
    try {
      return field.get(value);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(field + " was made accessible", e);
    }
  }

  @Override
  long bytes(Object value) {
    return ObjectLayout.ofInstance(type());
  }

  /** Without the boxes in which reflection brings primitives. */
  @Override
  @Nullable Object[] held(Object value) {
    @Nullable Object[] held = parts(value);
    for (int i = 0; i < held.length; i++) {
      held[i] = components.fields.get(i).getType().isPrimitive() ? null : held[i];
    }
    return held;
  }

  @Override
  void write(Object value, GraphWriter out) {
    @Nullable Object[] parts = parts(value);
    for (int i = 0; i < parts.length; i++) {
      try {
        out.write(parts[i]);
      } catch (Refusal refusal) {
        throw refusal.inside(components.fields.get(i).getName());
      }
    }
  }

  @Override
  Object assemble(@Nullable Object original, Piece piece, GraphAssembly from) {
    @Nullable Object[] parts =
        original == null ? new Object[components.fields.size()] : parts(original);
    for (int i = 0; i < parts.length; i++) {
      try {
        parts[i] = from.next(parts[i]);
      } catch (Refusal refusal) {
        throw refusal.inside(components.fields.get(i).getName());
      }
    }
    from.requireComplete(piece, type());
    return made(parts);
  }

  private Object made(@Nullable Object[] parts) {
    try {
      return components.constructor.newInstance(parts);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(
          "the constructor of " + type().getName() + " failed", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type().getName() + " can't be made", e);
    }
  }
}
