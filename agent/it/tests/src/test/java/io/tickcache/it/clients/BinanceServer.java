package io.tickcache.it.clients;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * As much of Binance's REST interface as XChange's tickers need: {@code /api/v3/ticker/24hr}. The
 * price of a symbol grows with its version, no two symbols share a price, and every request counts.
 */
final class BinanceServer implements AutoCloseable {

  private static final String TICKER =
      """
      {"symbol":"%1$s","priceChange":"-94.99999800","priceChangePercent":"-95.960",\
      "weightedAvgPrice":"0.29628482","prevClosePrice":"0.10002000","lastPrice":"%2$d.%3$08d",\
      "lastQty":"200.00000000","bidPrice":"%2$d.00000001","bidQty":"100.00000000",\
      "askPrice":"%2$d.00000002","askQty":"100.00000000","openPrice":"99.00000000",\
      "highPrice":"100.00000000","lowPrice":"0.10000000","volume":"8913.30000000",\
      "quoteVolume":"15.30000000","openTime":1499783499040,"closeTime":%4$d,"firstId":28385,\
      "lastId":28460,"count":76}""";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, AtomicInteger> versions = new ConcurrentHashMap<>();
  private final Map<String, Failure> failures = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile boolean changing;

  private BinanceServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
  }

  static BinanceServer started() {
    try {
      BinanceServer server = new BinanceServer();
      server.server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String port() {
    return Integer.toString(server.getAddress().getPort());
  }

  /** The paths and queries that were asked for, in order. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  /** Prices change with every request from now on. */
  void changeWithEachRequest() {
    changing = true;
  }

  /** Changes the price of a symbol. */
  void change(String symbol) {
    version(symbol).incrementAndGet();
  }

  /** Requests for the symbol fail from now on. */
  void fail(String symbol, int status, String body) {
    failures.put(symbol, new Failure(status, body));
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.add(exchange.getRequestURI().toString());
    String query = exchange.getRequestURI().getQuery();
    boolean ticker = exchange.getRequestURI().getPath().equals("/api/v3/ticker/24hr");
    if (!ticker || query == null || !query.startsWith("symbol=")) {
      reply(exchange, 404, "{\"code\":-1100,\"msg\":\"not here\"}");
      return;
    }
    String symbol = query.substring("symbol=".length());
    Failure failure = failures.get(symbol);
    if (failure == null) {
      reply(exchange, 200, ticker(symbol));
    } else {
      reply(exchange, failure.status, failure.body);
    }
  }

  private String ticker(String symbol) {
    AtomicInteger version = version(symbol);
    int now = changing ? version.incrementAndGet() : version.get();
    int own = Math.floorMod(symbol.hashCode(), 1_000_000);
    return TICKER.formatted(symbol, own, now, 1499869899040L + now);
  }

  private AtomicInteger version(String symbol) {
    return versions.computeIfAbsent(symbol, absent -> new AtomicInteger());
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private record Failure(int status, String body) {}
}
