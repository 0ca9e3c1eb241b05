package io.tickcache.sample.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** One process of the demo. Its last lines of output are kept for the message if it fails. */
final class Child {
  private static final int LINES_KEPT = 15;

  private final String name;
  private final String marker;
  private final Process process;
  private final CompletableFuture<String> marked = new CompletableFuture<>();
  private final Deque<String> lastLines = new ArrayDeque<>();

  Child(String name, String marker, Process process) {
    this.name = name;
    this.marker = marker;
    this.process = process;
    Thread reader = new Thread(this::follow, "output of " + name);
    reader.setDaemon(true);
    reader.start();
  }

  long pid() {
    return process.pid();
  }

  /** Whether the marker has come, or never will. */
  boolean isMarkedOrEnded() {
    return marked.isDone();
  }

  /** The line with the marker. */
  String awaitMarker(Duration timeout) throws DemoFailure, InterruptedException {
    try {
      return marked.get(timeout.toNanos(), NANOSECONDS);
    } catch (ExecutionException e) {
      throw new DemoFailure(name + " ended too early" + output());
    } catch (TimeoutException e) {
      throw new DemoFailure(name + " was not there after " + timeout.toSeconds() + " s" + output());
    }
  }

  /** Ends the process by ending its input, and insists on a normal end. */
  void letGo(Duration timeout) throws DemoFailure, InterruptedException {
    closeInput();
    if (!process.waitFor(timeout.toNanos(), NANOSECONDS)) {
      throw new DemoFailure(name + " did not end after " + timeout.toSeconds() + " s" + output());
    }
    if (process.exitValue() != 0) {
      throw new DemoFailure(name + " ended with " + process.exitValue() + output());
    }
  }

  /** Waits for the process to end by itself, and kills it after that time. */
  void end(long patienceNanos) {
    try {
      if (process.waitFor(patienceNanos, NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** Tells the process to end; all children of the demo watch their input for that. */
  void closeInput() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      remember("its input could not be closed: " + e.getMessage());
    }
  }

  private void follow() {
    try (BufferedReader lines = process.inputReader(UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        remember(line);
        if (line.contains(marker)) {
          marked.complete(line);
        }
      }
    } catch (IOException e) {
      remember("its output could not be read: " + e.getMessage());
    } finally {
      marked.completeExceptionally(new IllegalStateException("end of output"));
    }
  }

  private void remember(String line) {
    synchronized (lastLines) {
      lastLines.add(line);
      if (lastLines.size() > LINES_KEPT) {
        lastLines.remove();
      }
    }
  }

  private String output() {
    synchronized (lastLines) {
      return lastLines.isEmpty() ? "" : "; its output:\n  " + String.join("\n  ", lastLines);
    }
  }
}
