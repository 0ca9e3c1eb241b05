package io.tickcache.agent.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tickcache.agent.admin.AdminFixture;
import io.tickcache.rules.AdminSettings;
import io.tickcache.rules.HostPort;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The port, against whatever may come over a socket. */
class HttpServerTest {

  private static final int LIMIT_MILLIS = 30_000;

  private final AdminFixture fixture = new AdminFixture(false);
  private final List<AutoCloseable> opened = new ArrayList<>();
  private HttpServer server;
  private int port;

  @AfterEach
  void end() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
    if (server != null) {
      server.close();
    }
    fixture.close();
  }

  private void start() {
    start(Timing.USUAL, 0);
    await().until(() -> server.address() != null);
    port = server.address().getPort();
  }

  private void start(Timing timing, int at) {
    server =
        new HttpServer(
            new AdminSettings(new HostPort("127.0.0.1", at), "s3cret"),
            fixture.endpoints,
            timing,
            body -> new Thread(body, "tickcache-admin-1"),
            fixture.log);
    server.start();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(LIMIT_MILLIS);
    opened.add(socket);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
  }

  /** All that comes until the server closes; what a reset leaves is kept, too. */
  private static String rest(Socket socket) throws IOException {
    StringBuilder text = new StringBuilder();
    byte[] bytes = new byte[8192];
    try {
      for (int n = socket.getInputStream().read(bytes);
          n >= 0;
          n = socket.getInputStream().read(bytes)) {
        text.append(new String(bytes, 0, n, ISO_8859_1));
      }
    } catch (SocketException reset) {
      text.append("(reset)");
    }
    return text.toString();
  }

  private String ask(String text) throws IOException {
    Socket socket = connect();
    send(socket, text);
    return rest(socket);
  }

  private String get(String path) {
    return get(path, "");
  }

  private String get(String path, String headers) {
    return "GET " + path + " HTTP/1.1\r\nHost: localhost:" + port + "\r\n" + headers + "\r\n";
  }

  private String last(String path) {
    return get(path, "Connection: close\r\n");
  }

  private void assertServes() throws IOException {
    assertThat(ask(last("/health"))).startsWith("HTTP/1.1 200 OK\r\n");
  }

  @Test
  void anAnswerHasItsHeaders() throws IOException {
    start();

    String answer = ask(last("/health"));

    assertThat(answer)
        .startsWith("HTTP/1.1 200 OK\r\n")
        .containsIgnoringCase("\r\nContent-Type: application/json\r\n")
        .containsIgnoringCase("\r\nX-Content-Type-Options: nosniff\r\n")
        .containsIgnoringCase("\r\nCache-Control: no-store\r\n")
        .containsIgnoringCase("\r\nContent-Security-Policy: default-src 'none';")
        .containsIgnoringCase("\r\nX-Frame-Options: DENY\r\n")
        .containsIgnoringCase("\r\nConnection: close\r\n")
        .contains("\r\n\r\n{\"status\":\"UP\",");
    assertThat(fixture.said()).contains("tickcache: admin: answers at http://127.0.0.1:" + port);
  }

  @Test
  void aHeadHasTheLengthAndNoBody() throws IOException {
    start();
    String whole = ask(last("/status"));

    String head = ask(last("/status").replace("GET", "HEAD"));

    assertThat(head).startsWith("HTTP/1.1 200 OK\r\n").endsWith("\r\n\r\n");
    assertThat(length(head)).isEqualTo(length(whole)).isPositive();
  }

  private static int length(String answer) {
    String name = "content-length: ";
    int at = answer.toLowerCase(Locale.ROOT).indexOf(name) + name.length();
    return Integer.parseInt(answer.substring(at, answer.indexOf('\r', at)));
  }

  @Test
  void requestsThatComeTooEarlyAreAnsweredInTheirOrder() throws IOException {
    start();
    String invalidation =
        "POST /invalidate?rule=quotes&symbol=*"
            + " HTTP/1.1\r\nHost: localhost:"
            + port
            + "\r\nAuthorization: Bearer s3cret\r\nContent-Length: 3\r\n\r\nabc";
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      all.append(invalidation).append(get("/ready")).append(get("/nothing"));
    }

    String answers = ask(all + last("/"));

    assertThat(answers.split("HTTP/1.1 200 OK", -1)).hasSize(1 + 601);
    assertThat(answers.split("HTTP/1.1 404 Not Found", -1)).hasSize(1 + 300);
    assertThat(answers.indexOf("\"invalidated\""))
        .isPositive()
        .isLessThan(answers.indexOf("\"UP\""));
    assertThat(answers.indexOf("\"UP\"")).isLessThan(answers.indexOf("404 Not Found"));
    assertThat(fixture.cache.stats().invalidations.sum()).isEqualTo(300);
  }

  @Test
  void aConnectionIsKept() throws IOException {
    start();
    Socket socket = connect();
    for (int i = 0; i < 3; i++) {
      send(socket, get("/ready"));
      byte[] first = socket.getInputStream().readNBytes(15);
      assertThat(new String(first, ISO_8859_1)).isEqualTo("HTTP/1.1 200 OK");
      String rest = "";
      while (!rest.endsWith("}\n")) {
        rest += (char) socket.getInputStream().read();
      }
    }
  }

  @Test
  void whatIsTooLargeIsToldSo() throws IOException {
    start();

    assertThat(ask(get("/" + "a".repeat(9_000)))).startsWith("HTTP/1.1 414 ");
    assertThat(ask(get("/", "X: " + "a".repeat(17_000) + "\r\n"))).startsWith("HTTP/1.1 431 ");
    assertThat(ask(get("/", ("X: " + "a".repeat(1_000) + "\r\n").repeat(20))))
        .startsWith("HTTP/1.1 431 ");
    assertThat(ask(get("/", "Content-Length: 9000\r\n") + "a".repeat(9_000)))
        .startsWith("HTTP/1.1 413 ");
    assertThat(ask(get("/", "Transfer-Encoding: chunked\r\n") + "1\r\na\r\n".repeat(9_000)))
        .startsWith("HTTP/1.1 413 ");
    assertServes();
  }

  @Test
  void whatStaysWithinTheLimitsIsAnswered() throws IOException {
    start();

    assertThat(ask(get("/?" + "a".repeat(8_000), "Connection: close\r\n")))
        .startsWith("HTTP/1.1 200 ");
    assertThat(ask(get("/", "X: " + "a".repeat(15_000) + "\r\nConnection: close\r\n")))
        .startsWith("HTTP/1.1 200 ");
    assertThat(ask(get("/", "Connection: close\r\nContent-Length: 8000\r\n") + "a".repeat(8_000)))
        .startsWith("HTTP/1.1 200 ");
    assertThat(
            ask(
                get("/", "Connection: close\r\nTransfer-Encoding: chunked\r\n")
                    + "1\r\na\r\n".repeat(8_000)
                    + "0\r\n\r\n"))
        .startsWith("HTTP/1.1 200 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "garbage\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET http://127.0.0.1/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost : a\r\n\r\n",
        "GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        "GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n",
      })
  void whatIsNoGoodRequestIsToldSo(String text) throws IOException {
    start();
    Socket socket = connect();
    send(socket, text);
    socket.shutdownOutput();

    assertThat(rest(socket)).startsWith("HTTP/1.1 400 ").doesNotContain("(reset)");
    assertServes();
  }

  @Test
  void anExpectationIsNotMet() throws IOException {
    start();

    assertThat(ask(get("/", "Expect: 100-continue\r\nContent-Length: 10\r\n")))
        .startsWith("HTTP/1.1 417 ");
  }

  @Test
  void anythingAtAllLeavesItServing() throws IOException {
    start();
    Random random = new Random(7);
    for (int i = 0; i < 50; i++) {
      byte[] bytes = new byte[random.nextInt(20_000)];
      random.nextBytes(bytes);
      Socket socket = connect();
      try {
        socket.getOutputStream().write(bytes);
        socket.shutdownOutput();
      } catch (SocketException endedAlready) {
        continue;
      }
      rest(socket);
    }

    assertServes();
    assertThat(fixture.said()).doesNotContain("failed");
  }

  @Test
  void whoTakesTooLongIsLeft() throws Exception {
    start(new Timing(500, 1_000), 0);
    await().until(() -> server.address() != null);
    port = server.address().getPort();
    Socket silent = connect();
    Socket slow = connect();
    long begun = System.nanoTime();
    boolean left = false;
    for (int i = 0; !left && System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(30); i++) {
      try {
        send(slow, i == 0 ? "GET / HTTP/1.1\r\nX: " : "a");
      } catch (SocketException reset) {
        left = true;
      }
      slow.setSoTimeout(20);
      try {
        left |= slow.getInputStream().read() < 0;
      } catch (SocketTimeoutException stillThere) {
        // the next byte, then
      } catch (SocketException reset) {
        left = true;
      }
    }

    assertThat(left).as("a byte every 20 ms").isTrue();
    assertThat(rest(silent)).isEmpty();
    assertServes();
  }

  @Test
  void ofManyConnectionsSixteenAreServed() throws Exception {
    start();
    List<Socket> many = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      many.add(connect());
    }
    int served = 0;
    for (Socket each : many) {
      try {
        send(each, last("/ready"));
      } catch (SocketException closedAlready) {
        // one of those that are too many
      }
    }
    for (Socket each : many) {
      served += rest(each).startsWith("HTTP/1.1 200 ") ? 1 : 0;
    }

    assertThat(served).isBetween(16, 99);
    for (Socket each : many) {
      each.close();
    }
    await().untilAsserted(this::assertServes);
  }

  @Test
  void aFaultOfOursIsToldAndOverForThatRequest() throws Exception {
    server =
        new HttpServer(
            new AdminSettings(new HostPort("127.0.0.1", 0), null),
            (request, access) -> {
              if (request.path().equals("/status")) {
                throw new IllegalStateException("a fault of ours");
              }
              return CompletableFuture.completedFuture(Answer.line(200, "well"));
            },
            Timing.USUAL,
            Thread::new,
            fixture.log);
    server.start();
    await().until(() -> server.address() != null);
    port = server.address().getPort();

    assertThat(ask(last("/status")))
        .startsWith("HTTP/1.1 500 ")
        .doesNotContain("a fault of ours", "IllegalState");
    assertThat(fixture.said()).contains("a fault of ours");
    assertThat(ask(last("/metrics"))).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void aPortThatIsTakenIsToldOnceAndOpenedLater() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
      start(new Timing(10_000, 20), port);
      await().until(() -> fixture.said().contains("can't listen"));
    }

    await().until(() -> server.address() != null);
    assertServes();
    assertThat(fixture.said())
        .containsOnlyOnce("admin: can't listen on 127.0.0.1:" + port)
        .contains("To mend it, change `listen`");
  }

  @Test
  void whatIsClosedLeavesNoPortNoConnectionAndNoThread() throws Exception {
    start();
    Socket kept = connect();
    send(kept, get("/ready"));
    assertThat(kept.getInputStream().read()).isEqualTo('H');

    server.close();

    assertThat(rest(kept)).isNotEmpty();
    assertThat(Thread.getAllStackTraces().keySet())
        .as("Netty's own, to tell of the end")
        .noneMatch(thread -> thread.getName().startsWith("globalEventExecutor"));
    await("the thread's last step")
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().startsWith("tickcache-admin")));
    assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
  }
}
