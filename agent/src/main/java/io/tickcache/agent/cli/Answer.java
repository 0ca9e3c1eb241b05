package io.tickcache.agent.cli;

/** What the agent answered: a status of HTTP and a text. Immutable. */
final class Answer {

  private static final int GOOD = 200;
  private static final int NOT_DONE = 409;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  private final int status;
  private final String body;

  Answer(int status, String body) {
    this.status = status;
    this.body = body;
  }

  boolean isGood() {
    return status == GOOD;
  }

  /** Whether all is as it was, as the answer says in JSON. */
  boolean isRefusal() {
    return status == NOT_DONE;
  }

  /** Whether the agent would answer somebody else. */
  boolean isForOthers() {
    return status == UNAUTHORIZED || status == FORBIDDEN;
  }

  String body() {
    return body;
  }
}
