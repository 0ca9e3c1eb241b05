package io.tickcache.it.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.JvmUnderTest;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.World;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * XChange's client for Binance, woven through the interface that it implements, by rules alone. Its
 * ticker leads to an abstract instrument, currencies and a date, and has no default constructor.
 */
class XChangeIT {

  private static final List<String> WATCHED =
      List.of(
          "BTC/USDT",
          "ETH/USDT",
          "BNB/USDT",
          "XRP/USDT",
          "ADA/USDT",
          "SOL/USDT",
          "DOT/USDT",
          "LTC/USDT",
          "TRX/USDT",
          "LINK/USDT",
          "ETH/BTC",
          "BNB/BTC",
          "XRP/BTC",
          "ADA/BTC",
          "SOL/BTC",
          "DOT/BTC",
          "LTC/BTC",
          "TRX/BTC",
          "LINK/BTC",
          "BTC/EUR");

  private static final String INVALID = "{\"code\":-1121,\"msg\":\"Invalid symbol.\"}";
  private static final String TOO_MANY = "{\"code\":-1003,\"msg\":\"Too many requests.\"}";

  private static final PackedApp APP = PackedApp.of("xchange-app", "com.acme.prices.Prices");

  @RegisterExtension final World world = World.ofTest();

  private BinanceServer binance;

  @BeforeAll
  static void runOnWhatTheClientIsFor() throws IOException {
    assumeThat(JvmUnderTest.version())
        .as("XChange is for Java 11 and newer")
        .isGreaterThanOrEqualTo(11);
  }

  @BeforeEach
  void startBinance() {
    binance = world.keep(BinanceServer.started());
  }

  @Test
  void answersAreTheClientsOwn() {
    List<String> questions = new ArrayList<>();
    for (String pair : WATCHED) {
      questions.addAll(List.of("pair " + pair, "pair " + pair, "instrument " + pair));
    }
    List<String> expected = answers(plain(), questions);
    assertThat(expected).allMatch(answer -> answer.startsWith("ticker of "));

    assertThat(answers(woven(""), questions)).isEqualTo(expected);
  }

  @Test
  void aCachedTickerIsTheSameInEveryPart() {
    AgentJvm woven = world.start(woven(""));
    String first = woven.ask("pair BTC/USDT");
    binance.change("BTCUSDT");

    assertThat(woven.ask("pair BTC/USDT")).isEqualTo(first);
    assertThat(binance.requests()).containsExactly("/api/v3/ticker/24hr?symbol=BTCUSDT");
  }

  @Test
  void theOverloadsOfTheInterfaceBindAndNothingIsRefused() {
    AgentJvm woven = world.start(woven(""));
    woven.ask("pair BTC/USDT");

    woven.awaitError("methods matched: tickers ");
    assertThat(woven.errors("error[")).isEmpty();
    assertThat(woven.errors("warning[")).isEmpty();
    assertThat(woven.errors("rule is off")).isEmpty();
  }

  @Test
  void nearlyAllRequestsAreSavedAndNoTwoPairsAreMixed() {
    AgentJvm woven = world.start(app().rules(tickers("")));
    binance.changeWithEachRequest();

    Counts polled = Counts.in(woven.ask("poll 4 500 20"));

    int requests = binance.requests().size();
    System.out.printf(
        "XChange on %s: %d calls of 4 threads for %d pairs with ttl 5s, %d requests%n",
        System.getProperty("tickcache.it.java", "this JDK"),
        polled.of("asked"),
        WATCHED.size(),
        requests);
    assertThat(polled.of("failed")).isZero();
    assertThat(polled.of("mixed")).isZero();
    assertThat(polled.of("backwards")).isZero();
    assertThat(polled.of("asked")).isEqualTo(4 * 500 * WATCHED.size());
    assertThat(requests).as("refreshed after 5 s").isGreaterThanOrEqualTo(2 * WATCHED.size());
    assertThat(requests).as("95 %% saved").isLessThanOrEqualTo(polled.of("asked") * 5 / 100);
  }

