package io.tickcache.agent.codec;

import io.tickcache.agent.cache.Kept;
import io.tickcache.agent.cache.UndecodableValueException;
import io.tickcache.agent.cache.UnencodableValueException;
import io.tickcache.agent.cache.UnkeepableValueException;
import io.tickcache.agent.cache.Values;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * How the answers of one method are kept, handed out and stored as bytes. Thread-safe.
 *
 * <p>It holds classes of the application strongly, so whoever holds a codec must not outlive the
 * application's loader.
 *
 * <p>The bytes are those of {@link GraphWriter}, followed by their CRC-32. They are written and
 * read with the buffers of Kryo, and objects are made with the instantiator of the Objenesis that
 * comes with it. Kryo's serializers are not used: they reach for {@code sun.misc.Unsafe} unless a
 * system property of the whole JVM says otherwise, trust the lengths that they read, and copy what
 * they don't know as best they can.
 */
public final class ValueCodec implements Values {
  private static final int CHECKSUM_BYTES = 4;
  private static final int LONGEST_MESSAGE = 300;

  private final Type returnType;
  private final Class<?> answerType;
  private final HandOutPolicy policy;
  private final String fingerprint;
  private final AllowList allowList;
  private final Shapes shapes;
  private final ImmutabilityProof proof;

  private ValueCodec(Type returnType, @Nullable ClassLoader loader, HandOutPolicy policy) {
    this.returnType = returnType;
    Map<String, Class<?>> structure = DeclaredStructure.of(returnType);
    answerType = Erasure.boxed(returnType);
    fingerprint = SchemaFingerprint.of(returnType, structure);
    allowList = new AllowList(loader, structure);
    shapes = new Shapes(allowList);
    proof = new ImmutabilityProof(allowList);
    this.policy = policy;
  }

  /**
   * A codec for the answers of a method.
   *
   * @param returnType of the method, generic if it is
   * @param loader of the woven class; null means the bootstrap loader
   */
  public static ValueCodec of(Type returnType, @Nullable ClassLoader loader, HandOutPolicy policy) {
    return new ValueCodec(returnType, loader, policy);
  }

  /**
   * 16 hex digits over the declared structure of the return type: names and types of all fields
   * reachable from it, superclasses and enum constants. Equal on every JVM that has the same
   * classes.
   */
  public String fingerprint() {
    return fingerprint;
  }

  /** Whether a value is of the type that the method returns. */
  public boolean fits(@Nullable Object value) {
    return answerType.isInstance(value);
  }

  /** Whether a value is of that type as another application has it: of its name, and no more. */
  public boolean knowsNamesake(Object value) {
    return !fits(value) && isNamed(value.getClass());
  }

  private boolean isNamed(@Nullable Class<?> type) {
    if (type == null || type.getName().equals(answerType.getName())) {
      return type != null;
    }
    for (Class<?> parent : type.getInterfaces()) {
      if (isNamed(parent)) {
        return true;
      }
    }
    return isNamed(type.getSuperclass());
  }

  /** What can be said before the first answer. */
  public Outlook outlook() {
    return Outlook.of(answerType, policy, proof, DeclaredParts.of(returnType));
  }

  /**
   * The form to keep in L1: the value itself where it may be shared, else a private deep copy of
   * it.
   */
  @Override
  public Kept keep(Object value) throws UnkeepableValueException {
    if (isShared(value)) {
      return new SharedValue(this, value);
    }
    Object copy = copy(value);
    return copy == value ? new SharedValue(this, value) : new CopiedValue(this, copy);
  }

  @Override
  public Kept adopt(Object value) throws UnkeepableValueException {
    return isShared(value)
            || guarded(value, () -> GraphCopier.shares(value, shapes, proofToShare()))
        ? new SharedValue(this, value)
        : new CopiedValue(this, value);
  }

  private boolean isShared(Object value) throws UnkeepableValueException {
    if (policy == HandOutPolicy.SHARE) {
      allowList.learn(value.getClass());
      return true;
    }
    return policy == HandOutPolicy.AUTO && guarded(value, () -> proof.holds(value));
  }

  /**
   * As {@link #keep}, but a copy also where callers share the value: they promise to leave it alone
   * when they are answered by the cache, and not yet.
   */
  @Override
  public Kept snapshot(Object value) throws UnkeepableValueException {
    return policy == HandOutPolicy.SHARE ? new CopiedValue(this, copy(value)) : keep(value);
  }

