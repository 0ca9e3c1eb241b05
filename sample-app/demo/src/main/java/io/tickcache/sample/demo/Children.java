package io.tickcache.sample.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Every process that the demo has started; closing leaves none behind. Thread-safe. */
final class Children implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final List<Child> children = new ArrayList<>();
  private boolean closed;

  /**
   * Starts a process whose output is followed.
   *
   * @param marker the text in a line of output that says that the process has come so far
   */
  synchronized Child start(String name, String marker, ProcessBuilder command) throws DemoFailure {
    if (closed) {
      throw new DemoFailure("the demo is ending");
    }
    try {
      Child child = new Child(name, marker, command.redirectErrorStream(true).start());
      children.add(child);
      return child;
    } catch (IOException e) {
      throw new DemoFailure("could not start " + name, e);
    }
  }

  synchronized boolean isClosed() {
    return closed;
  }

  @Override
  public synchronized void close() {
    closed = true;
    children.forEach(Child::closeInput);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    children.forEach(child -> child.end(deadline - System.nanoTime()));
    children.clear();
  }
}
