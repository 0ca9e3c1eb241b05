package io.tickcache.it.harness;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Locale;

/**
 * A client's connection and the one to the server behind it. It is a subscriber's from the moment
 * that the client sends a SUBSCRIBE. Only the proxy's thread touches it.
 */
final class ProxyConnection {

  private static final String SUBSCRIBE = "SUBSCRIBE\r\n";

  private final SocketChannel client;
  private final SocketChannel server;
  private final SelectionKey clientKey;
  private final SelectionKey serverKey;
  private final ProxyFlow toServer;
  private final ProxyFlow toClient;
  private final RespFrames frames = new RespFrames();
  private String sentLast = "";
  private boolean subscriber;
  private boolean dead;

  ProxyConnection(SocketChannel client, InetSocketAddress address, Selector selector)
      throws IOException {
    this.client = client;
    this.server = SocketChannel.open();
    client.configureBlocking(false);
    client.setOption(StandardSocketOptions.TCP_NODELAY, true);
    server.configureBlocking(false);
    server.setOption(StandardSocketOptions.TCP_NODELAY, true);
    server.connect(address);
    clientKey = client.register(selector, 0);
    serverKey = server.register(selector, SelectionKey.OP_CONNECT);
    toServer = new ProxyFlow(client, server);
    toClient = new ProxyFlow(server, client);
  }

  boolean isOf(FaultProxy.Kind kind) {
    return kind.covers(subscriber);
  }

  /** From now on it swallows what the client sends, and the client hears nothing any more. */
  void die() {
    dead = true;
  }

  void reset() throws IOException {
    if (client.isOpen()) {
      client.setOption(StandardSocketOptions.SO_LINGER, 0);
    }
    close();
  }

  void close() throws IOException {
    client.close();
    server.close();
  }

  /** Moves what can be moved now; false once the connection is over. */
  boolean advance(ProxyFaults faults, ByteBuffer buffer, long now) throws IOException {
    if (!client.isOpen()) {
      return false;
    }
    if (!connected()) {
      return client.isOpen();
    }
    boolean stalled = faults.stalls(subscriber) && !dead;
    if (!stalled) {
      receive(faults, buffer, now);
      stalled = faults.stalls(subscriber) && !dead;
    }
    if (!stalled && !dead) {
      toServer.send(now);
      toClient.send(now);
    }
    if (over()) {
      close();
      return false;
    }
    awaitMore(stalled, now);
    return true;
  }

  /** How long until a delayed chunk is due; the largest if none is delayed. */
  long nanosToNext(ProxyFaults faults, long now) {
    return dead || faults.stalls(subscriber)
        ? Long.MAX_VALUE
        : Math.min(positive(toServer.nanosToNext(now)), positive(toClient.nanosToNext(now)));
  }

  private static long positive(long nanos) {
    return nanos <= 0 ? Long.MAX_VALUE : nanos;
  }

  private boolean connected() throws IOException {
    if (server.isConnected()) {
      return true;
    }
    try {
      return server.finishConnect();
    } catch (IOException refused) {
      reset();
      return false;
    }
  }

  private void receive(ProxyFaults faults, ByteBuffer buffer, long now) throws IOException {
    if (toServer.takesMore()) {
      byte[] sent = toServer.read(buffer);
      subscriber = subscriber || subscribes(sent);
      forward(sent, toServer, FaultProxy.Direction.TO_SERVER, faults, now);
    }
    if (!dead && toClient.takesMore()) {
      var replies = frames.feed(toClient.read(buffer));
      if (subscriber) {
        faults.loseFrom(replies);
      }
      for (byte[] reply : replies) {
        forward(reply, toClient, FaultProxy.Direction.TO_CLIENT, faults, now);
      }
    }
  }

  private void forward(
      byte[] chunk, ProxyFlow flow, FaultProxy.Direction direction, ProxyFaults faults, long now) {
    if (chunk.length > 0 && !dead && faults.passes(chunk, direction)) {
      flow.add(chunk, now, faults.nextDelayNanos());
    }
  }

  /** The command's name may come in two reads; a value that holds it would mislead us. */
  private boolean subscribes(byte[] sent) {
    String text = sentLast + new String(sent, ISO_8859_1).toUpperCase(Locale.ROOT);
    sentLast = text.substring(Math.max(0, text.length() - SUBSCRIBE.length()));
    return text.contains(SUBSCRIBE) && !text.contains("UN" + SUBSCRIBE);
  }

  private boolean over() {
    return dead ? toServer.sourceEnded() : toServer.done() || toClient.done();
  }

  private void awaitMore(boolean stalled, long now) {
    boolean clientWaits = !stalled && toClient.nanosToNext(now) <= 0;
    boolean serverWaits = !stalled && toServer.nanosToNext(now) <= 0;
    clientKey.interestOps(ops(!stalled && toServer.takesMore(), clientWaits && !dead));
    serverKey.interestOps(ops(!stalled && !dead && toClient.takesMore(), serverWaits && !dead));
  }

  private static int ops(boolean read, boolean write) {
    return (read ? SelectionKey.OP_READ : 0) | (write ? SelectionKey.OP_WRITE : 0);
  }
}
