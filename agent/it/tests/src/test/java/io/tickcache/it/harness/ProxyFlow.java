package io.tickcache.it.harness;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One direction of a connection: chunks that were read and wait for their time, in their order.
 * Only the proxy's thread touches it.
 */
final class ProxyFlow {

  private static final int MOST_QUEUED = 1 << 20;

  private final SocketChannel from;
  private final SocketChannel to;
  private final Deque<Chunk> queue = new ArrayDeque<>();
  private int queued;
  private long lastDueNanos;
  private boolean ended;

  ProxyFlow(SocketChannel from, SocketChannel to) {
    this.from = from;
    this.to = to;
  }

  /** The bytes that are there; empty if there are none, or at the end of the stream. */
  byte[] read(ByteBuffer buffer) throws IOException {
    buffer.clear();
    ended = from.read(buffer) < 0;
    buffer.flip();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  void add(byte[] bytes, long now, long delayNanos) {
    // Differences, because the clock may be anywhere; a chunk never overtakes the one before it.
    long due = now + delayNanos;
    lastDueNanos = queue.isEmpty() || due - lastDueNanos > 0 ? due : lastDueNanos;
    queue.add(new Chunk(ByteBuffer.wrap(bytes), lastDueNanos));
    queued += bytes.length;
  }

  /** Sends what is due, as far as the other side takes it. */
  void send(long now) throws IOException {
    while (!queue.isEmpty() && queue.peek().dueNanos - now <= 0) {
      Chunk chunk = queue.peek();
      queued -= to.write(chunk.bytes);
      if (chunk.bytes.hasRemaining()) {
        return;
      }
      queue.remove();
    }
  }

  boolean takesMore() {
    return !ended && queued < MOST_QUEUED;
  }

  /** Whether the source has ended and all of it was sent. */
  boolean done() {
    return ended && queue.isEmpty();
  }

  boolean sourceEnded() {
    return ended;
  }

  /**
   * How long until something is due; below zero if it already is, and the largest if nothing is.
   */
  long nanosToNext(long now) {
    return queue.isEmpty() ? Long.MAX_VALUE : queue.peek().dueNanos - now;
  }

  private record Chunk(ByteBuffer bytes, long dueNanos) {}
}
