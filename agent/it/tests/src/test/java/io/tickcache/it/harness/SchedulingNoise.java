package io.tickcache.it.harness;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What this machine adds to every figure that waits for a processor: a thread parks for 100 us over
 * and over and notes by how much it woke too late. About 50 us are the kernel's timer slack.
 */
public final class SchedulingNoise implements AutoCloseable {

  private static final long PARK_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

  private final Percentiles overshoots = new Percentiles();
  private final Thread thread = new Thread(this::park, "scheduling noise");
  private volatile boolean stopped;

  private SchedulingNoise() {
    thread.setDaemon(true);
  }

  public static SchedulingNoise started() {
    SchedulingNoise noise = new SchedulingNoise();
    noise.thread.start();
    return noise;
  }

  /** Ends it; what it has noted. */
  public Percentiles stop() {
    close();
    return overshoots;
  }

  private void park() {
    while (!stopped) {
      long began = System.nanoTime();
      LockSupport.parkNanos(PARK_NANOS);
      overshoots.add(Math.max(0, System.nanoTime() - began - PARK_NANOS));
    }
  }

  @Override
  public void close() {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
