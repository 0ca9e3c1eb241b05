package io.tickcache.agent.redis;

/** Too many commands of this process wait already; this says nothing of Redis. */
final class CongestionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CongestionException(int waiting) {
    super(waiting + " commands of this process wait already", null, false, false);
  }
}
