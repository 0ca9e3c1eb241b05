package io.tickcache.it.jvm;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.JvmUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The JVM's own log of the classes that it loads, in a file. */
final class ClassLog {

  private static final Pattern LOADED =
      Pattern.compile("\\[Loaded (\\S+) from .*|.*\\]\\s(\\S+) source: .*");

  private final Path file;

  ClassLog(Path file) {
    this.file = file;
  }

  /** Has the application's JVM write it. */
  AgentJvm.Builder of(AgentJvm.Builder application) throws IOException {
    return JvmUnderTest.version() < 9
        ? application.jvmArguments(
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:+TraceClassLoading",
            "-XX:+LogVMOutput",
            "-XX:-DisplayVMOutput",
            "-XX:LogFile=" + file)
        : application.jvmArguments("-Xlog:class+load:file=" + file);
  }

  /** The names of the classes that were loaded before this one. */
  Set<String> before(String last) throws IOException {
    Set<String> names = new LinkedHashSet<>();
    for (String line : Files.readAllLines(file)) {
      Matcher loaded = LOADED.matcher(line);
      if (loaded.matches()) {
        String name = loaded.group(1) == null ? loaded.group(2) : loaded.group(1);
        if (name.equals(last)) {
          return names;
        }
        names.add(name);
      }
    }
    throw new AssertionError(last + " was never loaded, according to " + file);
  }
}
