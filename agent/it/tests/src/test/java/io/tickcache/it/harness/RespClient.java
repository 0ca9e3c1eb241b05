package io.tickcache.it.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** As much of Redis's protocol (RESP2) as the tests need. Not thread-safe. */
public final class RespClient implements AutoCloseable {

  private static final int TIMEOUT_MILLIS = 5_000;

  private final Socket socket;
  private final InputStream in;

  public RespClient(int port) throws IOException {
    socket = new Socket();
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** How long a reply may take from now on. */
  public void patience(int millis) throws IOException {
    socket.setSoTimeout(millis);
  }

  /** The reply: a String, a Long, a List of replies, or null; an error reply is thrown. */
  public Object command(String... words) throws IOException {
    send(words);
    return reply();
  }

  /** Sends a command whose {@link #reply} is taken later, or never. */
  public void send(String... words) throws IOException {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(("*" + words.length + "\r\n").getBytes(UTF_8));
    for (String word : words) {
      byte[] bytes = word.getBytes(UTF_8);
      request.writeBytes(("$" + bytes.length + "\r\n").getBytes(UTF_8));
      request.writeBytes(bytes);
      request.writeBytes("\r\n".getBytes(UTF_8));
    }
    socket.getOutputStream().write(request.toByteArray());
  }

  /** The next reply, or the next message to a subscriber; as {@link #command}. */
  public Object reply() throws IOException {
    String line = line();
    String rest = line.substring(1);
    return switch (line.charAt(0)) {
      case '+' -> rest;
      case ':' -> Long.parseLong(rest);
      case '$' -> bulk(Integer.parseInt(rest));
      case '*' -> list(Integer.parseInt(rest));
      case '-' -> throw new IOException("Redis says " + rest);
      default -> throw new IOException("unexpected reply " + line);
    };
  }

  /** Takes the next reply; whether it is an error. */
  public boolean isRefused() throws IOException {
    in.mark(1);
    boolean refused = in.read() == '-';
    in.reset();
    if (refused) {
      line();
    } else {
      reply();
    }
    return refused;
  }

  private List<Object> list(int length) throws IOException {
    List<Object> replies = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      replies.add(reply());
    }
    return replies;
  }

  private String bulk(int length) throws IOException {
    if (length < 0) {
      return null;
    }
    byte[] body = in.readNBytes(length);
    in.skipNBytes(2);
    return new String(body, UTF_8);
  }

  private String line() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int c = in.read(); c != '\r'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the reply ended early");
      }
      bytes.write(c);
    }
    in.skipNBytes(1);
    return bytes.toString(UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
