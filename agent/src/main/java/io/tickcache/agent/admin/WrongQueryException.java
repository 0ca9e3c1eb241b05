package io.tickcache.agent.admin;

import io.tickcache.agent.http.Answer;
import java.util.concurrent.CompletableFuture;

/** What a caller asks for can't be, for a reason that he is told. */
final class WrongQueryException extends Exception {

  private static final long serialVersionUID = 1;

  private final int status;

  WrongQueryException(int status, String message) {
    super(message);
    this.status = status;
  }

  CompletableFuture<Answer> answer() {
    return CompletableFuture.completedFuture(Answer.line(status, String.valueOf(getMessage())));
  }
}
