package io.tickcache.agent.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;

/** A collector that keeps what it is sent, and answers as it is told. */
public final class CollectorServer implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
  private final List<String> heads = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger mostAtATime = new AtomicInteger();
  private final CountDownLatch asked = new CountDownLatch(1);
  private volatile int status = 200;
  private volatile CountDownLatch hold = new CountDownLatch(0);

  private CollectorServer(HttpServer server) {
    this.server = server;
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  public static CollectorServer started() throws IOException {
    return new CollectorServer(HttpServer.create(address(), 0));
  }

  static CollectorServer secret(SSLContext context) throws IOException {
    HttpsServer server = HttpsServer.create(address(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    return new CollectorServer(server);
  }

  private static InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    mostAtATime.accumulateAndGet(underWay.incrementAndGet(), Math::max);
    asked.countDown();
    try (exchange) {
      heads.add(
          exchange.getRequestMethod()
              + " "
              + exchange.getRequestURI()
              + " "
              + exchange.getRequestHeaders().getFirst("Content-Type")
              + " "
              + exchange.getRequestHeaders().keySet().stream().sorted().toList());
      byte[] body = new GZIPInputStream(exchange.getRequestBody()).readAllBytes();
      bodies.add(new String(body, StandardCharsets.UTF_8));
      hold.await();
      underWay.decrementAndGet(); // whoever has the answer may come again at once
      exchange.getResponseHeaders().add("Location", "/elsewhere");
      exchange.sendResponseHeaders(status, -1);
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  /** With this status from now on. */
  void answerWith(int code) {
    status = code;
  }

  /** Not before the latch is open, from now on. */
  void holdUntil(CountDownLatch open) {
    hold = open;
  }

  void awaitRequest() throws InterruptedException {
    asked.await();
  }

  public String address(String host) {
    String scheme = server instanceof HttpsServer ? "https" : "http";
    return scheme + "://" + host + ":" + server.getAddress().getPort() + "/v1/metrics";
  }

  URI uri() {
    return URI.create(address("localhost"));
  }

  public List<String> bodies() {
    synchronized (bodies) {
      return List.copyOf(bodies);
    }
  }

  List<String> heads() {
    synchronized (heads) {
      return List.copyOf(heads);
    }
  }

  int mostAtATime() {
    return mostAtATime.get();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
