package io.tickcache.agent.batch;

/**
 * No answer of a client's can be made from parts: what it gives holds more than the parts do. The
 * message tells an operator why, in one sentence.
 */
public final class UnmakeableAnswerException extends Exception {
  private static final long serialVersionUID = 1;

  UnmakeableAnswerException(String message) {
    super(message);
  }
}
