package io.tickcache.sample.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExchangeServerTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private ExchangeServer server;

  @BeforeEach
  void start() throws IOException {
    server =
        ExchangeServer.start(
            "--latency", "0-1", "--limit", "3", "--window", "3600", "--patience", "1");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void answersAQuote() throws Exception {
    HttpResponse<String> response = get("/quote?symbol=AAPL");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .matches(
            "\\{\"symbol\":\"AAPL\",\"bid\":[0-9.]+,\"ask\":[0-9.]+,\"last\":[0-9.]+,"
                + "\"volume\":\\d+,\"sequence\":\\d+,\"time\":\\d+}");
  }

  @Test
  void fillsAnOrder() throws Exception {
    HttpResponse<String> response = post("/order", "symbol=AAPL&side=BUY&quantity=100");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains("\"symbol\":\"AAPL\"", "\"sequence\":", "\"time\":");
    assertThat(get("/stats").body()).contains("\"orders\":1");
  }

  @Test
  void refusesWhatItCannotRead() throws Exception {
    assertThat(get("/quote?symbol=a%20b").statusCode()).isEqualTo(400);
    assertThat(get("/quote").statusCode()).isEqualTo(400);
    assertThat(post("/order", "symbol=AAPL&quantity=many").statusCode()).isEqualTo(400);
  }

  @Test
  void countsWhatItRefuses() throws Exception {
    for (String symbol : new String[] {"A", "B", "B", "C", "D", "E"}) {
      get("/quote?symbol=" + symbol);
    }

    assertThat(get("/stats").body())
        .isEqualTo(
            "{\"requests\":6,\"status200\":3,\"status429\":1,\"status418\":2,\"status4xx\":0,"
                + "\"hungUp\":0,\"bans\":1,\"orders\":0,\"symbols\":2}");
  }

  @Test
  void startsAfreshOnReset() throws Exception {
    for (int i = 0; i < 6; i++) {
      get("/quote?symbol=A");
    }
    post("/reset", "");

    assertThat(get("/stats").body()).contains("\"requests\":0", "\"bans\":0", "\"symbols\":0");
    assertThat(get("/quote?symbol=A").statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(request(path).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return client.send(
        request(path).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server.url() + path));
  }
}
