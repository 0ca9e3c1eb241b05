package io.tickcache.agent.log;

import io.tickcache.rules.LogLevel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A line, or several that belong together, and when it was said. Immutable. */
final class LogLine {

  /** UTC: to ask for the host's zone fixes it, which is for the application to do. */
  private static final class Times {
    private static final DateTimeFormatter FORMAT =
        DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
  }

  private final long millis = System.currentTimeMillis();
  private final LogLevel level;
  private final String prefix;
  private final String text;

  LogLine(LogLevel level, String prefix, String text) {
    this.level = level;
    this.prefix = prefix;
    this.text = text;
  }

  /** As standard error has it, where lines of others stand, too. */
  String plain() {
    return prefix + text;
  }

  /** As a file has it: each line with its time, the process and the level. */
  byte[] dated(String process) {
    String name = level.name().toLowerCase(Locale.ROOT);
    String head =
        Times.FORMAT.format(Instant.ofEpochMilli(millis))
            + (process.isEmpty() ? "" : ' ' + process)
            + ' '
            + name
            + (name.length() == 4 ? "  " : " ");
    StringBuilder lines = new StringBuilder();
    String whole = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    for (String each : whole.split("\\R", -1)) {
      lines.append(head).append(each).append(System.lineSeparator());
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }
}
