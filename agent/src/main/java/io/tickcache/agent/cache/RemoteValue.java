package io.tickcache.agent.cache;

import org.jspecify.annotations.Nullable;

/** A value or null as bytes: a first byte says which, the codec's bytes follow. */
final class RemoteValue {

  private static final byte NULL = 'n';
  private static final byte VALUE = 'v';

  private RemoteValue() {}

  static byte[] encode(Values values, @Nullable Object value) throws UnencodableValueException {
    if (value == null) {
      return new byte[] {NULL};
    }
    byte[] encoded = values.encode(value);
    byte[] bytes = new byte[encoded.length + 1];
    bytes[0] = VALUE;
    System.arraycopy(encoded, 0, bytes, 1, encoded.length);
    return bytes;
  }

  /** Whether bytes of this number that begin so mean null. */
  static boolean isNull(long bytes, byte first) {
    return bytes == 1 && first == NULL;
  }

  /** The value that stands among other bytes. */
  static @Nullable Object decode(Values values, byte[] bytes, int start, int end)
      throws UndecodableValueException {
    byte first = start < end ? bytes[start] : 0;
    if (isNull(end - start, first)) {
      return null;
    }
    if (first != VALUE) {
      throw new UndecodableValueException("neither a value nor null");
    }
    return values.decode(bytes, start + 1, end);
  }
}
