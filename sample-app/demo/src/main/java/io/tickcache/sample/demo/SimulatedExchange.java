package io.tickcache.sample.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The exchange process, and its own counters. */
final class SimulatedExchange {
  private static final Duration START = Duration.ofSeconds(20);
  static final int LIMIT = 600;
  static final int WINDOW_SECONDS = 10;

  private static final String MARKER = "listening on ";

  private final HttpClient http = HttpClient.newHttpClient();
  private final String url;

  private SimulatedExchange(String url) {
    this.url = url;
  }

  static SimulatedExchange start(Children children, Path jar)
      throws DemoFailure, InterruptedException {
    List<String> arguments =
        List.of(
            "--port",
            "0",
            "--limit",
            Integer.toString(LIMIT),
            "--window",
            Integer.toString(WINDOW_SECONDS),
            "--exit-with-parent");
    Child child = children.start("exchange", MARKER, JavaCommand.of(List.of(), jar, arguments));
    String line = child.awaitMarker(START);
    return new SimulatedExchange(line.substring(line.indexOf(MARKER) + MARKER.length()).trim());
  }

  String url() {
    return url;
  }

  Counters stats() throws DemoFailure, InterruptedException {
    return Counters.ofJson(send(request("/stats").build()));
  }

  /** Lifts limits and bans, and sets the counters to zero. */
  void reset() throws DemoFailure, InterruptedException {
    send(request("/reset").POST(BodyPublishers.noBody()).build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path)).timeout(START);
  }

  private String send(HttpRequest request) throws DemoFailure, InterruptedException {
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString(UTF_8));
      if (response.statusCode() != 200) {
        throw new DemoFailure(request.uri() + " answered " + response.statusCode());
      }
      return response.body();
    } catch (IOException e) {
      throw new DemoFailure("the exchange does not answer", e);
    }
  }
}
