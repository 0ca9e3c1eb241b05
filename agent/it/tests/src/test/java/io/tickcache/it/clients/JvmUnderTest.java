package io.tickcache.it.clients;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** The JVM that applications are started on, as {@code tickcache.it.java} selects it. */
final class JvmUnderTest {

  private JvmUnderTest() {}

  /** Its feature version: 8, 11, 17, ... */
  private static int version() throws IOException {
    String home = System.getProperty("tickcache.it.java", System.getProperty("java.home"));
    Properties release = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(home, "release"))) {
      release.load(reader);
    }
    String version = release.getProperty("JAVA_VERSION").replace("\"", "");
    return Integer.parseInt(version.replaceFirst("^1\\.", "").replaceFirst("\\D.*", ""));
  }

  /** What lets an application look at the JDK's private lists, where that is not free anyway. */
  static List<String> openToReflection() throws IOException {
    return version() < 9 ? List.of() : List.of("--add-opens=java.base/java.lang=ALL-UNNAMED");
  }

  /** What forbids the memory access of {@code sun.misc.Unsafe}; nothing where it can't be. */
  static List<String> withoutUnsafe() throws IOException {
    return version() < 23 ? List.of() : List.of("--sun-misc-unsafe-memory-access=deny");
  }
}
