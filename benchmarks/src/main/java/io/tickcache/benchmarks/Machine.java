package io.tickcache.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** Where a figure comes from, in words. */
final class Machine {

  private Machine() {}

  static String description() throws IOException {
    return "%s, %d processors, %s %s, %s"
        .formatted(
            processor(),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            load());
  }

  static String load() {
    return "load average %.2f"
        .formatted(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  static String jdk() {
    return "%s %s".formatted(System.getProperty("java.vm.name"), Runtime.version());
  }

  private static String processor() throws IOException {
    Path file = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(file)) {
      return System.getProperty("os.arch");
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 2))
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    }
  }
}
