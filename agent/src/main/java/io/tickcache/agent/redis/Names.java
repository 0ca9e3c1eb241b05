package io.tickcache.agent.redis;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * Names of keys one behind the other as Redis reads them, put together by who asks: all callers
 * share the thread that sends, which has only to pass them on. Confined to one thread until it is
 * sent.
 */
final class Names {

  /** What a name takes on average, with what is around it. */
  private static final int ROOM = 64;

  /** What is around a name, besides the digits of its length. */
  private static final int AROUND = 5;

  private final int[] begins;
  private final int[] ends;
  private int count;
  private byte[] encoded;
  private int length;

  /**
   * @param most how many there may be
   */
  Names(int most) {
    begins = new int[most];
    ends = new int[most];
    encoded = new byte[most * ROOM];
  }

  static Names of(byte[]... names) {
    Names all = new Names(names.length);
    for (byte[] name : names) {
      all.add(name);
    }
    return all;
  }

  void add(byte[] name) {
    begin(name.length);
    put(name);
    end();
  }

  /**
   * Adds a name of two parts with a colon in between.
   *
   * @param word has nothing in it but ASCII
   */
  void add(byte[] head, String word) {
    begin(head.length + 1 + word.length());
    put(head);
    put(word);
    end();
  }

  /** As {@link #add(byte[], String)}, of three parts. */
  void add(byte[] head, String word, byte[] tail) {
    begin(head.length + 1 + word.length() + 1 + tail.length);
    put(head);
    put(word);
    encoded[length++] = ':';
    put(tail);
    end();
  }

  private void begin(int nameLength) {
    int digits = digits(nameLength);
    reserve(AROUND + digits + nameLength);
    encoded[length] = '$';
    int rest = nameLength;
    for (int at = length + digits; at > length; at--) {
      encoded[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += 1 + digits;
    endLine();
    begins[count] = length;
  }

  private static int digits(int number) {
    int digits = 1;
    for (int rest = number; rest >= 10; rest /= 10) {
      digits++;
    }
    return digits;
  }

  private void reserve(int further) {
    if (encoded.length - length < further) {
      encoded = Arrays.copyOf(encoded, Math.max(2 * encoded.length, length + further));
    }
  }

  private void put(byte[] part) {
    System.arraycopy(part, 0, encoded, length, part.length);
    length += part.length;
  }

  private void put(String word) {
    encoded[length++] = ':';
    for (int i = 0; i < word.length(); i++) {
      encoded[length++] = (byte) word.charAt(i);
    }
  }

  private void end() {
    ends[count++] = length;
    endLine();
  }

  private void endLine() {
    encoded[length++] = '\r';
    encoded[length++] = '\n';
  }

  /** A checksum that has taken this name. */
  CRC32 checksum(int name) {
    CRC32 checksum = new CRC32();
    checksum.update(encoded, begins[name], ends[name] - begins[name]);
    return checksum;
  }

  int count() {
    return count;
  }

  /** The first name by itself. */
  byte[] first() {
    return Arrays.copyOfRange(encoded, begins[0], ends[0]);
  }

  void writeTo(ByteBuf buffer) {
    buffer.writeBytes(encoded, 0, length);
  }
}
