package io.tickcache.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** Where a figure comes from, in words. */
public final class Machine {

  private Machine() {}

  /** Processor, operating system, and how busy it all is at the moment. */
  public static String description() {
    return String.format(
        Locale.ROOT,
        "%s, %d processors, %s %s, load average of the last minute %.2f",
        processor(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        loadAverage());
  }

  /** How many threads run or want to, on average of the last minute. */
  public static double loadAverage() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  /** The commit that was built, where {@code ci/measure} says it. */
  public static String commit() {
    return System.getProperty("tickcache.commit", "unknown");
  }

  /** The JDK that runs an application, as the agent's first line says. */
  public static String jdkOf(AgentJvm app) {
    return app.errors(" on Java ").get(0).replaceAll(".* on ", "");
  }

  private static String processor() {
    Path file = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(file)) {
      return System.getProperty("os.arch");
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 2))
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
