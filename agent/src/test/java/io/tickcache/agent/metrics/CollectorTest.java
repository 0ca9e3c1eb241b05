package io.tickcache.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.CookieHandler;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How texts reach a real server. */
class CollectorTest {

  private static final int TIMEOUT_MILLIS = 20_000;

  @TempDir private Path directory;

  @Test
  void aTextIsPostedAsJsonAndZipped() throws IOException {
    try (CollectorServer server = CollectorServer.started()) {
      Collector collector =
          new Collector(URI.create(server.uri() + "?tenant=a%20b"), TIMEOUT_MILLIS);
      collector.take("{\"a\":1}");
      collector.take("{\"a\":2}");

      assertThat(server.bodies()).containsExactly("{\"a\":1}", "{\"a\":2}");
      assertThat(server.heads().get(0))
          .isEqualTo(
              "POST /v1/metrics?tenant=a%20b application/json [Connection, Content-encoding,"
                  + " Content-length, Content-type, Host, User-agent]");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 307, 400, 401, 404, 413, 429, 500, 503})
  void whatIsNotTakenIsToldAndNotSentElsewhere(int status) throws IOException {
    try (CollectorServer server = CollectorServer.started()) {
      server.answerWith(status);

      assertThatThrownBy(() -> new Collector(server.uri(), TIMEOUT_MILLIS).take("{}"))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("it answered HTTP/1.1 " + status);
      assertThat(server.bodies()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 202, 204})
  void anySuccessWillDo(int status) throws IOException {
    try (CollectorServer server = CollectorServer.started()) {
      server.answerWith(status);
      new Collector(server.uri(), TIMEOUT_MILLIS).take("{}");
      assertThat(server.bodies()).hasSize(1);
    }
  }

  @Test
  void whoDoesNotAnswerIsNotWaitedForLong() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      URI address = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/v1/metrics");
      assertThatThrownBy(() -> new Collector(address, 50).take("{}"))
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void whoHangsUpIsTold() throws Exception {
    try (ServerSocket rude = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread server =
          new Thread(
              () -> {
                try (Socket socket = rude.accept()) {
                  InputStream in = socket.getInputStream();
                  // All of it, else the connection is reset.
                  for (int zeros = 0; zeros < 3; ) {
                    zeros = in.read() == 0 ? zeros + 1 : 0;
                  }
                  while (in.available() > 0) {
                    in.read();
                  }
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      server.start();
      URI address = URI.create("http://127.0.0.1:" + rude.getLocalPort() + "/v1/metrics");
      assertThatThrownBy(() -> new Collector(address, TIMEOUT_MILLIS).take("{}"))
          .isInstanceOf(IOException.class);
      server.join();
    }
  }

  @Test
  void aPushUnderWayCanBeEnded() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (CollectorServer server = CollectorServer.started()) {
      server.holdUntil(never);
      Collector collector = new Collector(server.uri(), TIMEOUT_MILLIS);
      Throwable[] ended = new Throwable[1];
      Thread pushing =
          new Thread(
              () -> {
                try {
                  collector.take("{}");
                } catch (IOException e) {
                  ended[0] = e;
                }
              });
      pushing.start();
      server.awaitRequest();

      collector.close();
      pushing.join(TimeUnit.SECONDS.toMillis(10));

      assertThat(pushing.isAlive()).isFalse();
      assertThat(ended[0]).isInstanceOf(IOException.class);
    } finally {
      never.countDown();
    }
  }

  @Test
  void theApplicationsCookiesAreNotTouched() throws IOException {
    CookieHandler before = CookieHandler.getDefault();
    CookieHandler.setDefault(
        new CookieHandler() {
          @Override
          public Map<String, List<String>> get(URI uri, Map<String, List<String>> headers) {
            throw new AssertionError("asked for cookies of " + uri);
          }

          @Override
          public void put(URI uri, Map<String, List<String>> headers) {
            throw new AssertionError("told of " + uri);
          }
        });
    try (CollectorServer server = CollectorServer.started()) {
      new Collector(server.uri(), TIMEOUT_MILLIS).take("{}");
      assertThat(server.bodies()).hasSize(1);
    } finally {
      CookieHandler.setDefault(before);
    }
  }

  @Test
  void aCertificateMustBeTrustedAndForTheHost() throws Exception {
    SSLContext before = SSLContext.getDefault();
    SSLContext own = context(keys());
    try (CollectorServer server = CollectorServer.secret(own)) {
      assertThatThrownBy(() -> new Collector(server.uri(), TIMEOUT_MILLIS).take("{}"))
          .isInstanceOf(SSLException.class);

      SSLContext.setDefault(own);
      new Collector(server.uri(), TIMEOUT_MILLIS).take("{\"secret\":1}");
      URI byNumber = URI.create(server.address("127.0.0.1"));
      assertThatThrownBy(() -> new Collector(byNumber, TIMEOUT_MILLIS).take("{}"))
          .isInstanceOf(SSLException.class);

      assertThat(server.bodies()).containsExactly("{\"secret\":1}");
    } finally {
      SSLContext.setDefault(before);
    }
  }

  /** A key and its certificate for {@code localhost}, made by the JDK's tool. */
  private KeyStore keys() throws Exception {
    Path file = directory.resolve("keys.p12");
    String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process made =
        new ProcessBuilder(
                tool,
                "-genkeypair",
                "-alias",
                "collector",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-storetype",
                "PKCS12",
                "-storepass",
                "secret",
                "-keystore",
                file.toString())
            .inheritIO()
            .start();
    assertThat(made.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, "secret".toCharArray());
    }
    return keys;
  }

  /** Shows the certificate, and trusts it. */
  private static SSLContext context(KeyStore keys) throws Exception {
    KeyManagerFactory shown =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    shown.init(keys, "secret".toCharArray());
    TrustManagerFactory trusted =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    KeyStore certificates = KeyStore.getInstance("PKCS12");
    certificates.load(null, null);
    certificates.setCertificateEntry("collector", keys.getCertificate("collector"));
    trusted.init(certificates);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(shown.getKeyManagers(), trusted.getTrustManagers(), null);
    return context;
  }
}
