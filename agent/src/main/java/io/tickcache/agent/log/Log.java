package io.tickcache.agent.log;

import io.tickcache.rules.LogLevel;
import io.tickcache.rules.LogSettings;
import java.io.PrintStream;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * The agent's own log, never through a logging framework of the application's: whole lines on the
 * standard error that the JVM began with, or in a file. Thread-safe.
 */
public final class Log {

  private static final String PREFIX = "tickcache: ";

  private final PrintStream standardError;
  private final Repeats repeats;
  private volatile LogLevel level = LogSettings.defaults().level();
  private final Set<PrintStream> copies = new CopyOnWriteArraySet<>();
  private volatile @Nullable LogFile file;

  public Log(PrintStream standardError) {
    this(standardError, new Repeats());
  }

  Log(PrintStream standardError, Repeats repeats) {
    this.standardError = standardError;
    this.repeats = repeats;
  }

  /**
   * Tells what these settings ask for from now on, where they say.
   *
   * @param threads makes the thread that writes to a file, on the starter's thread
   */
  public synchronized void follow(LogSettings settings, ThreadFactory threads, Executor starter) {
    level = settings.level();
    LogFile former = file;
    String path = settings.file();
    if (former == null ? path == null : former.isFor(settings)) {
      return;
    }
    LogFile next = path == null ? null : new LogFile(path, settings, standardError);
    file = next;
    if (next != null) {
      starter.execute(
          new Runnable() {
            @Override
            public void run() {
              threads.newThread(next).start();
            }
          });
    }
    if (former != null) {
      former.close();
    }
  }

  /** Has what a file has to take written soon, and all else on standard error. */
  public synchronized void close() {
    LogFile former = file;
    file = null;
    if (former != null) {
      former.close();
    }
  }

  /**
   * Has everything said there, too, until {@link #endCopy}, whatever the level; nowhere where it is
   * null.
   */
  public void copyTo(@Nullable PrintStream other) {
    if (other != null) {
      copies.add(other);
    }
  }

  /** Has nothing more said there. */
  public void endCopy(@Nullable PrintStream other) {
    copies.remove(other);
  }

  /** Something of the agent's doesn't work. */
  public void error(String text) {
    say(LogLevel.ERROR, PREFIX, text);
  }

  /** Something wants mending; calls are answered all the same. */
  public void warn(String text) {
    say(LogLevel.WARN, PREFIX, text);
  }

  /** One of the few lines that a healthy agent says. */
  public void info(String text) {
    say(LogLevel.INFO, PREFIX, text);
  }

  /** For who looks into the agent itself. */
  public void debug(String text) {
    say(LogLevel.DEBUG, PREFIX, text);
  }

  /** Tells a block that has a layout of its own. */
  public void block(LogLevel blockLevel, String text) {
    say(blockLevel, "", text);
  }

  /**
   * Warns of what calls may repeat without end: at most once a minute for each topic, with the
   * number of lines withheld since.
   */
  public void seldom(String topic, String text) {
    String due = repeats.due(topic, text);
    if (due != null) {
      warn(due);
    }
  }

  /** Tells the last line of each topic that has gone quiet while lines of it were withheld. */
  public void tellWithheld() {
    for (String owed : repeats.owed()) {
      warn(owed);
    }
  }

  /** Tells a failure of the agent's own, with its stack and its causes. */
  public void failure(String text, Throwable failure) {
    StringBuilder lines = new StringBuilder(text).append(": ").append(failure);
    Set<Throwable> told = Collections.newSetFromMap(new IdentityHashMap<Throwable, Boolean>());
    for (Throwable at = failure; at != null && told.add(at); at = at.getCause()) {
      if (at != failure) {
        lines.append(System.lineSeparator()).append("  caused by: ").append(at);
      }
      for (StackTraceElement frame : at.getStackTrace()) {
        lines.append(System.lineSeparator()).append("    at ").append(frame);
      }
    }
    error(lines.toString());
  }

  private void say(LogLevel lineLevel, String prefix, String text) {
    if (lineLevel.compareTo(LogLevel.INFO) <= 0) {
      for (PrintStream copy : copies) {
        copy.println(prefix + text);
      }
    }
    if (lineLevel.compareTo(level) > 0) {
      return;
    }
    LogLine line = new LogLine(lineLevel, prefix, text);
    LogFile taking = file;
    while (taking != null && !taking.take(line)) {
      // It was closed just now, and another has its place, or none.
      taking = file;
    }
    if (taking == null) {
      standardError.println(line.plain());
    }
  }
}
