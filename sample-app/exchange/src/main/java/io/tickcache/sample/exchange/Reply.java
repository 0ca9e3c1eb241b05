package io.tickcache.sample.exchange;

import io.tickcache.sample.exchange.limit.Decision;
import io.tickcache.sample.exchange.limit.Verdict;

/**
 * An answer before it is written: status and JSON body.
 *
 * @param retryAfterSeconds what the client is told to wait, 0 for nothing
 */
record Reply(int status, String body, long retryAfterSeconds) {

  static Reply ok(String body) {
    return new Reply(200, body, 0);
  }

  static Reply error(int status, String message) {
    return new Reply(status, errorBody(message), 0);
  }

  static Reply refused(Decision decision) {
    String message =
        decision.verdict() == Verdict.BANNED ? "address is banned" : "too many requests";
    return new Reply(decision.verdict().status(), errorBody(message), decision.retryAfterSeconds());
  }

  private static String errorBody(String message) {
    return "{\"error\":\"" + message + "\"}";
  }
}
