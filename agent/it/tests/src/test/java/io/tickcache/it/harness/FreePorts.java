package io.tickcache.it.harness;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for servers that start later, or that end and come back to their port. They lie below those
 * that systems give to connections and to whoever asks for any port, and each of the JVMs that run
 * tests side by side has a range of its own; so nothing else takes one before its server does.
 */
public final class FreePorts {

  private static final int FIRST = 10_000;
  private static final int OF_EACH_JVM = 5_000;
  private static final int JVMS = 4;

  private static final int RANGE =
      FIRST + Integer.getInteger("tickcache.it.fork", 0) % JVMS * OF_EACH_JVM;

  /** Starts anywhere, for another build may be testing on the same machine. */
  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(OF_EACH_JVM));

  private FreePorts() {}

  /** One that nothing listens to, and that was not given out lately. */
  public static int next() throws IOException {
    for (int i = 0; i < OF_EACH_JVM; i++) {
      int port = RANGE + NEXT.getAndIncrement() % OF_EACH_JVM;
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (BindException taken) {
        // the next one, then
      }
    }
    throw new IOException("no port is free from " + RANGE + " on");
  }
}
