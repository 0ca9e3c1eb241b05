package io.tickcache.rules.yaml;

import io.tickcache.rules.Diagnostic;
import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.LogLevel;
import io.tickcache.rules.LogSettings;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the {@code log} section. */
final class LogReader {
  static final Vocabulary SETTINGS = Vocabulary.of("level", "file", "max-size", "keep");

  private static final String HELP = "write `log: {level: info, file: /var/log/tickcache.log}`";
  private static final int MOST_KEPT = 100;

  private LogReader() {}

  /** The settings; the defaults stand in for what is not said or, after a report, wrong. */
  static LogSettings read(@Nullable YamlValue log) {
    LogSettings defaults = LogSettings.defaults();
    Section section = log == null ? null : Section.open(log, " in `log`", SETTINGS, HELP);
    if (section == null) {
      return defaults;
    }
    warnWithoutFile(section, "max-size");
    warnWithoutFile(section, "keep");
    return new LogSettings(
        section.read("level", new Choice<>(LogLevel.class), defaults.level()),
        orNull(section.read("file", new LogFile())),
        section.read("max-size", new Sizes(), defaults.maxBytes()),
        section.read("keep", new WholeNumbers(0, MOST_KEPT), defaults.keep()));
  }

  private static @Nullable String orNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  private static void warnWithoutFile(Section section, String name) {
    if (section.has(name) && !section.has("file")) {
      section.report(
          Diagnostic.warning(DiagnosticCode.R019, "`" + name + "` has no effect without `file`")
              .at(section.namePlace(name)));
    }
  }

  /** A file's path. Empty text can only come from a reference, and means standard error. */
  private static final class LogFile extends Kind<String> {
    private static final List<String> STREAMS = Arrays.asList("stderr", "stdout", "-", "console");

    @Override
    String read(Scalar scalar) throws Unfit {
      String text = scalar.text();
      if (STREAMS.contains(text)) {
        throw unfit(
            scalar.shown() + " is not a file", "leave `file` out: the log is on standard error");
      }
      if (text.endsWith("/") || text.endsWith("\\")) {
        String named = scalar.isAsWritten() ? "`" + text + "tickcache.log`" : "a file in it";
        throw unfit(scalar.shown() + " is a directory", "name " + named);
      }
      return text;
    }

    private static Unfit unfit(String message, String help) {
      return new Unfit(DiagnosticCode.R008, message, help);
    }
  }
}
