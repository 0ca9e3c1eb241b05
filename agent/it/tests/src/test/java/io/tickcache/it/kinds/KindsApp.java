package io.tickcache.it.kinds;

import io.tickcache.it.harness.AgentJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The application of all kinds, with its libraries. */
final class KindsApp {

  private KindsApp() {}

  static AgentJvm.Builder of(String mainClass, String... arguments) {
    return AgentJvm.of(mainClass)
        .classPath(classPath().toArray(new Path[0]))
        .arguments(arguments)
        .jvmArguments(openings());
  }

  static List<Path> classPath() {
    Path target = Path.of(System.getProperty("tickcache.it.kinds-app"));
    List<Path> entries = new ArrayList<>(List.of(target.resolve("kinds-app.jar")));
    try {
      String libraries = Files.readString(target.resolve("classpath.txt")).strip();
      for (String jar : libraries.split(System.getProperty("path.separator"), -1)) {
        entries.add(Path.of(jar));
      }
      return entries;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** CGLIB defines its classes through a method that newer JDKs keep to themselves. */
  private static String[] openings() {
    String home = System.getProperty("tickcache.it.java", System.getProperty("java.home"));
    return Files.exists(Path.of(home, "lib", "modules"))
        ? new String[] {"--add-opens=java.base/java.lang=ALL-UNNAMED"}
        : new String[0];
  }
}
