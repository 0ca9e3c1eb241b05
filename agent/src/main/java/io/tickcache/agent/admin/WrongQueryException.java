package io.tickcache.agent.admin;

import io.tickcache.agent.http.Answer;

/** What a caller asks for can't be, for a reason that he is told. */
final class WrongQueryException extends Exception {

  private static final long serialVersionUID = 1;

  private final int status;

  WrongQueryException(int status, String message) {
    super(message);
    this.status = status;
  }

  Answer answer() {
    return Answer.line(status, String.valueOf(getMessage()));
  }
}
