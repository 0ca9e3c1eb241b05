package io.tickcache.agent.upstream;

/** An error by which a provider has refused a call. Immutable. */
public final class Rejection {

  final int pattern;
  final String message;
  final long retryAfterNanos;

  /**
   * @param pattern the position of the error among those that the rules name
   * @param retryAfterNanos how long the provider asks for; 0 where it doesn't say
   */
  public Rejection(int pattern, String message, long retryAfterNanos) {
    this.pattern = pattern;
    this.message = message;
    this.retryAfterNanos = retryAfterNanos;
  }
}
