package io.tickcache.rules;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the agent's log tells, and where. Immutable. */
public final class LogSettings extends Value {
  private static final long MEGABYTE = 1024 * 1024;
  private static final LogSettings DEFAULTS =
      new LogSettings(LogLevel.INFO, null, 10 * MEGABYTE, 5);

  private final LogLevel level;
  private final @Nullable String file;
  private final long maxBytes;
  private final int keep;

  /**
   * @param file null for standard error
   * @param maxBytes the most that the file may have before another one is begun
   * @param keep how many older files stay
   */
  public LogSettings(LogLevel level, @Nullable String file, long maxBytes, int keep) {
    this.level = level;
    this.file = file;
    this.maxBytes = maxBytes;
    this.keep = keep;
  }

  public static LogSettings defaults() {
    return DEFAULTS;
  }

  /** What matters less is not told. */
  public LogLevel level() {
    return level;
  }

  /** The path of the file, or null for standard error. */
  public @Nullable String file() {
    return file;
  }

  public long maxBytes() {
    return maxBytes;
  }

  public int keep() {
    return keep;
  }

  @Override
  List<? extends @Nullable Object> parts() {
    return Arrays.asList(level, file, maxBytes, keep);
  }
}
