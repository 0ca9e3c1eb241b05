package io.tickcache.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * A TCP proxy between an application and Redis that can fail in all the ways in which a network
 * does. One thread of its own moves the bytes; a fault is in force when the method that asks for it
 * returns, and ends with {@link #pass}. Thread-safe.
 */
public final class FaultProxy implements AutoCloseable {

  private static final long LIMIT_SECONDS = 20;
  private static final int CHUNK = 64 * 1024;

  private final Selector selector;
  private final InetSocketAddress server;
  private final int port;
  private final ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
  private final ProxyFaults faults = new ProxyFaults();
  private final Set<ProxyConnection> connections = new LinkedHashSet<>();
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private ServerSocketChannel listener;
  private volatile boolean closed;

  private FaultProxy(int serverPort) throws IOException {
    selector = Selector.open();
    server = new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort);
    port = FreePorts.next();
    listener = listen();
    thread = new Thread(this::run, "fault proxy " + port);
    thread.setDaemon(true);
    thread.start();
  }

  /** A proxy before the server on this port of this machine, on a port of its own. */
  public static FaultProxy before(int serverPort) throws IOException {
    return new FaultProxy(serverPort);
  }

  public int port() {
    return port;
  }

  public String uri() {
    return "redis://127.0.0.1:" + port;
  }

  /** Ends all faults. What was stalled goes on; connections that were cut stay dead. */
  public void pass() {
    perform(
        () -> {
          faults.clear();
          if (!listener.isOpen()) {
            listener = listen();
          }
          return null;
        });
  }

  /** Refuses new connections; those that are open stay. */
  public void refuse() {
    perform(
        () -> {
          listener.close();
          // Until its key is taken out the system goes on to take connections.
          selector.selectNow();
          return null;
        });
  }

  /** Ends connections with a reset. */
  public void reset(Kind kind) {
    perform(
        () -> {
          for (ProxyConnection connection : connections) {
            if (connection.isOf(kind)) {
              connection.reset();
            }
          }
          return null;
        });
  }

  /** Moves nothing any more, either way; what is sent waits until the stall ends. */
  public void stall(Kind kind) {
    perform(() -> faults.stalled = kind);
  }

  /** Lets connections stay open and swallow everything for ever; new ones work. */
  public void cut(Kind kind) {
    perform(
        () -> {
          connections.stream().filter(open -> open.isOf(kind)).forEach(ProxyConnection::die);
          return null;
        });
  }

  /** Delays each chunk by the fixed time and up to as much again as the jitter, order kept. */
  public void delay(Duration fixed, Duration jitter) {
    perform(
        () -> {
          faults.delayNanos = fixed.toNanos();
          faults.jitterNanos = jitter.toNanos();
          return null;
        });
  }

  /** Leaves out this share of chunks, which spoils the stream. */
  public void drop(double share, long seed) {
    perform(
        () -> {
          faults.random = new Random(seed);
          faults.dropShare = share;
          return null;
        });
  }

  /** Flips one bit in this share of chunks; one reply of Redis is one chunk. */
  public void corrupt(Direction direction, double share, long seed) {
    perform(
        () -> {
          faults.random = new Random(seed);
          faults.corrupted = direction;
          faults.corruptShare = share;
          return null;
        });
  }

  /** Loses published messages on their way to subscribers, and nothing else of the stream. */
  public void loseMessages(Predicate<String> which) {
    perform(() -> faults.lost = which);
  }

  /** How many messages were lost so far. */
  public long messagesLost() {
    return perform(() -> faults.messagesLost);
  }

  /** How many chunks were left out or corrupted so far. */
  public long chunksSpoilt() {
    return perform(() -> faults.chunksSpoilt);
  }

  /** How many connections of the kind are open. */
  public long connections(Kind kind) {
    return perform(() -> connections.stream().filter(open -> open.isOf(kind)).count());
  }

  @Override
  public void close() {
    closed = true;
    selector.wakeup();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private <T> T perform(Callable<T> action) {
    FutureTask<T> task = new FutureTask<>(action);
    tasks.add(task);
    selector.wakeup();
    try {
      return task.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the proxy on port " + port + " fails", e);
    }
  }

  private ServerSocketChannel listen() throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_ACCEPT);
    return channel;
  }

  private void run() {
    try (selector) {
      for (long now = System.nanoTime(); !closed; ) {
        selector.select(timeoutMillis(now));
        selector.selectedKeys().clear();
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
          task.run();
        }
        accept();
        now = System.nanoTime();
        advance(now);
      }
      listener.close();
      for (ProxyConnection connection : connections) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * As {@link Selector#select} takes it: 0 waits for ever. What was due when all was last advanced
   * waits for its receiver; what has become due since does not, and counts.
   */
  private long timeoutMillis(long now) {
    long nanos =
        connections.stream()
            .mapToLong(connection -> connection.nanosToNext(faults, now))
            .min()
            .orElse(Long.MAX_VALUE);
    return nanos == Long.MAX_VALUE ? 0 : TimeUnit.NANOSECONDS.toMillis(nanos) + 1;
  }

  private void accept() throws IOException {
    while (listener.isOpen()) {
      SocketChannel client = listener.accept();
      if (client == null) {
        return;
      }
      connections.add(new ProxyConnection(client, server, selector));
    }
  }

  private void advance(long now) throws IOException {
    for (Iterator<ProxyConnection> open = connections.iterator(); open.hasNext(); ) {
      ProxyConnection connection = open.next();
      try {
        if (!connection.advance(faults, buffer, now)) {
          open.remove();
        }
      } catch (IOException broken) {
        connection.reset();
        open.remove();
      }
    }
  }

  /** Which connections a fault is for: those that have subscribed to something, or the others. */
  public enum Kind {
    ALL,
    SUBSCRIBERS,
    COMMANDS;

    boolean covers(boolean subscriber) {
      return this == ALL || (this == SUBSCRIBERS) == subscriber;
    }
  }

  /** Which way of a connection a fault is for. */
  public enum Direction {
    BOTH,
    TO_SERVER,
    TO_CLIENT;

    boolean covers(Direction other) {
      return this == BOTH || this == other;
    }
  }
}
