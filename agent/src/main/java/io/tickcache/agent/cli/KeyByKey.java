package io.tickcache.agent.cli;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Has the terminal hand over each key as it is typed, without showing it, until this is closed or
 * the JVM ends, however it is ended. Ctrl-C ends it as ever.
 */
final class KeyByKey implements Closeable {

  private static final String SINGLE = "-icanon -echo min 1 time 0";
  private static final long LONGEST_SECONDS = 2;

  /** Settings as {@code stty -g} writes them. */
  private static final String SAVED = "[0-9A-Za-z:=]+";

  private final Stty stty;
  private final String before;
  private final Thread end = new Thread(this::restore, "tickcache-terminal-1");

  private KeyByKey(Stty stty, String before) {
    this.stty = stty;
    this.before = before;
  }

  /** Null where the terminal can't be told to, and nothing has changed. */
  static @Nullable KeyByKey begin(Stty stty) {
    String before = stty.run("-g");
    if (before == null || !before.matches(SAVED)) {
      return null;
    }
    KeyByKey keys = new KeyByKey(stty, before);
    Runtime.getRuntime().addShutdownHook(keys.end);
    if (stty.run(SINGLE) == null) {
      keys.close();
      return null;
    }
    return keys;
  }

  private void restore() {
    stty.run(before);
  }

  @Override
  public void close() {
    try {
      if (Runtime.getRuntime().removeShutdownHook(end)) {
        restore();
      }
    } catch (IllegalStateException ending) {
      // The hook sees to it.
      return;
    }
  }

  /** Looks at the settings of the terminal that is standard input, and sets them. */
  interface Stty {

    /** What it says, without the end of the line; null where it fails. */
    @Nullable String run(String settings);

    /** The tool of POSIX. */
    Stty TOOL =
        settings -> {
          try {
            return said(
                new ProcessBuilder("/bin/sh", "-c", "exec stty " + settings + " 2>/dev/null")
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .start());
          } catch (IOException none) {
            return null;
          } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return null;
          }
        };

    /** What it says is shorter than a pipe holds. */
    static @Nullable String said(Process tool) throws IOException, InterruptedException {
      if (!tool.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        tool.destroyForcibly();
        return null;
      }
      StringBuilder text = new StringBuilder();
      try (InputStream in = tool.getInputStream()) {
        for (int c = in.read(); c >= 0; c = in.read()) {
          text.append((char) c);
        }
      }
      return tool.exitValue() == 0 ? text.toString().trim() : null;
    }
  }
}
