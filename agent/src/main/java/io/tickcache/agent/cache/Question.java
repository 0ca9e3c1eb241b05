package io.tickcache.agent.cache;

import org.jspecify.annotations.Nullable;

/** What one call asks, in the form that a miss needs. */
public final class Question {

  private final Object key;
  private final String symbol;
  private final Values values;
  private final @Nullable RemoteKey remoteKey;
  private final boolean renewing;

  /**
   * @param key tells questions apart within this process, by {@code equals}
   * @param remoteKey null keeps the answer in this process
   */
  public Question(Object key, String symbol, Values values, @Nullable RemoteKey remoteKey) {
    this(key, symbol, values, remoteKey, false);
  }

  private Question(
      Object key, String symbol, Values values, @Nullable RemoteKey remoteKey, boolean renewing) {
    this.key = key;
    this.symbol = symbol;
    this.values = values;
    this.remoteKey = remoteKey;
    this.renewing = renewing;
  }

  /**
   * The same, asked by someone for whom an answer is of no use that has half its time behind it.
   */
  public Question renewing() {
    return new Question(key, symbol, values, remoteKey, true);
  }

  boolean isRenewing() {
    return renewing;
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
