package io.tickcache.it.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * The truth: an HTTP server that applications ask for the version of a symbol. It counts every call
 * and answers after a delay, or when a call that it holds back is let go.
 */
public final class Upstream implements AutoCloseable {

  static {
    // Or the server's answers wait 40 ms for the client to acknowledge their headers.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, AtomicLong> versions = new ConcurrentHashMap<>();
  private final Map<String, AtomicLong> calls = new ConcurrentHashMap<>();
  private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
  private final Map<String, Long> arrivals = new ConcurrentHashMap<>();
  private final Queue<Long> moments = new ConcurrentLinkedQueue<>();
  private final CallLog log = new CallLog();
  private volatile long delayNanos;
  private volatile long jitterNanos;
  private volatile boolean versionPerCall;
  private volatile int refusal;

  private Upstream() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
  }

  public static Upstream started() throws IOException {
    Upstream upstream = new Upstream();
    upstream.server.start();
    return upstream;
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The address for a process whose calls are to be told from those of others in the log. */
  public String url(String process) {
    return url() + CallLog.path(process);
  }

  /** The calls of the processes that have an address of their own. */
  public CallLog log() {
    return log;
  }

  /** How many calls came for the symbol. */
  public long calls(String symbol) {
    return counter(calls, symbol).get();
  }

  /** How many calls came at all. */
  public long calls() {
    return moments.size();
  }

  /** When calls came, by {@link System#nanoTime}, in order of time. */
  public List<Long> moments() {
    return moments.stream().sorted().toList();
  }

  /** The version that a call for the symbol would be answered with now. */
  public long version(String symbol) {
    return counter(versions, symbol).get();
  }

  /** Changes the data of a symbol; the new version. */
  public long change(String symbol) {
    return counter(versions, symbol).incrementAndGet();
  }

  /** From now on each call takes this long. */
  public void delay(Duration delay) {
    delay(delay, delay);
  }

  /** From now on each call takes a time between these two. */
  public void delay(Duration least, Duration most) {
    delayNanos = least.toNanos();
    jitterNanos = most.minus(least).toNanos();
  }

  /** Whether a call that changed the data was answered so; as {@link #arrivalNanos}. */
  public boolean hasAnswered(String symbol, long version) {
    return arrivals.containsKey(symbol + " " + version);
  }

  /**
   * When the call that changed the data to this version had come, by {@link System#nanoTime}; only
   * while each call changes the data.
   */
  public long arrivalNanos(String symbol, long version) {
    return arrivals.get(symbol + " " + version);
  }

  /**
   * From now on each call is refused with status 429.
   *
   * @return when that was, by {@link System#nanoTime}
   */
  public long refuse() {
    refusal = 429;
    return System.nanoTime();
  }

  /** From now on each call fails with status 503. */
  public void goDown() {
    refusal = 503;
  }

  /** From now on calls are answered as ever. */
  public void takeAgain() {
    refusal = 0;
  }

  /** From now on each call changes the data of its symbol, so that an answer names its call. */
  public void changeWithEachCall() {
    versionPerCall = true;
  }

  /**
   * Calls for the symbol that come from now on take the version that is current when they come, and
   * are held back with it until {@link #letGo}.
   */
  public void hold(String symbol) {
    held.put(symbol, new CountDownLatch(1));
  }

  public void letGo(String symbol) {
    CountDownLatch latch = held.remove(symbol);
    if (latch != null) {
      latch.countDown();
    }
  }

  /** As {@link #letGo}, for calls to come; those that are held back stay so until this is run. */
  public Runnable holdNoOther(String symbol) {
    CountDownLatch latch = held.remove(symbol);
    if (latch == null) {
      throw new IllegalStateException("nothing is held back for " + symbol);
    }
    return latch::countDown;
  }

  private void answer(HttpExchange exchange) throws IOException {
    long arrival = System.nanoTime();
    String asked = exchange.getRequestHeaders().getFirst("Asked-Nanos");
    String symbol =
        log.record(
            exchange.getRequestURI().getPath(), asked == null ? arrival : Long.parseLong(asked));
    AtomicLong version = counter(versions, symbol);
    long answer = versionPerCall ? version.incrementAndGet() : version.get();
    if (versionPerCall) {
      arrivals.put(symbol + " " + answer, arrival);
    }
    moments.add(arrival);
    counter(calls, symbol).incrementAndGet();
    takeTime(symbol);
    int status = refusal;
    if (status != 0) {
      exchange.sendResponseHeaders(status, -1);
      exchange.close();
      return;
    }
    byte[] body = (answer + "\n").getBytes(UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private void takeTime(String symbol) {
    CountDownLatch latch = held.get(symbol);
    try {
      if (latch != null && !latch.await(1, TimeUnit.MINUTES)) {
        throw new IllegalStateException(symbol + " was never let go");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    long nanos = delayNanos + (long) (ThreadLocalRandom.current().nextDouble() * jitterNanos);
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private static AtomicLong counter(Map<String, AtomicLong> counters, String symbol) {
    return counters.computeIfAbsent(symbol, absent -> new AtomicLong());
  }

  @Override
  public void close() {
    held.values().forEach(CountDownLatch::countDown);
    server.stop(0);
    threads.shutdownNow();
  }
}
