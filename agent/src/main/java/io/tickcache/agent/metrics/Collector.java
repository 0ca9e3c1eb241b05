package io.tickcache.agent.metrics;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sends texts to a collector by HTTP, each on a connection of its own. Not by {@code
 * HttpURLConnection}: that would show them to the application's cookies, passwords and proxies, and
 * leave a thread behind. Used by one thread, and ended by any.
 */
final class Collector {

  private static final int LONGEST_LINE = 512;

  private final URI address;
  private final int timeoutMillis;
  private volatile @Nullable Socket connection;

  Collector(URI address, int timeoutMillis) {
    this.address = address;
    this.timeoutMillis = timeoutMillis;
  }

  /**
   * Has the collector take a text of JSON.
   *
   * @throws IOException with a few words for people where it doesn't
   */
  void take(String json) throws IOException {
    byte[] body = zipped(json);
    try (Socket plain = new Socket()) {
      connection = plain;
      plain.setSoTimeout(timeoutMillis);
      plain.connect(new InetSocketAddress(host(), port()), timeoutMillis);
      try (Socket socket = isSecret() ? secret(plain) : plain) {
        OutputStream out = socket.getOutputStream();
        out.write(head(body.length).getBytes(US_ASCII));
        out.write(body);
        out.flush();
        require(firstLine(socket.getInputStream()));
      }
    } finally {
      connection = null;
    }
  }

  /** Ends what is under way. */
  void close() {
    Socket open = connection;
    if (open != null) {
      try {
        open.close();
      } catch (IOException closedAllTheSame) {
        return;
      }
    }
  }

  private boolean isSecret() {
    return "https".equalsIgnoreCase(address.getScheme());
  }

  private String host() {
    String host = address.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private int port() {
    return address.getPort() >= 0 ? address.getPort() : isSecret() ? 443 : 80;
  }

  private Socket secret(Socket plain) throws IOException {
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    SSLSocket socket = (SSLSocket) factory.createSocket(plain, host(), port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private String head(int length) {
    String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
    String port = address.getPort() < 0 ? "" : ":" + address.getPort();
    return "POST "
        + address.getRawPath()
        + query
        + " HTTP/1.1\r\nHost: "
        + address.getHost()
        + port
        + "\r\nUser-Agent: tickcache\r\nContent-Type: application/json\r\nContent-Encoding: gzip"
        + "\r\nContent-Length: "
        + length
        + "\r\nConnection: close\r\n\r\n";
  }

  private static byte[] zipped(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(text.getBytes(US_ASCII));
    }
    return bytes.toByteArray();
  }

  private static String firstLine(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n' && line.length() < LONGEST_LINE; c = in.read()) {
      if (c >= ' ' && c <= '~') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  private static void require(String statusLine) throws IOException {
    if (statusLine.isEmpty()) {
      throw new IOException("it closed the connection");
    }
    if (!statusLine.matches("HTTP/1\\.[01] 2\\d\\d( .*)?")) {
      throw new IOException("it answered " + statusLine);
    }
  }
}
