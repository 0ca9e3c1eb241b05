package io.tickcache.it.clients;

import io.tickcache.it.harness.AgentJvm;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An application module with its third-party jars. Its class path comes from a file that its build
 * wrote, so that nothing of it is on the tests' own.
 */
final class PackedApp {

  private final String mainClass;
  private final List<Path> classPath;

  private PackedApp(String mainClass, List<Path> classPath) {
    this.mainClass = mainClass;
    this.classPath = classPath;
  }

  /** The module of this name below {@code agent/it}. */
  static PackedApp of(String module, String mainClass) {
    Path target = Path.of(System.getProperty("tickcache.it." + module));
    List<Path> entries = new ArrayList<>(List.of(target.resolve(module + ".jar")));
    for (String jar : libraries(target).split(System.getProperty("path.separator"), -1)) {
      entries.add(Path.of(jar));
    }
    return new PackedApp(mainClass, entries);
  }

  AgentJvm.Builder jvm() {
    return AgentJvm.of(mainClass).classPath(classPath.toArray(new Path[0]));
  }

  /** Its class path as one text. */
  String classPath() {
    return classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  private static String libraries(Path target) {
    try {
      return Files.readString(target.resolve("classpath.txt")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
