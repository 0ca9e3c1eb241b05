package io.tickcache.agent.key;

import io.tickcache.rules.DiagnosticCode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Messages of Protocol Buffers as arguments: one counts by its class and by the bytes that it is
 * written as. Its fields tell something else, since generated code keeps in them what it has worked
 * out before: a hash, a size, the text of some bytes. Recognised by the name of the superclass,
 * because the library is the application's own. Thread-safe.
 */
final class Messages {

  private static final Set<String> GENERATED =
      new HashSet<>(
          Arrays.asList(
              "com.google.protobuf.GeneratedMessage",
              "com.google.protobuf.GeneratedMessageV3",
              "com.google.protobuf.GeneratedMessageLite"));

  /** Methods by name; an empty list where a class has none. */
  private final ClassValue<ConcurrentHashMap<String, List<Method>>> methods =
      new ClassValue<ConcurrentHashMap<String, List<Method>>>() {
        @Override
        protected ConcurrentHashMap<String, List<Method>> computeValue(Class<?> type) {
          return new ConcurrentHashMap<>();
        }
      };

  /** Whether the objects of a class are messages. */
  static boolean areOf(Class<?> type) {
    Class<?> parent = type.getSuperclass();
    return parent != null && (GENERATED.contains(parent.getName()) || areOf(parent));
  }

  /** The part of a key that a message is. */
  Component part(Object message) throws UnkeyableException {
    return new Component.Text(
        message.getClass(), Base64.getEncoder().withoutPadding().encodeToString(bytes(message)));
  }

  /** With the entries of maps in an order that doesn't depend on how they were put there. */
  private byte[] bytes(Object message) throws UnkeyableException {
    byte[] bytes = new byte[(Integer) present(call(message, "getSerializedSize"))];
    Method write = only(message.getClass(), "writeTo", "CodedOutputStream");
    Class<?> stream = write.getParameterTypes()[0];
    Object out = present(invoke(only(stream, "newInstance", "byte[]"), null, (Object) bytes));
    invoke(only(stream, "useDeterministicSerialization"), out);
    invoke(write, message, out);
    return bytes;
  }

  /** The message without some of its properties; one that can't be taken away stays. */
  Object without(Object message, Iterable<String> properties) throws UnkeyableException {
    Object builder = present(call(message, "toBuilder"));
    for (String property : properties) {
      for (Method clear : clearing(builder.getClass(), property)) {
        invoke(clear, builder);
      }
    }
    return present(call(builder, "buildPartial"));
  }

  /** Whether a property is there, or null where a message doesn't tell. */
  @Nullable Object has(Object message, String property) throws UnkeyableException {
    List<Method> has = find(message.getClass(), "has" + capital(property));
    return has.isEmpty() ? null : invoke(has.get(0), message);
  }

  /** Repeated properties and maps are read under a name that says so, and cleared without. */
  private List<Method> clearing(Class<?> builder, String property) {
    List<Method> clear = find(builder, "clear" + capital(property));
    for (String suffix : new String[] {"List", "Map"}) {
      if (clear.isEmpty() && property.endsWith(suffix)) {
        String name = property.substring(0, property.length() - suffix.length());
        clear = name.isEmpty() ? clear : find(builder, "clear" + capital(name));
      }
    }
    return clear;
  }

  private static String capital(String property) {
    return Character.toUpperCase(property.charAt(0)) + property.substring(1);
  }

  private @Nullable Object call(Object target, String name) throws UnkeyableException {
    return invoke(only(target.getClass(), name), target);
  }

  private Method only(Class<?> type, String name, String... parameters) throws UnkeyableException {
    List<Method> found = find(type, name, parameters);
    if (found.isEmpty()) {
      throw new UnkeyableException(
          DiagnosticCode.R025,
          "`" + type.getName() + "` is no message as it should be: it has no `" + name + "`",
          null);
    }
    return found.get(0);
  }

  private List<Method> find(Class<?> type, String name, String... parameters) {
    ConcurrentHashMap<String, List<Method>> known = methods.get(type);
    List<Method> found = known.get(name);
    if (found == null) {
      found = look(type, name, parameters);
      known.put(name, found);
    }
    return found;
  }

  private static List<Method> look(Class<?> type, String name, String... parameters) {
    for (Method method : type.getMethods()) {
      if (method.getName().equals(name) && takes(method, parameters) && isOpen(method)) {
        return Collections.singletonList(method);
      }
    }
    return Collections.emptyList();
  }

  private static boolean isOpen(Method method) {
    try {
      method.setAccessible(true);
      return true;
    } catch (RuntimeException closed) {
      return false; // in a module that keeps it to itself
    }
  }

  private static boolean takes(Method method, String... parameters) {
    Class<?>[] types = method.getParameterTypes();
    for (int i = 0; i < types.length && types.length == parameters.length; i++) {
      if (!types[i].getSimpleName().equals(parameters[i])) {
        return false;
      }
    }
    return types.length == parameters.length;
  }

  private static @Nullable Object invoke(
      Method method, @Nullable Object target, Object... arguments) throws UnkeyableException {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException | IllegalAccessException failure) {
      throw new UnkeyableException(
          DiagnosticCode.R025, "a message can't be read: `" + method.getName() + "` failed", null);
    }
  }

  private static Object present(@Nullable Object value) throws UnkeyableException {
    if (value == null) {
      throw new UnkeyableException(DiagnosticCode.R025, "a message can't be read", null);
    }
    return value;
  }
}
