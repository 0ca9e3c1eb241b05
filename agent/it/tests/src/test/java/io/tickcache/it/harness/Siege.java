package io.tickcache.it.harness;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Very many connections to a port, all held until the end: one in five says nothing, one begins a
 * request and never ends it, one sends what is no HTTP, one what is far too large, and one asks
 * rightly and never reads the answer. For one thread.
 */
public final class Siege {

  private static final String HEADER = "X-Long: " + "a".repeat(1_000) + "\r\n";
  private static final String[] OPENINGS = {
    "",
    "GET /status HTTP/1.1\r\nHost: ",
    "\u0016\u0003\u0001garbage\r\n\r\n",
    "GET / HTTP/1.1\r\n" + HEADER.repeat(60) + "\r\n",
    "GET /metrics HTTP/1.1\r\nHost: localhost:%d\r\n\r\n"
  };

  private final int port;
  private final int connections;
  private final long nanos;

  /**
   * @param millis over how long the connections are made, evenly
   */
  public Siege(int port, int connections, int millis) {
    this.port = port;
    this.connections = connections;
    this.nanos = TimeUnit.MILLISECONDS.toNanos(millis);
  }

  /** Returns when all connections were made and are closed again. */
  public void lay() throws Exception {
    List<SocketChannel> held = new ArrayList<>();
    long began = System.nanoTime();
    try {
      for (int i = 0; i < connections; i++) {
        long early = nanos / connections * i - (System.nanoTime() - began);
        if (early > TimeUnit.MILLISECONDS.toNanos(1)) {
          TimeUnit.NANOSECONDS.sleep(early);
        }
        SocketChannel channel = SocketChannel.open();
        held.add(channel);
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.configureBlocking(false);
        say(channel, OPENINGS[i % OPENINGS.length].formatted(port));
      }
    } finally {
      for (SocketChannel each : held) {
        each.close();
      }
    }
  }

  private static void say(SocketChannel channel, String text) {
    try {
      channel.write(ByteBuffer.wrap(text.getBytes(ISO_8859_1)));
    } catch (IOException closedByTheServer) {
      // It may close whatever it has no room for.
    }
  }
}
