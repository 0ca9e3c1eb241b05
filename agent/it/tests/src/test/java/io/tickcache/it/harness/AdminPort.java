package io.tickcache.it.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;

/** The agent's own port in an application, spoken to as anyone may speak to it. */
public final class AdminPort {

  private static final String TOKEN = "of-this-test";

  private final int port;

  private AdminPort(int port) {
    this.port = port;
  }

  /** One that nothing listens to yet. */
  public static AdminPort free() throws IOException {
    return new AdminPort(FreePorts.next());
  }

  public int number() {
    return port;
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** What opens it to those who change something. */
  public String token() {
    return TOKEN;
  }

  /** The section that opens it, for the end of a rules file. */
  public String section() {
    return "admin: {listen: 127.0.0.1:" + port + ", token: " + TOKEN + "}\n";
  }

  /** The whole answer to a request. */
  public String get(String path) throws IOException {
    return ask("GET " + path, "Host: localhost:" + port);
  }

  public String getAs(String host, String path) throws IOException {
    return ask("GET " + path, "Host: " + host);
  }

  public String post(String path) throws IOException {
    return postWith(TOKEN, path);
  }

  public String postWith(String token, String path) throws IOException {
    return ask("POST " + path, "Host: 127.0.0.1:" + port + "\r\nAuthorization: Bearer " + token);
  }

  private String ask(String request, String headers) throws IOException {
    try (Socket socket = connect()) {
      String text = request + " HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(text.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  public boolean isOpen() throws IOException {
    try (Socket connected = connect()) {
      return connected.isConnected();
    } catch (ConnectException refused) {
      return false;
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout((int) AgentJvm.LIMIT.toMillis());
    return socket;
  }
}
