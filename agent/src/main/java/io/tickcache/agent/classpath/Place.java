package io.tickcache.agent.classpath;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/** One place of a class path: a directory or a jar. */
abstract class Place implements Closeable {

  /** The class files in it, as {@code com/acme/Quote.class}. */
  abstract Set<String> classFiles() throws IOException;

  /** The bytes of one of {@link #classFiles}. */
  abstract byte[] read(String classFile) throws IOException;

  /** The place as it was written. */
  @Override
  public abstract String toString();

  static byte[] allOf(InputStream in) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(8192);
    byte[] buffer = new byte[8192];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      out.write(buffer, 0, n);
    }
    return out.toByteArray();
  }
}
