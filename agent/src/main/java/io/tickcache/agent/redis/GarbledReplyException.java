package io.tickcache.agent.redis;

/** A reply that the command can't have had: what comes over this connection can't be relied on. */
final class GarbledReplyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  GarbledReplyException(String message) {
    super(message, null, false, false);
  }
}
