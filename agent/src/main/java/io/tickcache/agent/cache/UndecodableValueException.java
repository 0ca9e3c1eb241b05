package io.tickcache.agent.cache;

/** Bytes from L2 are not a value that this process may build. */
public final class UndecodableValueException extends Exception {

  public UndecodableValueException(String message) {
    super(message);
  }

  public UndecodableValueException(String message, Throwable cause) {
    super(message, cause);
  }
}
