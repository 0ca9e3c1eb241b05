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
import java.util.ArrayList;
import java.util.List;

/** The exchange process, and its own counters. */
final class SimulatedExchange {
  private static final Duration START = Duration.ofSeconds(20);

  private static final String MARKER = "listening on ";

  private final HttpClient http = HttpClient.newHttpClient();
  private final String url;

  private SimulatedExchange(String url) {
    this.url = url;
  }

  static SimulatedExchange start(Children children, Path jar, List<String> options)
      throws DemoFailure, InterruptedException {
    List<String> arguments = new ArrayList<>(options);
    arguments.addAll(List.of("--port", "0", "--exit-with-parent"));
    Child child = children.start("exchange", MARKER, JavaCommand.of(List.of(), jar, arguments));
    String line = child.awaitMarker(START);
    return new SimulatedExchange(line.substring(line.indexOf(MARKER) + MARKER.length()).trim());
  }

  String url() {
    return url;
  }

  /** Where it answers one who stands for another host; hosts count from 1, which is this one. */
  String url(int host) {
    return url.replace("//127.0.0.1:", "//127.0.0." + host + ":");
  }

  Counters stats() throws DemoFailure, InterruptedException {
    return Counters.ofJson(send(request("/stats").build()));
  }

  /** Lifts limits and bans, and sets the counters to zero. */
  void reset() throws DemoFailure, InterruptedException {
    send(request("/reset").POST(BodyPublishers.noBody()).build());
  }

  /**
   * Begins the day at that moment, which may be yet to come; resets limits and counters at once.
   */
  void open(long atMillis) throws DemoFailure, InterruptedException {
    send(request("/open?at=" + atMillis).POST(BodyPublishers.noBody()).build());
  }

  /** What each host has used of the limits. */
  Usage usage() throws DemoFailure, InterruptedException {
    return Usage.ofJson(send(request("/usage").build()));
  }

  /** The moments from which the symbol's sequences 1, 2 and so on held. */
  long[] truth(String symbol) throws DemoFailure, InterruptedException {
    return Truth.parse(send(request("/truth?symbol=" + symbol).build()));
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
