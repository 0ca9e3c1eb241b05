package io.tickcache.it.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The JVM that applications are started on, as {@code tickcache.it.java} selects it. */
public final class JvmUnderTest {

  private static final Pattern VERSION =
      Pattern.compile("java\\.specification\\.version = (?:1\\.)?(\\d+)");

  private JvmUnderTest() {}

  /** Where it is installed. */
  public static Path home() {
    return Path.of(System.getProperty("tickcache.it.java", System.getProperty("java.home")));
  }

  /** Its feature version, as it says itself: 8, 11, 17, ... */
  public static int version() throws IOException {
    Process java =
        new ProcessBuilder(
                home().resolve("bin").resolve("java").toString(),
                "-XshowSettings:properties",
                "-version")
            .redirectErrorStream(true)
            .start();
    String said = new String(java.getInputStream().readAllBytes(), UTF_8);
    Matcher version = VERSION.matcher(said);
    if (!version.find()) {
      throw new IOException("no version in: " + said);
    }
    return Integer.parseInt(version.group(1));
  }

  /** What lets an application look at the JDK's private lists, where that is not free anyway. */
  public static List<String> openToReflection() throws IOException {
    return version() < 9 ? List.of() : List.of("--add-opens=java.base/java.lang=ALL-UNNAMED");
  }

  /** What forbids the memory access of {@code sun.misc.Unsafe}; nothing where it can't be. */
  public static List<String> withoutUnsafe() throws IOException {
    return version() < 23 ? List.of() : List.of("--sun-misc-unsafe-memory-access=deny");
  }
}