  @Test
  void failuresAreTheClientsOwnAndNeverKept() {
    binance.fail("BTCUSDT", 400, INVALID);
    binance.fail("ETHUSDT", 429, TOO_MANY);
    binance.fail("BNBUSDT", 500, "not JSON at all");
    List<String> questions =
        List.of(
            "pair BTC/USDT",
            "pair BTC/USDT",
            "instrument BTC/USDT",
            "pair ETH/USDT",
            "pair ETH/USDT",
            "pair BNB/USDT",
            "pair BNB/USDT");
    List<String> expected = answers(plain(), questions);
    int requests = binance.requests().size();
    assertThat(expected.get(0))
        .startsWith("failed org.knowm.xchange.exceptions.CurrencyPairNotValidException: ")
        .contains(" <- org.knowm.xchange.binance.dto.BinanceException: ");
    assertThat(expected.get(3))
        .startsWith("failed org.knowm.xchange.exceptions.RateLimitExceededException: ");
    assertThat(expected.get(5)).startsWith("failed si.mazi.rescu.HttpStatusIOException: ");

    assertThat(answers(woven(""), questions)).isEqualTo(expected);
    assertThat(binance.requests()).hasSize(2 * requests);
  }

  @Test
  void aNullOrUnknownPairIsAsWithoutTheAgent() {
    binance.fail("XYZQQQ", 400, INVALID);
    List<String> questions =
        List.of("pair null", "instrument null", "pair DOGE/EUR", "pair DOGE/EUR", "pair XYZ/QQQ");
    List<String> expected = answers(plain(), questions);
    assertThat(expected.get(0)).startsWith("failed java.lang.NullPointerException");
    assertThat(expected.get(2)).as("a symbol that the client can't place").isEqualTo("null");

    assertThat(answers(woven(""), questions)).isEqualTo(expected);
  }

  @Test
  void aSecondProcessIsAnsweredFromRedis() throws IOException {
    RedisServer redis = world.redis();
    List<String> questions = WATCHED.stream().map(pair -> "pair " + pair).toList();
    AgentJvm first = startSynced(redis);
    List<String> told = answers(first, questions);
    AgentJvm second = startSynced(redis);
    // A ticker's instrument is declared by an abstract type: this answer teaches its class.
    second.ask(questions.get(0));
    int requests = binance.requests().size();

    assertThat(answers(second, questions)).isEqualTo(told);
    assertThat(binance.requests()).hasSize(requests);
    assertThat(
            second.meters().countOnceShown("tickcache.cache.gets", "level", "l2", "result", "hit"))
        .isEqualTo(WATCHED.size() - 1);
  }

  @Test
  void aClassThatNoTypeDeclaresIsLearntFromOneAnswer() throws IOException {
    RedisServer redis = world.redis();
    AgentJvm first = startSynced(redis);
    List<String> told = answers(first, List.of("pair BTC/USDT", "pair ETH/USDT"));
    AgentJvm second = startSynced(redis);
    int requests = binance.requests().size();

    assertThat(second.ask("pair BTC/USDT")).isEqualTo(told.get(0));
    assertThat(binance.requests()).hasSize(requests + 1);
    assertThat(second.ask("pair ETH/USDT")).isEqualTo(told.get(1));
    assertThat(binance.requests()).hasSize(requests + 1);
    assertThat(second.errors()).noneMatch(line -> line.contains("failed"));
  }

  /** A process with Redis that has been told null once, which teaches it no class. */
  private AgentJvm startSynced(RedisServer redis) {
    AgentJvm jvm =
        world.start(
            woven(
                """
                redis:
                  uri: %s
                  timeout: 1s
                  connect-timeout: 20s
                  circuit-breaker: {slow-call: 1s}
                defaults:
                  l1-ttl: 1m
                  ttl: 1m
                """
                    .formatted(redis.uri())));
    assertThat(jvm.ask("instrument DOGE/EUR")).isEqualTo("null");
    return jvm.awaitSynced();
  }

  private AgentJvm.Builder app() {
    return APP.jvm().arguments(binance.port());
  }

  private AgentJvm.Builder plain() {
    return app().brief();
  }

  private AgentJvm.Builder woven(String moreRules) {
    return plain().rules(tickers(moreRules));
  }

  /** Nobody asks upstream beside another, whose first load may take long on a crowded machine. */
  private static String tickers(String moreRules) {
    String ttl = moreRules.isEmpty() ? "5s" : "1m";
    return """
        version: 1
        %srules:
          tickers:
            method: org.knowm.xchange.service.marketdata.MarketDataService#getTicker
            symbol: arg0
            ttl: %s
            wait: 20s
        """
        .formatted(moreRules, ttl);
  }

  private List<String> answers(AgentJvm.Builder builder, List<String> questions) {
    return answers(world.start(builder), questions);
  }

  private static List<String> answers(AgentJvm jvm, List<String> questions) {
    List<String> answers = new ArrayList<>();
    for (String question : questions) {
      answers.add(jvm.ask(question));
    }
    return answers;
  }
}
