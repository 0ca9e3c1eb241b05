package io.tickcache.agent.cache;

import org.jspecify.annotations.Nullable;

/** What one call asks, in the form that a miss needs. */
public final class Question {

  private final Object key;
  private final String symbol;
  private final Values values;
  private final @Nullable RemoteKey remoteKey;

  /**
   * @param key tells questions apart within this process, by {@code equals}
   * @param remoteKey null keeps the answer in this process
   */
  public Question(Object key, String symbol, Values values, @Nullable RemoteKey remoteKey) {
    this.key = key;
    this.symbol = symbol;
    this.values = values;
    this.remoteKey = remoteKey;
  }

  Object key() {
    return key;
  }

  String symbol() {
    return symbol;
  }

  Values values() {
    return values;
  }

  @Nullable RemoteKey remoteKey() {
    return remoteKey;
  }
}
