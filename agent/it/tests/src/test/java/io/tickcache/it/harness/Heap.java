package io.tickcache.it.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The heap and other memory of another JVM, by {@code jcmd}. */
public final class Heap {

  private static final Pattern TOTAL = Pattern.compile("Total +\\d+ +(\\d+)");

  private Heap() {}

  /** What is reachable, in KiB: a histogram of the classes collects garbage before it counts. */
  public static long kibibytesAfterCollection(long pid) {
    List<String> lines = jcmd(pid, "GC.class_histogram");
    Matcher total = TOTAL.matcher(lines.get(lines.size() - 1));
    if (!total.find()) {
      throw new IllegalStateException("no total in " + lines);
    }
    return Long.parseLong(total.group(1)) / 1024;
  }

  /** How many objects of the class there are after a collection, whatever loaded it. */
  public static long objects(long pid, String type) {
    return jcmd(pid, "GC.class_histogram").stream()
        .map(line -> line.trim().split("\\s+"))
        .filter(words -> words.length > 3 && words[3].equals(type))
        .mapToLong(words -> Long.parseLong(words[1]))
        .sum();
  }

  /**
   * Has the C library give back what the JVM has freed, such as what its compilers needed for a
   * moment; JVMs on Linux since 17.0.9 can.
   */
  public static void giveBackFreedMemory(long pid) {
    jcmd(pid, "System.trim_native_heap");
  }

  private static List<String> jcmd(long pid, String command) {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    try {
      Process process =
          new ProcessBuilder(jcmd.toString(), Long.toString(pid), command)
              .redirectErrorStream(true)
              .start();
      try (var output = process.inputReader(UTF_8)) {
        return output.lines().filter(line -> !line.isBlank()).toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
