package io.tickcache.agent.redis;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A value as L2 keeps it behind its stamp: two magic bytes, the format's version, the load's start
 * by Redis's clock in microseconds, the value's bytes, and a CRC-32 of all that. Immutable.
 */
final class Envelope {

  private static final short MAGIC = 0x5443;
  private static final byte VERSION = 1;
  private static final int HEAD = 2 + 1 + 8;
  private static final int CHECKSUM = 4;

  private final long loadStartMicros;
  private final byte[] payload;

  private Envelope(long loadStartMicros, byte[] payload) {
    this.loadStartMicros = loadStartMicros;
    this.payload = payload;
  }

  static byte[] wrap(long loadStartMicros, byte[] payload) {
    ByteBuffer buffer = ByteBuffer.allocate(HEAD + payload.length + CHECKSUM);
    buffer.putShort(MAGIC).put(VERSION).putLong(loadStartMicros).put(payload);
    return buffer.putInt(checksum(buffer.array())).array();
  }

  /** The envelope in these bytes, or null if they are not one that this version wrote. */
  static @Nullable Envelope unwrap(byte[] bytes) {
    if (bytes.length < HEAD + CHECKSUM) {
      return null;
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    if (buffer.getShort() != MAGIC
        || buffer.get() != VERSION
        || buffer.getInt(bytes.length - CHECKSUM) != checksum(bytes)) {
      return null;
    }
    return new Envelope(buffer.getLong(), Arrays.copyOfRange(bytes, HEAD, bytes.length - CHECKSUM));
  }

  private static int checksum(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, bytes.length - CHECKSUM);
    return (int) crc.getValue();
  }

  long loadStartMicros() {
    return loadStartMicros;
  }

  byte[] payload() {
    return payload;
  }
}
