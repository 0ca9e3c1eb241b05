package io.tickcache.agent.admin;

import io.tickcache.agent.http.Answer;
import java.util.concurrent.CompletableFuture;

/** Something that is for those alone who show the token. Thread-safe. */
interface Guarded {

  /** Whether it changes anything, and so is for POST. */
  boolean changes();

  /**
   * The answer, later where it takes its time.
   *
   * @param query what follows the question mark, as it came
   */
  CompletableFuture<Answer> answer(InForce inForce, String query) throws WrongQueryException;
}
