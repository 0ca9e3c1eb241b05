package io.tickcache.agent.cache;

/** A newer answer for L2. */
public final class RemoteUpdate {

  private final RemoteKey key;
  private final byte[] bytes;
  private final long ttlNanos;

  public RemoteUpdate(RemoteKey key, byte[] bytes, long ttlNanos) {
    this.key = key;
    this.bytes = bytes;
    this.ttlNanos = ttlNanos;
  }

  public RemoteKey key() {
    return key;
  }

  public byte[] bytes() {
    return bytes;
  }

  /** How long it may stay, from now. */
  public long ttlNanos() {
    return ttlNanos;
  }
}
