package io.tickcache.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.World;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Alpaca's client, alpaca-java, on OkHttp and Gson. Its answers can be changed in all parts, the
 * conditions of a trade among them, and its failures make their message when they are asked for it.
 */
class AlpacaIT {

  private static final List<String> WATCHED =
      List.of(
          "AAPL", "MSFT", "GOOG", "AMZN", "META", "NVDA", "TSLA", "JPM", "XOM", "BRK.B", "SPY",
          "QQQ", "IWM", "GLD", "TLT", "AMD", "INTC", "BAC", "DIS", "KO");

  private static final String ENDPOINT =
      "net.jacobpeterson.alpaca.rest.endpoint.marketdata.stock.StockMarketDataEndpoint";

  /** Nobody asks upstream beside another, whose first load may take long on a crowded machine. */
  private static final String PATIENT = "wait: 20s";

  private static final PackedApp APP = PackedApp.of("alpaca-app", "com.acme.tape.Tape");

  @RegisterExtension final World world = World.ofTest();

  private AlpacaServer alpaca;

  @BeforeEach
  void startAlpaca() {
    alpaca = world.keep(AlpacaServer.started());
  }

  @Test
  void answersAreTheClientsOwn() {
    List<String> questions = new ArrayList<>();
    for (String symbol : WATCHED) {
      questions.addAll(Collections.nCopies(3, "trade " + symbol));
    }
    List<String> expected = answers(plain(), questions);
    assertThat(expected).allMatch(answer -> answer.contains("LatestStockTradeResponse[symbol="));

    assertThat(answers(woven(), questions)).isEqualTo(expected);
    assertThat(alpaca.requests()).hasSize(4 * WATCHED.size());
  }

  @Test
  void aCachedTradeIsTheSameInEveryPart() {
    AgentJvm woven = world.start(woven());
    String first = woven.ask("trade AAPL");
    alpaca.change("AAPL");

    assertThat(woven.ask("trade AAPL")).isEqualTo(first);
    assertThat(alpaca.requests()).containsExactly("/v2/stocks/AAPL/trades/latest");
  }

  @Test
  void theRuleBindsAndNothingIsRefused() {
    AgentJvm woven = world.start(woven());
    woven.ask("trade AAPL");

    woven.awaitError("methods matched: trades 1");
    assertThat(woven.errors("error[")).isEmpty();
    assertThat(woven.errors("warning[")).isEmpty();
    assertThat(woven.errors("can't")).isEmpty();
  }

  @Test
  void methodsWithoutARuleAreLeftAlone() {
    AgentJvm woven = world.start(woven());

    assertThat(woven.ask("snapshot AAPL")).isEqualTo(woven.ask("snapshot AAPL"));
    assertThat(woven.ask("snapshots AAPL,KO")).isEqualTo(woven.ask("snapshots-of-set AAPL,KO"));
    assertThat(alpaca.requests()).hasSize(4);
  }

  @Test
  void nearlyAllRequestsAreSavedAndNoTwoTradesAreMixed() {
    AgentJvm woven = world.start(app().rules(trades("ttl: 5s", PATIENT)));
    alpaca.changeWithEachRequest();

    Counts polled = Counts.in(woven.ask("poll 4 250 45"));

    int requests = alpaca.requests().size();
    System.out.printf(
        "alpaca-java on %s: %d calls of 4 threads for %d trades with ttl 5s, %d requests%n",
        System.getProperty("tickcache.it.java", "this JDK"),
        polled.of("asked"),
        WATCHED.size(),
        requests);
    assertThat(polled.of("failed")).isZero();
    assertThat(polled.of("mixed")).isZero();
    assertThat(polled.of("backwards")).isZero();
    assertThat(polled.of("spoilt")).isZero();
    assertThat(polled.of("asked")).isEqualTo(4 * 250 * WATCHED.size());
    assertThat(requests).as("refreshed after 5 s").isGreaterThanOrEqualTo(2 * WATCHED.size());
    assertThat(requests).as("95 %% saved").isLessThanOrEqualTo(polled.of("asked") * 5 / 100);
  }

