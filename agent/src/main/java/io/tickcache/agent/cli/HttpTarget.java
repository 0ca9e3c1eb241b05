package io.tickcache.agent.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URL;
import org.jspecify.annotations.Nullable;

/**
 * The agent's own port over HTTP. No proxy and no other address that somebody leads to gets to see
 * the token, and nothing is sent twice.
 */
final class HttpTarget implements Target {

  private static final int CONNECT_MILLIS = 3_000;

  /** Longer than the agent takes before it says that something takes long. */
  private static final int READ_MILLIS = 70_000;

  private static final int LARGEST = 8 * 1024 * 1024;
  private static final String ADDRESS = "see `admin` in its rules file for the address";

  private final String base;
  private final @Nullable String token;

  /**
   * @param base of http or https, without a slash at the end
   */
  HttpTarget(String base, @Nullable String token) {
    this.base = base;
    this.token = token;
  }

  @Override
  public Answer ask(String method, String path) throws UnreachedException {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) new URL(base + path).openConnection(Proxy.NO_PROXY);
      try {
        return ask(connection, method);
      } finally {
        connection.disconnect();
      }
    } catch (HttpRetryException unauthorized) {
      return new Answer(unauthorized.responseCode(), "this needs the token");
    } catch (IOException failure) {
      throw new UnreachedException(
          base + " doesn't answer: " + words(failure), ADDRESS + ", or say `--pid`", failure);
    }
  }

  private Answer ask(HttpURLConnection connection, String method) throws IOException {
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout(READ_MILLIS);
    connection.setRequestMethod(method);
    if (token != null) {
      connection.setRequestProperty("Authorization", "Bearer " + token);
    }
    if (method.equals("POST")) {
      // Of a body of known length the JDK sends no second one when a connection breaks.
      connection.setDoOutput(true);
      connection.setFixedLengthStreamingMode(0);
      connection.getOutputStream().close();
    }
    int status = connection.getResponseCode();
    InputStream body =
        status < HttpURLConnection.HTTP_BAD_REQUEST
            ? connection.getInputStream()
            : connection.getErrorStream();
    return new Answer(status, body == null ? "" : text(body));
  }

  private static String text(InputStream body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
      bytes.write(buffer, 0, read);
      if (bytes.size() > LARGEST) {
        throw new IOException("the answer is larger than 8 MiB");
      }
    }
    return new String(bytes.toByteArray(), UTF_8);
  }

  private static String words(IOException failure) {
    String message = failure.getMessage();
    return message == null ? failure.toString() : message;
  }

  @Override
  public Feed statuses() {
    return new Feed() {
      @Override
      public Answer next() throws UnreachedException {
        return ask("GET", "/status?brief");
      }

      @Override
      public void close() {
        // nothing is kept from one question to the next
      }
    };
  }

  @Override
  public String toString() {
    return base;
  }
}
