package io.tickcache.agent.redis;

import io.tickcache.agent.cache.Ticker;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Messages of a node to itself. Redis delivers in order, so once one has come back, all that was
 * told before it was sent has arrived. Asked by one thread, heard by another.
 */
final class Heartbeat {

  static final String BEAT = "h";

  /** After so long without one, invalidations of other processes may be missing, too. */
  static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

  private final String node;
  private final Ticker ticker;
  private long lastSentNanos;
  private long outstandingNanos;
  private volatile long heardNanos;

  Heartbeat(String node, Ticker ticker) {
    this.node = node;
    this.ticker = ticker;
  }

  /** Begins anew with a connection that has not brought any yet. */
  void restart() {
    long now = ticker.read();
    lastSentNanos = now - PAUSE_NANOS;
    heardNanos = now - 1;
    outstandingNanos = heardNanos;
  }

  /** The beat to send now, or null while the last one is young. */
  @Nullable String due() {
    long now = ticker.read();
    if (now - lastSentNanos < PAUSE_NANOS) {
      return null;
    }
    lastSentNanos = now;
    if (heardNanos - outstandingNanos >= 0) {
      outstandingNanos = now;
    }
    return text(now);
  }

  private String text(long now) {
    byte[] head = Message.head(BEAT, node);
    byte[] tail = Message.tail(BEAT, node, Keyspace.SELF_TEST, Long.toString(now));
    return Keyspace.text(head) + "0 0" + Keyspace.text(tail);
  }

  /** Takes note of one that came back; when the last one that has was sent. */
  long hear(Message beat) {
    try {
      long sent = Long.parseLong(String.valueOf(beat.symbol()));
      if (sent - heardNanos > 0) {
        heardNanos = sent;
      }
    } catch (NumberFormatException forged) {
      // Proves nothing.
    }
    return heardNanos;
  }

  /** Whether one that was sent long ago, and all since, have not come back. */
  boolean isOverdue() {
    return heardNanos - outstandingNanos < 0 && ticker.read() - outstandingNanos > LONGEST_NANOS;
  }
}
