package io.tickcache.it.harness;

import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/**
 * What a {@link FaultProxy} does to the bytes that go through it, and how often it did. Only the
 * proxy's thread touches it.
 */
final class ProxyFaults {

  FaultProxy.Kind stalled;
  long delayNanos;
  long jitterNanos;
  double dropShare;
  double corruptShare;
  FaultProxy.Direction corrupted;
  Predicate<String> lost;
  Random random = new Random(0);
  long messagesLost;
  long chunksSpoilt;

  /** No faults from now on; the counts stay. */
  void clear() {
    stalled = null;
    delayNanos = 0;
    jitterNanos = 0;
    dropShare = 0;
    corruptShare = 0;
    lost = null;
  }

  boolean stalls(boolean subscriber) {
    return stalled != null && stalled.covers(subscriber);
  }

  /** Takes messages that are to be lost out of the frames for a subscriber. */
  void loseFrom(List<byte[]> frames) {
    int before = frames.size();
    if (lost != null && frames.removeIf(this::isLost)) {
      messagesLost += before - frames.size();
    }
  }

  /** Whether the chunk goes on; it may have been spoilt. */
  boolean passes(byte[] chunk, FaultProxy.Direction direction) {
    if (dropShare > 0 && random.nextDouble() < dropShare) {
      chunksSpoilt++;
      return false;
    }
    if (corruptShare > 0 && corrupted.covers(direction) && random.nextDouble() < corruptShare) {
      chunk[random.nextInt(chunk.length)] ^= (byte) (1 << random.nextInt(8));
      chunksSpoilt++;
    }
    return true;
  }

  long nextDelayNanos() {
    return delayNanos + (jitterNanos == 0 ? 0 : (long) (random.nextDouble() * jitterNanos));
  }

  private boolean isLost(byte[] frame) {
    String message = RespFrames.messageIn(frame);
    return message != null && lost.test(message);
  }
}
