package io.tickcache.agent.http;

import java.util.concurrent.CompletableFuture;

/** Answers what comes over the port. Called by the port's one thread, which it must not keep. */
public interface Responder {

  /**
   * The answer, later where it takes its time.
   *
   * @param access whom to ask whether the caller may
   */
  CompletableFuture<Answer> answer(Request request, Access access);
}
