package io.tickcache.sample.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * The exchange on a loopback port. Requests of traders wait out the latency on a timer, not on a
 * thread, and are looked at when it has passed; {@code /stats} and {@code /reset} answer at once
 * and count nowhere.
 */
public final class ExchangeServer implements AutoCloseable {
  private static final int THREADS = 4;

  static {
    // Headers and body leave in two packets: without this Nagle and delayed ACK add 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final ExchangeOptions options;
  private final Endpoints endpoints;
  private final ExchangeStats stats = new ExchangeStats();
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final HttpServer server;

  private ExchangeServer(ExchangeOptions options, HttpServer server) {
    InstantSource clock = InstantSource.system();
    this.options = options;
    this.server = server;
    this.endpoints =
        new Endpoints(
            new Market(options.seed(), clock), new RateLimiter(options.limit(), clock), stats);
  }

  /** Starts an exchange with the options of the command line. */
  public static ExchangeServer start(String... args) throws IOException {
    return start(ExchangeOptions.parse(args));
  }

  static ExchangeServer start(ExchangeOptions options) throws IOException {
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port());
    ExchangeServer exchange = new ExchangeServer(options, HttpServer.create(address, 1024));
    exchange.listen();
    return exchange;
  }

  /** Where the exchange answers, without a slash at the end. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void listen() {
    server.setExecutor(threads);
    server.createContext("/quote", this::quote);
    server.createContext("/order", this::order);
    server.createContext("/stats", http -> write(http, Reply.ok(endpoints.statsJson())));
    server.createContext("/reset", this::reset);
    server.start();
  }

  private void quote(HttpExchange http) {
    String query = http.getRequestURI().getRawQuery();
    answerLater(http, () -> endpoints.quote(address(http), query == null ? "" : query));
  }

  private void order(HttpExchange http) throws IOException {
    String body = new String(http.getRequestBody().readAllBytes(), UTF_8);
    answerLater(http, () -> endpoints.order(address(http), body));
  }

  private void reset(HttpExchange http) throws IOException {
    if (http.getRequestMethod().equals("POST")) {
      endpoints.reset();
      write(http, Reply.ok("{}"));
    } else {
      write(http, Reply.error(405, "POST only"));
    }
  }

  private void answerLater(HttpExchange http, Supplier<Reply> question) {
    Executor later = CompletableFuture.delayedExecutor(latencyMillis(), MILLISECONDS, threads);
    later.execute(() -> answer(http, question.get()));
  }

  private void answer(HttpExchange http, Reply reply) {
    try {
      write(http, reply);
    } catch (IOException e) {
      stats.hungUp();
    }
  }

  private static void write(HttpExchange http, Reply reply) throws IOException {
    try (http) {
      byte[] body = reply.body().getBytes(UTF_8);
      http.getResponseHeaders().set("Content-Type", "application/json");
      http.sendResponseHeaders(reply.status(), body.length);
      http.getResponseBody().write(body);
    }
  }

  private long latencyMillis() {
    return ThreadLocalRandom.current()
        .nextLong(options.minLatencyMillis(), options.maxLatencyMillis() + 1);
  }

  private static String address(HttpExchange http) {
    return http.getRemoteAddress().getAddress().getHostAddress();
  }
}
