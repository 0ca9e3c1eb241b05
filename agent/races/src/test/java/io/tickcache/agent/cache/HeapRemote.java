package io.tickcache.agent.cache;

import org.jspecify.annotations.Nullable;

/**
 * An L2 of one key on the heap, as fenced as the real one: a value counts only under the generation
 * that its lease was granted in.
 */
final class HeapRemote implements RemoteCache {

  private byte @Nullable [] value;
  private long birthNanos;
  private long generation;

  /** Begins with an answer that another process has filled in. */
  synchronized void holds(int number, long birth) {
    value = new byte[] {'v', (byte) number};
    birthNanos = birth;
  }

  @Override
  public boolean available() {
    return true;
  }

  @Override
  public Reading read(RemoteKey key, long leaseMillis, long sinceNanos) {
    Reading reading = read();
    Market.takeTime();
    return reading;
  }

  @Override
  public Reading refresh(RemoteKey key, long leaseMillis, long youngNanos, long sinceNanos) {
    Reading reading = lease();
    Market.takeTime();
    return reading;
  }

  private synchronized Reading lease() {
    return new Reading.Leased(new Granted(generation));
  }

  private synchronized Reading read() {
    return value == null ? new Reading.Leased(new Granted(generation)) : found(value);
  }

  private Reading found(byte[] bytes) {
    return new Reading.Found(bytes, birthNanos);
  }

  @Override
  public synchronized void fill(
      RemoteKey key, Lease lease, byte[] bytes, long birth, long ttlNanos) {
    if (((Granted) lease).generation == generation) {
      value = bytes;
      birthNanos = birth;
    }
  }

  @Override
  public synchronized void invalidate(String cache, @Nullable String symbol) {
    generation++;
    value = null;
  }

  @Override
  public void renew(RemoteKey key, Lease lease, long leaseMillis) {}

  @Override
  public void release(RemoteKey key, Lease lease) {}

  @Override
  public void drop(RemoteKey key) {}

  private record Granted(long generation) implements Lease {}
}
