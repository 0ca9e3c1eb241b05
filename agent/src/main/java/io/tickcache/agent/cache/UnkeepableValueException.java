package io.tickcache.agent.cache;

/** A value can't outlive its call; the message tells an operator why, in one sentence. */
public final class UnkeepableValueException extends Exception {

  public UnkeepableValueException(String message) {
    super(message);
  }

  public UnkeepableValueException(String message, Throwable cause) {
    super(message, cause);
  }
}