  @Test
  void whatACallerDoesToItsTradeShowsNowhereElse() {
    String own = world.start(plain()).ask("trade AAPL");
    AgentJvm woven = world.start(woven());

    String scribbled = woven.ask("scribble AAPL");
    assertThat(scribbled).contains("symbol=scribbled", "price=-1.0", "[@, T, scribbled]");
    assertThat(woven.ask("trade AAPL")).isEqualTo(own);
    assertThat(woven.ask("scribble AAPL")).isEqualTo(scribbled);
    assertThat(woven.ask("trade AAPL")).isEqualTo(own);
    assertThat(alpaca.requests()).hasSize(2);
  }

  @Test
  void failuresAreTheClientsOwnAndNeverKept() {
    alpaca.fail("AAPL", 429, AlpacaServer.TOO_MANY);
    alpaca.fail("MSFT", 500, "not JSON at all");
    alpaca.fail("GOOG", 200, "{\"symbol\":");
    alpaca.fail("AMZN", 200, "[1, 2]");
    alpaca.fail("META", 200, "{\"symbol\":\"META\",\"trade\":{\"t\":\"yesterday\"}}");
    List<String> questions = new ArrayList<>();
    for (String symbol : WATCHED.subList(0, 5)) {
      questions.addAll(Collections.nCopies(2, "trade " + symbol));
    }
    List<String> expected = answers(plain(), questions);
    int requests = alpaca.requests().size();
    assertThat(expected.get(0))
        .startsWith("failed net.jacobpeterson.alpaca.rest.AlpacaClientException: Status Code: 429")
        .endsWith("API Response Code: 42910000, API Response Message: \"rate limit exceeded\"");
    assertThat(expected.get(2)).contains("AlpacaClientException: Status Code: 500");
    assertThat(expected.get(4))
        .startsWith("failed com.google.gson.JsonSyntaxException: java.io.EOFException");
    assertThat(expected.get(6)).startsWith("failed com.google.gson.JsonSyntaxException");
    assertThat(expected.get(8)).startsWith("failed java.time.format.DateTimeParseException");

    assertThat(answers(woven(), questions)).isEqualTo(expected);
    assertThat(alpaca.requests()).hasSize(2 * requests);
  }

  @Test
  void anUnknownOrNullSymbolIsAsWithoutTheAgent() {
    List<String> questions =
        List.of("trade null", "trade NOSUCH", "trade NOSUCH", "trade NILCO", "trade NILCO");
    List<String> expected = answers(plain(), questions);
    assertThat(expected.get(0)).startsWith("failed java.lang.NullPointerException");
    assertThat(expected.get(1)).contains("AlpacaClientException: Status Code: 404");
    assertThat(expected.get(3)).as("JSON's null").isEqualTo("null");

    assertThat(answers(woven(), questions)).isEqualTo(expected);
    assertThat(alpaca.requests()).as("failures are not kept, null is").hasSize(4 + 3);
  }

  @Test
  void aNullIsNotKeptWhereTheRuleSaysSo() {
    AgentJvm woven = world.start(woven("null-ttl: 0"));

    assertThat(woven.ask("trade NILCO")).isEqualTo("null");
    assertThat(woven.ask("trade NILCO")).isEqualTo("null");
    assertThat(alpaca.requests()).hasSize(2);
  }

  @Test
  void aSecondProcessIsAnsweredFromRedis() throws IOException {
    RedisServer redis = world.redis();
    List<String> questions = WATCHED.stream().map(symbol -> "trade " + symbol).toList();
    List<String> told = answers(startWarm(tradesWith(redis)), questions);
    AgentJvm second = startSynced(tradesWith(redis));
    int requests = alpaca.requests().size();

    assertThat(answers(second, questions)).isEqualTo(told);
    assertThat(alpaca.requests()).hasSize(requests);
    assertThat(
            second.meters().countOnceShown("tickcache.cache.gets", "level", "l2", "result", "hit"))
        .isEqualTo(WATCHED.size());
  }

