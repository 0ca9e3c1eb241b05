package io.tickcache.agent.codec;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Copies of an application's objects that differ in one property and share all the others. */
public final class ShallowCopy {

  private ShallowCopy() {}

  /**
   * A copy with another value of a property, made without running a constructor unless it is a
   * record.
   *
   * @throws IllegalArgumentException if there is no field of that name that takes the value, or the
   *     object can't be copied
   */
  public static Object with(Object original, String property, Object value) {
    try {
      return RecordComponents.isRecord(original.getClass())
          ? record(original, property, value)
          : object(original, property, value);
    } catch (Refusal | ReflectiveOperationException refusal) {
      throw new IllegalArgumentException(
          original.getClass().getName() + " can't be copied with another " + property, refusal);
    }
  }

  private static Object object(Object original, String property, Object value) {
    Class<?> type = original.getClass();
    if (Modifier.isAbstract(type.getModifiers()) || type.getName().startsWith("java.")) {
      throw new IllegalArgumentException(type.getName() + " is no object of an application");
    }
    List<InstanceField> fields = InstanceField.of(type);
    InstanceField changed = InstanceField.nearest(fields, property);
    Object copy = Instantiator.of(type).newInstance();
    for (InstanceField field : fields) {
      if (field.isPrimitive()) {
        field.copyPrimitive(original, copy);
      } else {
        field.set(copy, field.get(original));
      }
    }
    changed.set(copy, value);
    return copy;
  }

  private static Object record(Object original, String property, Object value)
      throws ReflectiveOperationException {
    RecordComponents components = RecordComponents.of(original.getClass());
    @Nullable Object[] parts = new Object[components.fields.size()];
    boolean found = false;
    for (int i = 0; i < parts.length; i++) {
      Field component = components.fields.get(i);
      boolean changed = component.getName().equals(property);
      parts[i] = changed ? value : component.get(original);
      found |= changed;
    }
    if (!found) {
      throw new IllegalArgumentException("there is no component " + property);
    }
    return components.constructor.newInstance(parts);
  }
}
