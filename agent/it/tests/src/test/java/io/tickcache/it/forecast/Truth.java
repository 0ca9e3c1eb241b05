package io.tickcache.it.forecast;

import io.tickcache.it.harness.Recording;
import io.tickcache.it.harness.Upstream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Changes the upstream's data as a recording has it, on a thread of its own, and knows afterwards
 * which version of a symbol was right at a moment.
 */
final class Truth {

  private final Upstream upstream;
  private final List<Recording.Event> changes;
  private final Map<String, TreeMap<Long, Long>> versions = new HashMap<>();
  private final Thread thread = new Thread(this::play, "changes");
  private long began;

  Truth(Upstream upstream, Recording recording) {
    this.upstream = upstream;
    this.changes = recording.changes();
  }

  /**
   * @param nanos moment 0 of the recording, by {@link System#nanoTime}, which the processes of a
   *     machine share
   */
  void begin(long nanos) {
    began = nanos;
    thread.start();
  }

  private void play() {
    for (Recording.Event change : changes) {
      long due = began + change.nanos();
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(Math.min(left, TimeUnit.MILLISECONDS.toNanos(10)));
      }
      long version = upstream.change(change.symbol());
      versions
          .computeIfAbsent(change.symbol(), symbol -> new TreeMap<>())
          .put(System.nanoTime(), version);
    }
  }

  void end() throws InterruptedException {
    thread.join();
  }

  /** Whether a version had been replaced by this moment; only after {@link #end}. */
  boolean isStale(String symbol, long version, long nanos) {
    TreeMap<Long, Long> ofSymbol = versions.get(symbol);
    Map.Entry<Long, Long> right = ofSymbol == null ? null : ofSymbol.floorEntry(nanos);
    return right != null && version < right.getValue();
  }
}
