package io.tickcache.sample.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of a Java process, run by the same Java as the demo. */
final class JavaCommand {
  private static final String HEAP = "-Xmx256m";

  private JavaCommand() {}

  static ProcessBuilder of(List<String> jvmArguments, Path jar, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(HEAP);
    command.addAll(jvmArguments);
    command.add("-jar");
    command.add(jar.toString());
    command.addAll(arguments);
    return new ProcessBuilder(command);
  }
}
