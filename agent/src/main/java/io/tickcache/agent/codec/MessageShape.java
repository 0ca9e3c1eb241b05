package io.tickcache.agent.codec;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A message of Protocol Buffers: immutable by the contract of its generated class, which also knows
 * best how it is written. Recognised by the name of its superclass, since the library is the
 * application's own.
 */
final class MessageShape extends Shape implements Leaf {
  private static final Set<String> GENERATED =
      new HashSet<>(
          Arrays.asList(
              "com.google.protobuf.GeneratedMessage",
              "com.google.protobuf.GeneratedMessageV3",
              "com.google.protobuf.GeneratedMessageLite"));

  private static final int HEAP_PER_BYTE = 4;

  private final Method write;
  private final Method read;

  MessageShape(Class<?> type) {
    super(NAMED, type);
    try {
      write = type.getMethod("toByteArray");
      read = type.getMethod("parseFrom", byte[].class);
      write.setAccessible(true);
      read.setAccessible(true);
    } catch (NoSuchMethodException | RuntimeException other) {
      throw new Refusal("is a message " + type.getName() + " that can't be written: " + other);
    }
  }

  static boolean isMessage(Class<?> type) {
    for (Class<?> at = type.getSuperclass(); at != null; at = at.getSuperclass()) {
      if (GENERATED.contains(at.getName())) {
        return true;
      }
    }
    return false;
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

  /** By its written form: texts and nested messages take several times as much as an object. */
  @Override
  long bytes(Object value) {
    int written = ((byte[]) call(write, value)).length;
    return ObjectLayout.ofInstance(type()) + (long) HEAP_PER_BYTE * written;
  }

  @Override
  @Nullable Object[] held(Object value) {
    return NOTHING;
  }

  @Override
  void write(Object value, GraphWriter out) {
    byte[] bytes = (byte[]) call(write, value);
    out.out().writeVarInt(bytes.length, true);
    out.out().writeBytes(bytes);
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
  public Object read(GraphReader in) {
    return call(read, null, (Object) in.bytes());
  }

  private Object call(Method method, @Nullable Object self, Object... arguments) {
    try {
      return method.invoke(self, arguments);
    } catch (InvocationTargetException thrown) {
      throw new Refusal("is a message " + type().getName() + " and fails: " + thrown.getCause());
    } catch (IllegalAccessException closed) {
      throw new IllegalStateException(method + " was made accessible", closed);
    }
  }
}
