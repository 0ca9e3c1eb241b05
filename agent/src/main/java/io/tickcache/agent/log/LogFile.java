package io.tickcache.agent.log;

import io.tickcache.rules.LogLevel;
import io.tickcache.rules.LogSettings;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Takes lines from any thread without delay, and writes them to a file on a thread of its own.
 * While the file can't be written, standard error has them.
 */
class LogFile implements Runnable {

  private static final int MOST_WAITING = 1_000;
  private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long LONGEST_END_MILLIS = 1_000;

  /** Wakes the thread up at the end. */
  private static final LogLine END = new LogLine(LogLevel.DEBUG, "", "");

  private final BlockingQueue<LogLine> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final AtomicLong lost = new AtomicLong();
  private final CountDownLatch written = new CountDownLatch(1);
  private final String path;
  private final LogSettings settings;
  private final PrintStream standardError;
  private final RollingFile file;
  private final String process = ProcessNumber.own();
  private volatile boolean closed;

  /** Since when the file can't be written. */
  private @Nullable Long failedNanos;

  LogFile(String path, LogSettings settings, PrintStream standardError) {
    this(path, settings, standardError, new RollingFile(new File(path), settings));
  }

  LogFile(String path, LogSettings settings, PrintStream standardError, RollingFile file) {
    this.path = path;
    this.settings = settings;
    this.standardError = standardError;
    this.file = file;
  }

  /** Whether these settings, but for the level, are its own. */
  boolean isFor(LogSettings others) {
    return path.equals(others.file())
        && settings.maxBytes() == others.maxBytes()
        && settings.keep() == others.keep();
  }

  /**
   * Takes a line, or loses it where too many wait already.
   *
   * @return false if it is closed
   */
  boolean take(LogLine line) {
    if (closed) {
      return false;
    }
    if (!waiting.offer(line)) {
      lost.incrementAndGet();
      return true;
    }
    // Where the thread has ended in between, the line is still there.
    return !(written.getCount() == 0 && waiting.remove(line));
  }

  /** Takes no more, and waits a moment until all is written. */
  void close() {
    closed = true;
    waiting.offer(END);
    try {
      written.await(LONGEST_END_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void run() {
    try {
      while (!closed) {
        write(waiting.take());
      }
    } catch (InterruptedException nobodysBusiness) {
      closed = true;
    }
    writeRest();
    written.countDown();
    writeRest();
  }

  long nanoTime() {
    return System.nanoTime();
  }

  private void writeRest() {
    for (LogLine line = waiting.poll(); line != null; line = waiting.poll()) {
      write(line);
    }
  }

  private void write(LogLine line) {
    if (line == END) {
      return;
    }
    put(line);
    long missing = lost.getAndSet(0);
    if (missing > 0) {
      put(new LogLine(LogLevel.WARN, "tickcache: ", "log: " + missing + " lines were lost"));
    }
  }

  void put(LogLine line) {
    long now = nanoTime();
    if (failedNanos != null && now - failedNanos < RETRY_NANOS) {
      standardError.println(line.plain());
      return;
    }
    try {
      file.append(line.dated(process));
      failedNanos = null;
    } catch (IOException | RuntimeException failure) {
      if (failedNanos == null) {
        standardError.println(
            "tickcache: log: "
                + path
                + " can't be written ("
                + failure.getMessage()
                + "); lines are told here, and the file is tried again every 10 s");
      }
      failedNanos = now;
      standardError.println(line.plain());
    }
  }
}
