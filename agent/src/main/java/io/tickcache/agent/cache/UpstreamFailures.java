package io.tickcache.agent.cache;

import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.CancellationException;

/** Which failures say something of the upstream. */
public final class UpstreamFailures {

  private UpstreamFailures() {}

  /**
   * Whether a failure says something of the upstream; interrupts and errors say something of the
   * one thread that they hit.
   */
  public static boolean include(Throwable failure) {
    return failure instanceof Exception
        && !(failure instanceof InterruptedException)
        && !(failure instanceof InterruptedIOException
            && !(failure instanceof SocketTimeoutException))
        && !(failure instanceof ClosedByInterruptException)
        && !(failure instanceof CancellationException);
  }
}
