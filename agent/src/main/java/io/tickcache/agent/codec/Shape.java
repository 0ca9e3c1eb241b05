package io.tickcache.agent.codec;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How the instances of one class are copied, written and read. Stateless but for what it knows of
 * its class.
 */
abstract class Shape {

  static final @Nullable Object[] NOTHING = new Object[0];

  /** Stands for "named in the bytes by its class name". */
  static final int NAMED = -1;

  private final int code;
  private final Class<?> type;
  private volatile int fingerprint;

  Shape(int code, Class<?> type) {
    this.code = code;
    this.type = type;
  }

  /**
   * The number of a shape of the JDK in the bytes, or {@link #NAMED}. Part of the format: never
   * reused.
   */
  final int code() {
    return code;
  }

  /** The class that the bytes name: for an enum constant with a body, the enum. */
  final Class<?> type() {
    return type;
  }

  /** Tells this class from another version of the same name. */
  final int fingerprint() {
    if (fingerprint == 0) {
      fingerprint = SchemaFingerprint.ofClass(type);
    }
    return fingerprint;
  }

  /**
   * Whether this very object belongs in a copy too: nobody can change it, or its identity is its
   * meaning.
   */
  abstract boolean shares(Object value);

  /** Whether two references to one object must stay so in a copy or in the bytes. */
  abstract boolean tracked();

  /** What is known about the immutability of all instances. */
  abstract Immutability immutability();

  /** What has to be immutable for a value to be so, if that depends. */
  @Nullable Object[] parts(Object value) {
    throw new IllegalStateException(type + " has no parts");
  }

  /** Makes another one like this from parts of others; null if that takes more than parts. */
  @Nullable Function<@Nullable Object[], Object> like(Object value) {
    return null;
  }

  /** The name under which the application's class keeps this very object as a constant, or null. */
  @Nullable String constantName(Object value) {
    return null;
  }

  /** The object of that name. */
  Object constant(String name) {
    throw new Refusal("has no constants, but the bytes name " + name);
  }

  /** The heap that the object takes with what it is made of, without what it holds. */
  long bytes(Object value) {
    return JdkFootprints.of(value);
  }

  /** The objects that it holds, each of which takes heap of its own. */
  @Nullable Object[] held(Object value) {
    return parts(value);
  }

  abstract void write(Object value, GraphWriter out);

  /**
   * The copy of {@code original}, or what the bytes hold if that is null. Sets {@code piece.made}
   * before it asks for other objects, if it can.
   */
  abstract Object assemble(@Nullable Object original, Piece piece, GraphAssembly from);
}
