package io.tickcache.agent.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A port that answers what it was told to, and remembers what it was asked. */
final class FakePort implements AutoCloseable {

  private final HttpServer server;
  private final Map<String, String> bodies = new HashMap<>();
  final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  volatile int status = 200;

  FakePort() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().toString();
          asked.add(
              exchange.getRequestMethod()
                  + " "
                  + path
                  + " "
                  + exchange.getRequestHeaders().getFirst("Authorization"));
          byte[] body =
              bodies.getOrDefault(path.replaceAll("\\?.*", ""), "nothing\n").getBytes(UTF_8);
          exchange.getResponseHeaders().set("Location", "/elsewhere");
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  FakePort answer(String path, String body) {
    bodies.put(path, body);
    return this;
  }

  /** What it answers. */
  String body(String path) {
    return bodies.getOrDefault(path, "");
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
