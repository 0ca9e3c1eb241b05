package io.tickcache.rules.yaml;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads files of bounded size with {@code java.io}, which is safe before an application's main. */
final class TextFile {
  private TextFile() {}

  /**
   * The bytes of a file, and one more than {@code largest} if it is larger.
   *
   * @throws IOException with a few words for people
   */
  static byte[] bytes(File file, int largest) throws IOException {
    if (!file.exists()) {
      throw new IOException("there is no such file");
    }
    if (file.isDirectory()) {
      throw new IOException("it is a directory");
    }
    if (!file.canRead()) {
      throw new IOException("this process may not read it");
    }
    try (InputStream in = new FileInputStream(file)) {
      return bytes(in, largest + 1);
    }
  }

  /** The text of UTF-8 bytes. */
  static String text(byte[] bytes) throws IOException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException("it is not UTF-8 text", e);
    }
  }

  private static byte[] bytes(InputStream in, int most) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    while (out.size() < most) {
      int read = in.read(buffer, 0, Math.min(buffer.length, most - out.size()));
      if (read < 0) {
        break;
      }
      out.write(buffer, 0, read);
    }
    return out.toByteArray();
  }
}