  @Test
  void snapshotsAskedForTogetherAreTheClientsOwn() {
    List<String> questions =
        List.of(
            "snapshots AAPL,MSFT",
            "snapshots AAPL,MSFT",
            "snapshots MSFT,GOOG,AAPL,AAPL,NOSUCH,NILCO",
            "snapshots MSFT,GOOG,AAPL,AAPL,NOSUCH,NILCO",
            "snapshots-of-set KO,AAPL,NOSUCH",
            "snapshots-of-set KO,AAPL,NOSUCH",
            "snapshot KO",
            "snapshot NILCO",
            "snapshots NOSUCH",
            "snapshots");
    List<String> expected = answers(plain(), questions);
    assertThat(expected.get(2)).startsWith("java.util.HashMap {AAPL: ").contains("NILCO: null");
    assertThat(expected.get(8)).isEqualTo("java.util.HashMap {}");
    assertThat(expected.get(9)).startsWith("failed java.lang.IllegalArgumentException");
    int requests = alpaca.requests().size();

    assertThat(answersOf(together("ttl: 1m"), questions)).isEqualTo(expected);
    assertThat(alpaca.requests())
        .as("asked for: two, three more, another, and perhaps the one of which there is nothing")
        .hasSizeBetween(requests + 3, requests + 4);
  }

  @Test
  void onlyTheMissingSnapshotsAreAskedForTogether() {
    AgentJvm woven = world.start(plain().rules(together("ttl: 1m")));
    String first = woven.ask("snapshot AAPL");
    alpaca.change("AAPL");

    assertThat(woven.ask("snapshots AAPL,MSFT,KO")).contains("AAPL: " + first);
    assertThat(woven.ask("snapshots-of-set KO,AAPL,MSFT")).contains("AAPL: " + first);
    assertThat(woven.ask("snapshot KO")).contains("Snapshot[");
    assertThat(alpaca.requests())
        .containsExactly("/v2/stocks/AAPL/snapshot", "/v2/stocks/snapshots?symbols=MSFT%2CKO");
  }

  @Test
  void aSymbolThatIsLeftOutTogetherStillFailsAlone() {
    List<String> questions =
        List.of("snapshots AAPL,NOSUCH", "snapshot NOSUCH", "snapshots AAPL,NOSUCH");
    List<String> expected = answers(plain(), questions);
    assertThat(expected.get(1)).contains("AlpacaClientException: Status Code: 404");

    assertThat(answersOf(together("ttl: 1m"), questions)).isEqualTo(expected);
  }

  @Test
  void nearlyAllRequestsForManyAreSavedAndNoTwoSnapshotsAreMixed() {
    AgentJvm woven = world.start(app().rules(together("ttl: 5s\n    " + PATIENT)));
    alpaca.changeWithEachRequest();

    Counts polled = Counts.in(woven.ask("poll-snapshots 4 250 45"));

    int requests = alpaca.requests().size();
    System.out.printf(
        "alpaca-java on %s: %d calls of 4 threads for 10 of %d snapshots with ttl 5s, %d requests%n",
        System.getProperty("tickcache.it.java", "this JDK"),
        polled.of("asked"),
        WATCHED.size(),
        requests);
    assertThat(polled.of("failed")).isZero();
    assertThat(polled.of("mixed")).isZero();
    assertThat(polled.of("backwards")).isZero();
    assertThat(polled.of("spoilt")).isZero();
    assertThat(polled.of("asked")).isEqualTo(4 * 250);
    assertThat(requests).as("refreshed after 5 s").isGreaterThanOrEqualTo(2);
    assertThat(requests).as("95 %% saved").isLessThanOrEqualTo(polled.of("asked") * 5 / 100);
  }

  @Test
  void whatACallerDoesToSnapshotsShowsNowhereElse() {
    List<String> questions = List.of("snapshots AAPL,MSFT", "snapshot AAPL");
    List<String> own = answers(plain(), questions);
    AgentJvm woven = world.start(plain().rules(together("ttl: 1m")));

    String scribbled = woven.ask("scribble-snapshots AAPL,MSFT");
    assertThat(answers(woven, questions)).isEqualTo(own);
    assertThat(woven.ask("scribble-snapshots AAPL,MSFT")).isEqualTo(scribbled);
    assertThat(answers(woven, questions)).isEqualTo(own);
    assertThat(alpaca.requests()).hasSize(2 + 1);
  }

