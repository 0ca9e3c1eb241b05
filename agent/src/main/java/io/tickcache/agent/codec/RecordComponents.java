package io.tickcache.agent.codec;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The components of a record class, found by reflection because this code is compiled for Java 8.
 */
final class RecordComponents {
  private static final @Nullable Method IS_RECORD = classMethod("isRecord");
  private static final @Nullable Method COMPONENTS = classMethod("getRecordComponents");

  final List<Field> fields;
  final Constructor<?> constructor;

  private RecordComponents(List<Field> fields, Constructor<?> constructor) {
    this.fields = fields;
    this.constructor = constructor;
  }

  static boolean isRecord(Class<?> type) {
    return IS_RECORD != null && Boolean.TRUE.equals(call(IS_RECORD, type));
  }

  /** The components in their declared order. */
  static RecordComponents of(Class<?> type) {
    if (COMPONENTS == null) {
      throw new IllegalArgumentException(type.getName() + " is not a record");
    }
    try {
      return read(type, (Object[]) call(COMPONENTS, type));
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new Refusal("is a record " + type.getName() + " that can't be read: " + e);
    }
  }

  private static RecordComponents read(Class<?> type, Object[] components)
      throws ReflectiveOperationException {
    List<Field> fields = new ArrayList<>(components.length);
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      Object component = components[i];
      String name = (String) component.getClass().getMethod("getName").invoke(component);
      Field field = type.getDeclaredField(name);
      field.setAccessible(true);
      fields.add(field);
      types[i] = field.getType();
    }
    Constructor<?> constructor = type.getDeclaredConstructor(types);
    constructor.setAccessible(true);
    return new RecordComponents(fields, constructor);
  }

  private static @Nullable Method classMethod(String name) {
    try {
      return Class.class.getMethod(name);
    } catch (NoSuchMethodException e) {
      return null; // before Java 16 there are no records
    }
  }

  private static Object call(Method method, Class<?> type) {
    try {
      return method.invoke(type);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Class." + method.getName() + " failed", e);
    }
  }
}
