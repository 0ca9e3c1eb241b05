package io.tickcache.it.clients;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * What an exchange's server does in front of any client: it counts requests, gives each symbol a
 * version that grows, and fails where a test wants it to.
 */
abstract class ExchangeServer implements AutoCloseable {

  static final String JSON = "application/json";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, AtomicInteger> versions = new ConcurrentHashMap<>();
  private final Map<String, Failure> failures = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile boolean changing;

  /** Listens on a free port, and answers from {@link #start} on. */
  ExchangeServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  final void start() {
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          requests.add(exchange.getRequestURI().toString());
          answer(exchange);
        });
    server.start();
  }

  /** Answers a request with one {@link #reply}. */
  abstract void answer(HttpExchange exchange) throws IOException;

  final String port() {
    return Integer.toString(server.getAddress().getPort());
  }

  /** The paths and queries that were asked for, in order. */
  final List<String> requests() {
    return List.copyOf(requests);
  }

  /** Those of {@link #requests} that start with this. */
  final List<String> requests(String start) {
    return requests.stream().filter(uri -> uri.startsWith(start)).collect(Collectors.toList());
  }

  /** Prices change with every request from now on. */
  final void changeWithEachRequest() {
    changing = true;
  }

  /** Changes the price of a symbol. */
  final void change(String symbol) {
    counter(symbol).incrementAndGet();
  }

  /** Requests for the symbol fail from now on. */
  final void fail(String symbol, int status, String body) {
    failures.put(symbol, new Failure(status, body));
  }

  /** The version to answer with. */
  final int version(String symbol) {
    AtomicInteger version = counter(symbol);
    return changing ? version.incrementAndGet() : version.get();
  }

  /** A number that tells the prices of symbols apart. */
  static int own(String symbol) {
    return Math.floorMod(symbol.hashCode(), 1_000_000);
  }

  /** Replies with the failure of one of the symbols, if one of them is to fail. */
  final boolean failed(HttpExchange exchange, Collection<String> symbols) throws IOException {
    for (String symbol : symbols) {
      Failure failure = failures.get(symbol);
      if (failure != null) {
        reply(exchange, failure.status, JSON, failure.body);
        return true;
      }
    }
    return false;
  }

  static void reply(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private AtomicInteger counter(String symbol) {
    return versions.computeIfAbsent(symbol, absent -> new AtomicInteger());
  }

  @Override
  public final void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private record Failure(int status, String body) {}
}
