package io.tickcache.agent.redis;

import io.tickcache.agent.cache.Reading;
import io.tickcache.agent.cache.RemoteCache;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A value as L2 keeps it behind its stamp: two magic bytes, the format's version, the load's start
 * by Redis's clock in microseconds, the node that loaded it, the value's bytes, and a CRC-32 of all
 * that and of the key. So bytes that were damaged, or that stand under another key than they were
 * written for, are not an envelope; nor is one of another version. Immutable.
 */
final class Envelope {

  private static final short MAGIC = 0x5443;
  private static final byte VERSION = 3;

  /** How many bytes stand before the value's own. */
  static final int HEAD = 2 + 1 + 8 + 4;

  private static final int CHECKSUM = 4;

  private final long loadStartMicros;
  private final int loader;
  private final byte[] bytes;
  private final int payloadStart;

  private Envelope(long loadStartMicros, int loader, byte[] bytes, int payloadStart) {
    this.loadStartMicros = loadStartMicros;
    this.loader = loader;
    this.bytes = bytes;
    this.payloadStart = payloadStart;
  }

  static byte[] wrap(byte[] key, long loadStartMicros, int loader, byte[] payload) {
    ByteBuffer buffer = ByteBuffer.allocate(HEAD + payload.length + CHECKSUM);
    buffer.putShort(MAGIC).put(VERSION).putLong(loadStartMicros).putInt(loader).put(payload);
    return buffer.putInt(checksum(checksumOf(key), buffer.array(), 0)).array();
  }

  /** The envelope in these bytes, or null if they are not one that was written for the key. */
  static @Nullable Envelope unwrap(byte[] key, byte[] bytes) {
    return unwrap(checksumOf(key), bytes, 0);
  }

  /**
   * As {@link #unwrap(byte[], byte[])}, where something else stands before it.
   *
   * @param ofKey has taken the key, and will take the rest
   */
  static @Nullable Envelope unwrap(CRC32 ofKey, byte[] bytes, int start) {
    if (bytes.length - start < HEAD + CHECKSUM) {
      return null;
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes, start, bytes.length - start);
    if (buffer.getShort() != MAGIC
        || buffer.get() != VERSION
        || buffer.getInt(bytes.length - CHECKSUM) != checksum(ofKey, bytes, start)) {
      return null;
    }
    return new Envelope(buffer.getLong(), buffer.getInt(), bytes, start + HEAD);
  }

  /**
   * A value of which only the beginning is there, seen from outside; null if it isn't one.
   *
   * @param head {@link #HEAD} bytes, and the first of the value's own
   * @param length of all of it
   * @param redisMicros what Redis's clock says now
   * @param nowNanos the same moment by our ticker, or earlier
   */
  static RemoteCache.@Nullable Seen seen(
      byte[] head, long length, Node self, long redisMicros, long nowNanos) {
    if (head.length <= HEAD) {
      return null;
    }
    ByteBuffer buffer = ByteBuffer.wrap(head);
    boolean ours = buffer.getShort() == MAGIC && buffer.get() == VERSION;
    long ageMicros = redisMicros - buffer.getLong();
    int loader = self.told(buffer.getInt());
    return ours && ageMicros >= 0
        ? RemoteCache.Seen.value(
            nowNanos - TimeUnit.MICROSECONDS.toNanos(ageMicros),
            length - HEAD - CHECKSUM,
            buffer.get(),
            loader)
        : null;
  }

  private static CRC32 checksumOf(byte[] key) {
    CRC32 checksum = new CRC32();
    checksum.update(key, 0, key.length);
    return checksum;
  }

  private static int checksum(CRC32 ofKey, byte[] bytes, int start) {
    ofKey.update(bytes, start, bytes.length - CHECKSUM - start);
    return (int) ofKey.getValue();
  }

  long loadStartMicros() {
    return loadStartMicros;
  }

  /** The number of the node that loaded it. */
  int loader() {
    return loader;
  }

  /**
   * Its value as readers get it, which takes no copy.
   *
   * @param toldLoader {@link #loader} as caches are told it
   */
  Reading.Found found(long birthNanos, int toldLoader) {
    return new Reading.Found(bytes, payloadStart, bytes.length - CHECKSUM, birthNanos, toldLoader);
  }
}
