package com.acme.start;

import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/**
 * An application of many classes, which loads them all. With the name of a file it writes them
 * there instead, as a jar: each as the one that was compiled, with other digits in its name.
 */
final class Large {

  static final int PARTS = 10_000;
  static final int FEEDS = 20;

  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 1) {
      write(arguments[0]);
      return;
    }
    for (int i = 1; i <= PARTS; i++) {
      Class.forName(name("Part", 5, i));
    }
    for (int i = 1; i <= FEEDS; i++) {
      Class.forName(name("Impl", 2, i));
    }
  }

  private static String name(String what, int digits, int i) {
    return "com.acme.start." + what + String.format("%0" + digits + "d", i);
  }

  private static void write(String file) throws IOException {
    try (JarOutputStream jar = new JarOutputStream(new FileOutputStream(file))) {
      for (int i = 1; i <= PARTS; i++) {
        write(jar, "Part", 5, i);
      }
      for (int i = 1; i <= FEEDS; i++) {
        write(jar, "Feed", 2, i);
        write(jar, "Impl", 2, i);
      }
    }
  }

  private static void write(JarOutputStream jar, String what, int digits, int i)
      throws IOException {
    String template = name(what, digits, 0).replace('.', '/') + ".class";
    String type = new String(read(template), StandardCharsets.ISO_8859_1);
    String number = String.format("%0" + digits + "d", i);
    for (String named : new String[] {"Part", "Feed", "Impl"}) {
      type = type.replace(named + "00000".substring(0, digits), named + number);
    }
    jar.putNextEntry(new ZipEntry(name(what, digits, i).replace('.', '/') + ".class"));
    jar.write(type.getBytes(StandardCharsets.ISO_8859_1));
    jar.closeEntry();
  }

  private static byte[] read(String resource) throws IOException {
    try (InputStream in = Large.class.getClassLoader().getResourceAsStream(resource)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[4096];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
      }
      return out.toByteArray();
    }
  }
}