  @Override
  public List<String> differences(@Nullable Object one, @Nullable Object other)
      throws UnkeepableValueException {
    Object named = one == null ? other : one;
    return named == null
        ? Collections.<String>emptyList()
        : guarded(named, () -> new ValueComparison(shapes, allowList).differences(one, other));
  }

  /** A deep copy; the structure of shared parts and cycles stays. */
  Object copy(Object value) throws UnkeepableValueException {
    return guarded(value, () -> new GraphCopier(shapes, proofToShare()).copy(value));
  }

  /** What says which objects copies may have in common with their originals. */
  private @Nullable ImmutabilityProof proofToShare() {
    return policy == HandOutPolicy.AUTO ? proof : null;
  }

  /** The heap that a value takes, by estimate. */
  long bytes(Object value) throws UnkeepableValueException {
    return guarded(value, () -> new Footprint(shapes).of(value));
  }

  /** The value as bytes for L2, at most 16 MiB. */
  @Override
  public byte[] encode(Object value) throws UnencodableValueException {
    try {
      return guarded(value, () -> checked(new GraphWriter(shapes, allowList).bytesOf(value)));
    } catch (UnkeepableValueException unkeepable) {
      throw new UnencodableValueException(String.valueOf(unkeepable.getMessage()), unkeepable);
    }
  }

  /**
   * The value that {@link #encode} got, in this process or another. Whatever the bytes are, no
   * class is instantiated that the method's return type doesn't lead to and that the client hasn't
   * returned before, and no more memory is used than a bounded multiple of the bytes.
   */
  @Override
  public Object decode(byte[] bytes, int start, int end) throws UndecodableValueException {
    int length = end - start - CHECKSUM_BYTES;
    if (length <= 0 || length > GraphWriter.MOST_BYTES || !hasChecksum(bytes, start, length)) {
      throw new UndecodableValueException("the bytes are damaged");
    }
    Object value = read(bytes, start, length);
    if (!answerType.isInstance(value)) {
      String found = value.getClass().getName();
      throw new UndecodableValueException(
          "the bytes hold a " + found + " instead of a " + answerType.getName());
    }
    return value;
  }

  Object decode(byte[] bytes) throws UndecodableValueException {
    return decode(bytes, 0, bytes.length);
  }

  /** The one place where whatever goes wrong in a value is turned into "can't be kept". */
  private static <T> T guarded(Object value, Supplier<T> step) throws UnkeepableValueException {
    String name = value.getClass().getName();
    try {
      return step.get();
    } catch (Refusal refusal) {
      throw new UnkeepableValueException(refusal.sentence(name), refusal);
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      // The application's own hash codes and constructors fail here, or collections that change
      // meanwhile.
      throw new UnkeepableValueException(name + " can't be copied or written: " + e, e);
    }
  }

  /** The one place where whatever goes wrong in bytes is turned into "can't be decoded". */
  private Object read(byte[] bytes, int start, int length) throws UndecodableValueException {
    try {
      return new GraphReader(shapes, allowList, bytes, start, length).readRoot();
    } catch (Refusal refusal) {
      throw new UndecodableValueException(printable(refusal.sentence("the value")), refusal);
    } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
      // Bytes that fit no object, or that the application's own constructors and hash codes object
      // to.
      throw new UndecodableValueException(printable("the bytes can't be decoded: " + e), e);
    }
  }

  /** The message may quote names from bytes that anybody wrote, and ends in a log. */
  private static String printable(String message) {
    String shortened = message.substring(0, Math.min(message.length(), LONGEST_MESSAGE));
    return shortened.replaceAll("[^\\x20-\\x7e]", "?");
  }

  private static byte[] checked(byte[] bytes) {
    byte[] result = Arrays.copyOf(bytes, bytes.length + CHECKSUM_BYTES);
    int checksum = checksum(bytes, 0, bytes.length);
    for (int i = 0; i < CHECKSUM_BYTES; i++) {
      result[bytes.length + i] = (byte) (checksum >>> (8 * i));
    }
    return result;
  }

  private static boolean hasChecksum(byte[] bytes, int start, int length) {
    int checksum = checksum(bytes, start, length);
    for (int i = 0; i < CHECKSUM_BYTES; i++) {
      if (bytes[start + length + i] != (byte) (checksum >>> (8 * i))) {
        return false;
      }
    }
    return true;
  }

  private static int checksum(byte[] bytes, int start, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, start, length);
    return (int) crc.getValue();
  }
}
