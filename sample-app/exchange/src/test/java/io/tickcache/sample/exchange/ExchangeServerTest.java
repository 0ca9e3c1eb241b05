package io.tickcache.sample.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tickcache.sample.exchange.limit.HostUsage;
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
  void tellsWhenToAskAgain() throws Exception {
    for (int i = 0; i < 3; i++) {
      assertThat(get("/quote?symbol=A").headers().firstValue("Retry-After")).isEmpty();
    }

    assertThat(retryAfter(get("/quote?symbol=A"))).isBetween(1L, 3_600L);
    assertThat(retryAfter(get("/quote?symbol=A"))).isEqualTo(2);
  }

  @Test
  void answersManyQuotesAtOnce() throws Exception {
    HttpResponse<String> response = get("/quotes?symbols=AAPL,MSFT");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .matches("\\[\\{\"symbol\":\"AAPL\",.*},\\{\"symbol\":\"MSFT\",.*}]");
    assertThat(get("/quotes?symbols=AAPL,").statusCode()).isEqualTo(400);
  }

  @Test
  void aBatchWeighsByItsSymbols() throws Exception {
    restart("--latency", "0-1", "--limit", "binance");
    get("/quote?symbol=A");
    get("/quotes?symbols=" + "A,".repeat(20) + "A");

    HostUsage usage = server.usage().get(0);
    assertThat(usage.calls()).isEqualTo(2);
    assertThat(usage.weight()).isEqualTo(21);
    assertThat(usage.windows().get(0).most()).isIn(20L, 21L);
  }

  @Test
  void anotherLoopbackAddressIsAnotherHost() throws Exception {
    restart("--latency", "0-1", "--limit", "3", "--window", "3600", "--hosts", "2");
    for (int i = 0; i < 4; i++) {
      get("/quote?symbol=A");
    }
    assertThat(get(server.url(2), "/quote?symbol=A").statusCode()).isEqualTo(200);

    assertThat(server.usage())
        .extracting(HostUsage::host, HostUsage::calls, HostUsage::weight, HostUsage::overLimit)
        .containsExactly(tuple("127.0.0.1", 4L, 3L, 1L), tuple("127.0.0.2", 1L, 1L, 0L));
  }

  @Test
  void tellsWhatEachHostHasUsed() throws Exception {
    for (int i = 0; i < 6; i++) {
      get("/quote?symbol=A");
    }

    assertThat(get("/usage").body())
        .isEqualTo(
            """
            {"hosts":[
            {"host":"127.0.0.1","calls":6,"weight":3,"status429":1,"status418":2,"bans":1,\
            "windows":[{"limit":"3 per 1h","granted":3,"allowed":3,"share":1.0000,"peak":1.0000}]}
            ]}""");
  }

  @Test
  void repeatsItsDayWhenItOpens() throws Exception {
    restart("--latency", "0-1", "--limit", "1000", "--day-speed", "1000");
    assertThat(get("/open").statusCode()).isEqualTo(405);
    assertThat(post("/open?at=soon", "").statusCode()).isEqualTo(400);
    post("/open?at=1700000000000", "");
    String day = get("/truth?symbol=AAPL").body();
    get("/quote?symbol=AAPL");
    post("/open?at=1700000000000", "");

    assertThat(day).matches("\\{\"symbol\":\"AAPL\",\"since\":\\[1700000000000,[\\d,]+]}");
    assertThat(get("/truth?symbol=AAPL").body()).isEqualTo(day);
    assertThat(get("/stats").body()).contains("\"requests\":0");
    assertThat(get("/truth?symbol=").statusCode()).isEqualTo(400);
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

  private void restart(String... options) throws IOException {
    server.close();
    server = ExchangeServer.start(options);
  }

  private static long retryAfter(HttpResponse<String> response) {
    return response.headers().firstValueAsLong("Retry-After").orElseThrow();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return get(server.url(), path);
  }

  private HttpResponse<String> get(String url, String path)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(url + path)).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(server.url() + path))
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }
}
