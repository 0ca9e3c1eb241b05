package io.tickcache.sample.exchange.limit;

/** What the limit says to one request, with the HTTP status that tells the client. */
public enum Verdict {
  ALLOWED(200),
  OVER_LIMIT(429),
  BANNED(418);

  private final int status;

  Verdict(int status) {
    this.status = status;
  }

  public int status() {
    return status;
  }
}
