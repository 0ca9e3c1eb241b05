package io.tickcache.rules.yaml;

/** A text of rules is written in a way that it can't be edited in. */
public final class UneditableException extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * @param message a sentence for the operator
   */
  UneditableException(String message) {
    super(message);
  }
}