  @Test
  void failuresOfSnapshotsAreTheClientsOwnAndNeverKept() {
    alpaca.fail("MSFT", 429, AlpacaServer.TOO_MANY);
    alpaca.fail("GOOG", 500, "not JSON at all");
    List<String> questions =
        List.of(
            "snapshots AAPL,MSFT",
            "snapshots AAPL,MSFT",
            "snapshots GOOG",
            "snapshots GOOG",
            "snapshot AAPL");
    List<String> expected = answers(plain(), questions);
    int requests = alpaca.requests().size();
    assertThat(expected.get(0)).contains("AlpacaClientException: Status Code: 429");

    assertThat(answersOf(together("ttl: 1m"), questions)).isEqualTo(expected);
    assertThat(alpaca.requests()).hasSize(2 * requests);
  }

  @Test
  void aSecondProcessIsAnsweredTogetherFromRedis() throws IOException {
    RedisServer redis = world.redis();
    String question = "snapshots " + String.join(",", WATCHED);
    AgentJvm first = startWarm(togetherWith(redis));
    first.ask("snapshots TEACHER");
    String told = first.ask(question);
    AgentJvm second = startSynced(togetherWith(redis));
    // What kind of map the client makes is learnt from one answer.
    second.ask("snapshots TEACHER");
    int requests = alpaca.requests().size();

    assertThat(second.ask(question)).isEqualTo(told);
    assertThat(second.ask("snapshot AAPL")).contains("Snapshot[");
    assertThat(alpaca.requests()).hasSize(requests);
  }

  /** Snapshots one by one and together, from the same entries. */
  private static String together(String ttl) {
    return """
        version: 1
        rules:
          snapshots:
            method: %1$s#getSnapshot(String)
            symbol: arg0
            %2$s
          snapshots-together:
            method: %1$s#getSnapshots(Collection)
            symbols: arg0
            cache: snapshots
        """
        .formatted(ENDPOINT, ttl);
  }

  private List<String> answersOf(String rules, List<String> questions) {
    AgentJvm woven = world.start(plain().rules(rules));
    List<String> answers = answers(woven, questions);
    woven.awaitError("methods matched: ");
    return answers;
  }

  private static String togetherWith(RedisServer redis) {
    return redis(redis) + together("ttl: 1m").replace("version: 1\n", "");
  }

  /**
   * As {@link #startSynced}, but it has kept one answer. A first one of all may come too late for
   * Redis, for it takes a while to find out what classes it is made of.
   */
  private AgentJvm startWarm(String rules) {
    AgentJvm jvm = startSynced(rules);
    jvm.ask("trade GME");
    return jvm;
  }

  /** A process whose method is woven, but that has asked for nothing that can be kept. */
  private AgentJvm startSynced(String rules) {
    AgentJvm jvm = world.start(plain().rules(rules));
    assertThat(jvm.ask("trade null")).startsWith("failed java.lang.NullPointerException");
    return jvm.awaitSynced();
  }

  private static String tradesWith(RedisServer redis) {
    return redis(redis)
        + """
        rules:
          trades:
            method: %s#getLatestTrade(String)
            symbol: arg0
            ttl: 1m
            l1-ttl: 1m
        """
            .formatted(ENDPOINT);
  }

  /** A Redis that is given the time that a crowded machine may take. */
  private static String redis(RedisServer redis) {
    return """
        version: 1
        redis:
          uri: %s
          timeout: 1s
          connect-timeout: 20s
          circuit-breaker: {slow-call: 1s}
        """
        .formatted(redis.uri());
  }

  private AgentJvm.Builder app() {
    return APP.jvm().arguments(alpaca.port());
  }

  private AgentJvm.Builder plain() {
    return app().brief();
  }

  private AgentJvm.Builder woven() {
    return woven("ttl: 1m");
  }

  private AgentJvm.Builder woven(String... settings) {
    return plain().rules(trades(settings));
  }

  private static String trades(String... settings) {
    StringBuilder rules =
        new StringBuilder(
            """
            version: 1
            rules:
              trades:
                method: %s#getLatestTrade(String)
                symbol: arg0
            """
                .formatted(ENDPOINT));
    for (String setting : settings) {
      rules.append("    ").append(setting).append('\n');
    }
    return rules.toString();
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
