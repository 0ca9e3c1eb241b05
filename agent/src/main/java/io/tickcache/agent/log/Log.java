package io.tickcache.agent.log;

import java.io.PrintStream;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The agent's own log: whole lines on the standard error that the JVM began with, never through a
 * logging framework of the application's. Thread-safe.
 */
public final class Log {

  private static final String PREFIX = "tickcache: ";
  private static final long REPEAT_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final PrintStream out;
  private final Set<PrintStream> copies = new CopyOnWriteArraySet<>();
  private final Map<String, Repeated> repeated = new HashMap<>();

  public Log(PrintStream out) {
    this.out = out;
  }

  /** Has everything said there, too, until {@link #endCopy}; nowhere where it is null. */
  public void copyTo(@Nullable PrintStream other) {
    if (other != null) {
      copies.add(other);
    }
  }

  /** Has nothing more said there. */
  public void endCopy(@Nullable PrintStream other) {
    copies.remove(other);
  }

  public void line(String text) {
    block(PREFIX + text);
  }

  /** Prints a block that has a layout of its own. */
  public void block(String text) {
    out.println(text);
    for (PrintStream copy : copies) {
      copy.println(text);
    }
  }

  /**
   * Prints a line at most once a minute for each topic, with the number of those withheld since.
   */
  public void seldom(String topic, String text) {
    long withheld = withheld(topic, System.nanoTime());
    if (withheld == 0) {
      line(text);
    } else if (withheld > 0) {
      line(text + " (" + withheld + " more since the last such line)");
    }
  }

  /** Prints a failure of the agent's own, with its stack and its causes. */
  public void failure(String text, Throwable failure) {
    StringBuilder lines = new StringBuilder(PREFIX).append(text).append(": ").append(failure);
    Set<Throwable> told = Collections.newSetFromMap(new IdentityHashMap<Throwable, Boolean>());
    for (Throwable at = failure; at != null && told.add(at); at = at.getCause()) {
      if (at != failure) {
        lines.append(System.lineSeparator()).append("  caused by: ").append(at);
      }
      for (StackTraceElement frame : at.getStackTrace()) {
        lines.append(System.lineSeparator()).append("    at ").append(frame);
      }
    }
    block(lines.toString());
  }

  /**
   * How many lines of the topic were withheld before one that is due now, or -1 if it isn't due.
   */
  private synchronized long withheld(String topic, long now) {
    Repeated last = repeated.get(topic);
    if (last != null && now - last.nanos < REPEAT_NANOS) {
      last.withheld++;
      return -1;
    }
    repeated.put(topic, new Repeated(now));
    return last == null ? 0 : last.withheld;
  }

  private static final class Repeated {
    private final long nanos;
    private long withheld;

    private Repeated(long nanos) {
      this.nanos = nanos;
    }
  }
}
