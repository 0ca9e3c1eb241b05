package io.tickcache.agent.cache;

/**
 * A value can't be written for L2, though this process may keep it; the message tells an operator
 * why, in one sentence.
 */
public final class UnencodableValueException extends Exception {

  public UnencodableValueException(String message) {
    super(message);
  }

  public UnencodableValueException(String message, Throwable cause) {
    super(message, cause);
  }
}
