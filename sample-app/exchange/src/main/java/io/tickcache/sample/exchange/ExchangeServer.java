package io.tickcache.sample.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tickcache.sample.exchange.limit.HostUsage;
import io.tickcache.sample.exchange.limit.RateLimiter;
import io.tickcache.sample.exchange.market.Market;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * The exchange on a loopback port. Requests of traders wait out the latency on a timer, not on a
 * thread, and are looked at when it has passed; {@code /stats}, {@code /usage}, {@code /truth},
 * {@code /reset} and {@code /open} answer at once and count nowhere.
 */
public final class ExchangeServer implements AutoCloseable {
  private static final int THREADS = 4;
  private static final String LOCALHOST = "127.0.0.1";

  static {
    // Headers and body leave in two packets: without this Nagle and delayed ACK add 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final ExchangeOptions options;
  private final InstantSource clock = InstantSource.system();
  private final RateLimiter limiter;
  private final ExchangeStats stats = new ExchangeStats();
  private final Endpoints endpoints;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final List<HttpServer> servers = new ArrayList<>();

  private ExchangeServer(ExchangeOptions options) {
    this.options = options;
    this.limiter = new RateLimiter(options.limit(), clock, options.pace().speed());
    this.endpoints =
        new Endpoints(
            new Market(options.seed(), options.pace(), clock),
            limiter,
            options.limit().weights(),
            stats);
  }

  /** Starts an exchange with the options of the command line. */
  public static ExchangeServer start(String... args) throws IOException {
    return start(ExchangeOptions.parse(args));
  }

  static ExchangeServer start(ExchangeOptions options) throws IOException {
    ExchangeServer exchange = new ExchangeServer(options);
    try {
      for (int host = 1; host <= options.hosts(); host++) {
        exchange.listen(host);
      }
    } catch (IOException e) {
      exchange.close();
      throw e;
    }
    return exchange;
  }

  /** Where the exchange answers, without a slash at the end. */
  public String url() {
    return url(1);
  }

  /**
   * Where the exchange answers a client that stands for another host.
   *
   * @param host from 1, which is this host itself
   */
  public String url(int host) {
    return "http://127.0.0." + host + ":" + port();
  }

  /** What each address has asked since the last reset, in the order of their names. */
  public List<HostUsage> usage() {
    return limiter.usage();
  }

  @Override
  public void close() {
    servers.forEach(server -> server.stop(0));
    threads.shutdownNow();
  }

  private int port() {
    return servers.isEmpty() ? options.port() : servers.get(0).getAddress().getPort();
  }

  private void listen(int host) throws IOException {
    InetAddress address = InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) host});
    HttpServer server = HttpServer.create(new InetSocketAddress(address, port()), 1024);
    servers.add(server);
    server.setExecutor(threads);
    server.createContext("/quote", this::quote);
    server.createContext("/quotes", this::quotes);
    server.createContext("/order", this::order);
    server.createContext("/stats", http -> write(http, Reply.ok(endpoints.statsJson())));
    server.createContext("/usage", http -> write(http, Reply.ok(endpoints.usageJson())));
    server.createContext("/truth", http -> write(http, endpoints.truth(query(http))));
    server.createContext("/reset", http -> change(http, endpoints::reset));
    server.createContext("/open", http -> change(http, () -> open(query(http))));
    server.start();
  }

  private void quote(HttpExchange http) {
    answerLater(http, () -> endpoints.quote(address(http), query(http)));
  }

  private void quotes(HttpExchange http) {
    answerLater(http, () -> endpoints.quotes(address(http), query(http)));
  }

  private void order(HttpExchange http) throws IOException {
    String body = new String(http.getRequestBody().readAllBytes(), UTF_8);
    answerLater(http, () -> endpoints.order(address(http), body));
  }

  private void open(String query) {
    String at = Form.parse(query).text("at");
    endpoints.open(at.isEmpty() ? clock.millis() : Long.parseLong(at));
  }

  private static void change(HttpExchange http, Runnable change) throws IOException {
    if (!http.getRequestMethod().equals("POST")) {
      write(http, Reply.error(405, "POST only"));
      return;
    }
    try {
      change.run();
    } catch (IllegalArgumentException e) {
      write(http, Reply.error(400, "bad request"));
      return;
    }
    write(http, Reply.ok("{}"));
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
      if (reply.retryAfterSeconds() > 0) {
        http.getResponseHeaders().set("Retry-After", Long.toString(reply.retryAfterSeconds()));
      }
      http.sendResponseHeaders(reply.status(), body.length);
      http.getResponseBody().write(body);
    }
  }

  private long latencyMillis() {
    return ThreadLocalRandom.current()
        .nextLong(options.minLatencyMillis(), options.maxLatencyMillis() + 1);
  }

  private static String query(HttpExchange http) {
    String query = http.getRequestURI().getRawQuery();
    return query == null ? "" : query;
  }

  /**
   * Whose limit a request counts against. Clients can't easily choose the address that they call
   * from, so one at 127.0.0.1 is known by the loopback address that it calls.
   */
  private static String address(HttpExchange http) {
    String from = http.getRemoteAddress().getAddress().getHostAddress();
    return from.equals(LOCALHOST) ? http.getLocalAddress().getAddress().getHostAddress() : from;
  }
}
