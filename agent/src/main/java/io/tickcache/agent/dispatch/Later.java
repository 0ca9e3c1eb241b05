package io.tickcache.agent.dispatch;

/** Runs calls of the application's on threads that are there for that, when it is time for them. */
public interface Later {

  void run(Runnable call, long delayNanos);
}
