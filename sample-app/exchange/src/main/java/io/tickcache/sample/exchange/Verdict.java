package io.tickcache.sample.exchange;

/** What the limit says to one request, with the HTTP status that tells the client. */
enum Verdict {
  ALLOWED(200),
  OVER_LIMIT(429),
  BANNED(418);

  private final int status;

  Verdict(int status) {
    this.status = status;
  }

  int status() {
    return status;
  }
}
