package io.tickcache.agent.key;

import io.tickcache.rules.DiagnosticCode;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A property by its name: a map's entry, a record component, a getter or a field, whichever exists,
 * in that order. What was found is remembered with the class itself. Thread-safe.
 */
final class Property {

  private final String name;
  private final ClassValue<AccessibleObject> accessors =
      new ClassValue<AccessibleObject>() {
        @Override
        protected AccessibleObject computeValue(Class<?> type) {
          try {
            AccessibleObject accessor = find(type);
            Accessors.open(accessor, type, name);
            return accessor;
          } catch (UnkeyableException none) {
            throw new UndeclaredThrowableException(none);
          }
        }
      };

  Property(String name) {
    this.name = name;
  }

  /**
   * Goes through these, from one of them on; {@link Accessors#BROKEN} where a null comes before the
   * last.
   */
  static @Nullable Object follow(@Nullable Object start, Property[] steps, int from)
      throws UnkeyableException {
    Object at = start;
    for (int i = from; i < steps.length; i++) {
      if (at == null) {
        return Accessors.BROKEN;
      }
      at = steps[i].of(at);
    }
    return at;
  }

  /** Its value in an object that may be of any class. */
  @Nullable Object of(Object target) throws UnkeyableException {
    if (target instanceof Map) {
      return ((Map<?, ?>) target).get(name);
    }
    return Accessors.call(target, name, accessor(target.getClass()));
  }

  private AccessibleObject accessor(Class<?> type) throws UnkeyableException {
    try {
      return accessors.get(type);
    } catch (UndeclaredThrowableException none) {
      throw (UnkeyableException) none.getUndeclaredThrowable();
    }
  }

  private AccessibleObject find(Class<?> type) throws UnkeyableException {
    String capital = Character.toUpperCase(name.charAt(0)) + name.substring(1);
    String[] getters =
        Accessors.isRecord(type)
            ? new String[] {name, "get" + capital, "is" + capital}
            : new String[] {"get" + capital, "is" + capital, name};
    for (String getter : getters) {
      Method method = getter(type, getter);
      if (method != null) {
        return method;
      }
    }
    for (Field field : Accessors.instanceFields(type)) {
      if (field.getName().equals(name)) {
        return field;
      }
    }
    throw new UnkeyableException(
        DiagnosticCode.R024,
        "`" + type.getName() + "` has no property `" + name + "`",
        Accessors.help(type));
  }

  private static @Nullable Method getter(Class<?> type, String name) {
    for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
      for (Method method : at.getDeclaredMethods()) {
        if (Accessors.isGetter(method, name)) {
          return method;
        }
      }
    }
    for (Method method : type.getMethods()) {
      if (method.getDeclaringClass() != Object.class && Accessors.isGetter(method, name)) {
        return method;
      }
    }
    return null;
  }
}
