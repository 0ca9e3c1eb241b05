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
 * YahooFinanceAPI, whose methods are static. Its stock is not serializable, can be changed in
 * nearly all parts, calendars and time zones among them, and asks for its history by itself.
 */
class YahooIT {

  private static final List<String> WATCHED =
      List.of(
          "AAPL",
          "MSFT",
          "GOOG",
          "AMZN",
          "META",
          "NVDA",
          "TSLA",
          "JPM",
          "XOM",
          "BRK-B",
          "BMW.DE",
          "SAP.DE",
          "VOD.L",
          "AIR.PA",
          "7203.T",
          "^GSPC",
          "^FTSE",
          "BTC-USD",
          "EURUSD=X",
          "GC=F");

  /** Nobody asks upstream beside another, whose first load may take long on a crowded machine. */
  private static final String PATIENT = "wait: 20s";

  private static final PackedApp APP = PackedApp.of("yahoo-app", "com.acme.portfolio.Portfolio");

  @RegisterExtension final World world = World.ofTest();

  private YahooServer yahoo;

  @BeforeEach
  void startYahoo() {
    yahoo = world.keep(YahooServer.started());
  }

  @Test
  void answersAreTheClientsOwn() {
    List<String> questions = new ArrayList<>();
    for (String symbol : WATCHED) {
      questions.addAll(Collections.nCopies(3, "stock " + symbol));
    }
    List<String> expected = answers(plain(), questions);
    assertThat(expected).allMatch(answer -> answer.startsWith("Stock {"));

    assertThat(answers(woven(), questions)).isEqualTo(expected);
    assertThat(yahoo.requests()).hasSize(4 * WATCHED.size());
  }

  @Test
  void aCachedStockIsTheSameInEveryPart() {
    AgentJvm woven = world.start(woven());
    String first = woven.ask("stock AAPL");
    yahoo.change("AAPL");

    assertThat(woven.ask("stock AAPL")).isEqualTo(first);
    assertThat(yahoo.requests()).containsExactly("/v7/finance/quote?symbols=AAPL");
  }

  @Test
  void theRuleBindsTheOneOverloadAndNothingIsRefused() {
    AgentJvm woven = world.start(woven());
    woven.ask("stock AAPL");

    woven.awaitError("methods matched: stocks 1");
    assertThat(woven.errors("error[")).isEmpty();
    assertThat(woven.errors("warning[")).isEmpty();
    assertThat(woven.errors("can't")).isEmpty();
  }

  @Test
  void theOtherOverloadsAreLeftAlone() {
    AgentJvm woven = world.start(woven());

    assertThat(woven.ask("stock-alone AAPL")).isEqualTo(woven.ask("stock-alone AAPL"));
    assertThat(woven.ask("stocks AAPL,MSFT")).isEqualTo(woven.ask("stocks AAPL,MSFT"));
    assertThat(yahoo.requests()).hasSize(4);
  }

  @Test
  void nearlyAllRequestsAreSavedAndNoTwoStocksAreMixed() {
    AgentJvm woven = world.start(app().rules(stocks("ttl: 5s", PATIENT)));
    yahoo.changeWithEachRequest();

    Counts polled = Counts.in(woven.ask("poll 4 250 45"));

    int requests = yahoo.requests().size();
    System.out.printf(
        "YahooFinanceAPI on %s: %d calls of 4 threads for %d stocks with ttl 5s, %d requests%n",
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
  void whatACallerDoesToItsStockShowsNowhereElse() {
    String own = world.start(plain()).ask("stock AAPL");
    AgentJvm woven = world.start(woven());

    String scribbled = woven.ask("scribble AAPL");
    assertThat(scribbled).contains("name: scribbled", "price: -1", "stats: null");
    assertThat(woven.ask("stock AAPL")).isEqualTo(own);
    assertThat(woven.ask("scribble AAPL")).isEqualTo(scribbled);
    assertThat(woven.ask("stock AAPL")).isEqualTo(own);
    assertThat(yahoo.requests()).hasSize(2);
  }

  @Test
  void aCachedStockAsksForItsHistoryByItself() {
    List<String> questions = List.of("history AAPL", "history AAPL", "stock AAPL");
    List<String> expected = answers(plain(), questions);
    assertThat(expected.get(0)).contains(" history [HistoricalQuote {");
    assertThat(yahoo.requests(YahooServer.HISTORIES)).hasSize(2);

    assertThat(answers(woven(), questions)).isEqualTo(expected);
    assertThat(yahoo.requests(YahooServer.HISTORIES)).hasSize(4);
    assertThat(yahoo.requests(YahooServer.QUOTES)).hasSize(3 + 1);
  }

  @Test
  void failuresAreTheClientsOwnAndNeverKept() {
    yahoo.fail("AAPL", 429, "Too Many Requests");
    yahoo.fail("MSFT", 500, "");
    yahoo.fail("GOOG", 404, "");
    yahoo.fail("AMZN", 200, "not JSON at all");
    yahoo.fail("META", 200, "{\"finance\":{\"error\":\"Unauthorized\"}}");
    yahoo.fail("NVDA", 200, "{\"quoteResponse\":{\"result\":[{}]}}");
    List<String> questions = new ArrayList<>();
    for (String symbol : WATCHED.subList(0, 6)) {
      questions.addAll(Collections.nCopies(2, "stock " + symbol));
    }
    List<String> expected = answers(plain(), questions);
    int requests = yahoo.requests().size();
    assertThat(expected.get(0))
        .startsWith("failed java.io.IOException: Server returned HTTP response code: 429 for URL:");
    assertThat(expected.get(2)).contains("HTTP response code: 500");
    assertThat(expected.get(4)).startsWith("failed java.io.FileNotFoundException: ");
    assertThat(expected.get(6)).startsWith("failed com.fasterxml.jackson.core.JsonParseException");
    assertThat(expected.get(8)).isEqualTo("failed java.io.IOException: Invalid response");
    assertThat(expected.get(10)).startsWith("failed java.lang.NullPointerException");

    assertThat(answers(woven(), questions)).isEqualTo(expected);
    assertThat(yahoo.requests()).hasSize(2 * requests);
  }

  @Test
  void anUnknownOrNullSymbolIsAsWithoutTheAgent() {
    List<String> questions =
        List.of("stock null", "stock NOSUCH", "stock NOSUCH", "stock AAPL,MSFT");
    List<String> expected = answers(plain(), questions);
    assertThat(expected.get(0)).startsWith("failed java.lang.NullPointerException");
    assertThat(expected.subList(1, 4)).containsOnly("null");

    assertThat(answers(woven(), questions)).isEqualTo(expected);
  }

  @Test
  void anUnknownSymbolIsNotKeptWhereTheRuleSaysSo() {
    AgentJvm woven = world.start(woven("null-ttl: 0"));

    assertThat(woven.ask("stock NOSUCH")).isEqualTo("null");
    assertThat(woven.ask("stock NOSUCH")).isEqualTo("null");
    assertThat(yahoo.requests()).hasSize(2);
  }

  @Test
  void aSecondProcessIsAnsweredFromRedis() throws IOException {
    RedisServer redis = world.redis();
    List<String> questions = WATCHED.stream().map(symbol -> "stock " + symbol).toList();
    List<String> told = answers(startWarm(stocksWith(redis)), questions);
    AgentJvm second = startSynced(stocksWith(redis));
    int requests = yahoo.requests().size();

    assertThat(answers(second, questions)).isEqualTo(told);
    assertThat(yahoo.requests()).hasSize(requests);
    assertThat(
            second.meters().countOnceShown("tickcache.cache.gets", "level", "l2", "result", "hit"))
        .isEqualTo(WATCHED.size());
  }

  /**
   * The client hands out the very time zones that it keeps for exchanges outside of the United
   * States. Once somebody has changed one, no other process could make it from its name.
   */
  @Test
  void aStockThatRedisCannotHoldStaysInTheProcess() throws IOException {
    List<String> questions = List.of("scribble BMW.DE", "stock SAP.DE", "stock SAP.DE");
    List<String> expected = answers(plain(), questions);
    AgentJvm woven = startSynced(stocksWith(world.redis()));
    int requests = yahoo.requests().size();

    assertThat(answers(woven, questions)).isEqualTo(expected);
    assertThat(yahoo.requests()).hasSize(requests + 2);
    woven.awaitError(
        "stocks: yahoofinance.Stock: its quote.timeZone is a time zone with rules of its own:"
            + " Europe/Berlin; answers of this method stay in this process");
  }

  @Test
  void aCountryWithItsOwnCalendarIsNoObstacle() throws IOException {
    RedisServer redis = world.redis();
    String[] thailand = {"-Duser.language=th", "-Duser.country=TH"};
    String own = world.start(plain().jvmArguments(thailand)).ask("stock AAPL");
    assertThat(own).contains("sun.util.BuddhistCalendar");
    AgentJvm first = startWarm(stocksWith(redis), thailand);
    int requests = yahoo.requests().size();

    assertThat(first.ask("stock AAPL")).isEqualTo(own);
    assertThat(first.ask("stock AAPL")).isEqualTo(own);
    assertThat(startSynced(stocksWith(redis), thailand).ask("stock AAPL")).isEqualTo(own);
    assertThat(yahoo.requests()).hasSize(requests + 1);
  }

  @Test
  void aSymbolInAnyLetterCaseIsTheSameEntry() {
    String own = world.start(plain()).ask("stock AAPL");
    AgentJvm woven = world.start(woven("ttl: 1m", "symbol-case: upper"));

    assertThat(woven.ask("stock aapl")).isEqualTo(own);
    assertThat(woven.ask("stock Aapl")).isEqualTo(own);
    assertThat(woven.ask("stock AAPL")).isEqualTo(own);
    assertThat(yahoo.requests().subList(1, yahoo.requests().size()))
        .as("asked once, as the caller wrote it")
        .containsExactly("/v7/finance/quote?symbols=aapl");
  }

  @Test
  void stocksAskedForTogetherAreTheClientsOwn() {
    List<String> questions =
        List.of(
            "stocks AAPL,MSFT",
            "stocks AAPL,MSFT",
            "stocks MSFT,aapl,GOOG,AAPL,NOSUCH",
            "stocks MSFT,aapl,GOOG,AAPL,NOSUCH",
            "stock GOOG",
            "stock NOSUCH",
            "stocks NOSUCH",
            "stocks ^GSPC,BMW.DE",
            "stocks");
    List<String> expected = answers(plain(), questions);
    assertThat(expected.get(2)).startsWith("java.util.HashMap {AAPL: Stock {");
    assertThat(expected.get(8)).isEqualTo("java.util.HashMap {}");

    assertThat(answersOf(together("ttl: 1m"), questions)).isEqualTo(expected);
    assertThat(yahoo.requests())
        .as("asked for: two, two more, perhaps the unknown one alone, two more, and none")
        .hasSizeBetween(questions.size() + 4, questions.size() + 5);
  }

  @Test
  void onlyTheMissingStocksAreAskedForTogether() {
    AgentJvm woven = world.start(plain().rules(together("ttl: 1m")));
    String first = woven.ask("stock AAPL");
    yahoo.change("AAPL");

    assertThat(woven.ask("stocks AAPL,MSFT")).contains("AAPL: " + first);
    assertThat(woven.ask("stock MSFT")).startsWith("Stock {");
    assertThat(yahoo.requests())
        .containsExactly("/v7/finance/quote?symbols=AAPL", "/v7/finance/quote?symbols=MSFT");
  }

  @Test
  void whatACallerDoesToStocksAskedForTogetherShowsNowhereElse() {
    List<String> questions = List.of("stocks AAPL,MSFT", "stock AAPL");
    List<String> own = answers(plain(), questions);
    AgentJvm woven = world.start(plain().rules(together("ttl: 1m")));

    String scribbled = woven.ask("scribble-stocks AAPL,MSFT");
    assertThat(answers(woven, questions)).isEqualTo(own);
    assertThat(woven.ask("scribble-stocks AAPL,MSFT")).isEqualTo(scribbled);
    assertThat(answers(woven, questions)).isEqualTo(own);
    assertThat(yahoo.requests()).hasSize(2 + 1);
  }

  @Test
  void failuresOfStocksAskedForTogetherAreTheClientsOwnAndNeverKept() {
    yahoo.fail("MSFT", 429, "Too Many Requests");
    yahoo.fail("GOOG", 500, "");
    List<String> questions =
        List.of("stocks AAPL,MSFT", "stocks AAPL,MSFT", "stocks GOOG", "stocks GOOG", "stock AAPL");
    List<String> expected = answers(plain(), questions);
    int requests = yahoo.requests().size();
    assertThat(expected.get(0)).contains("HTTP response code: 429");

    assertThat(answersOf(together("ttl: 1m"), questions)).isEqualTo(expected);
    assertThat(yahoo.requests()).hasSize(2 * requests);
  }

  @Test
  void aSecondProcessIsAnsweredTogetherFromRedis() throws IOException {
    RedisServer redis = world.redis();
    String question = "stocks " + String.join(",", WATCHED);
    String told = startWarm(togetherWith(redis)).ask(question);
    AgentJvm second = startSynced(togetherWith(redis));
    // What kind of map the client makes is learnt from one answer.
    second.ask("stocks TEACHER");
    int requests = yahoo.requests().size();

    assertThat(second.ask(question)).isEqualTo(told);
    assertThat(second.ask("stock AAPL")).startsWith("Stock {");
    assertThat(yahoo.requests()).hasSize(requests);
  }

  @Test
  void aCallThatDoesNotMeetTheConditionGoesUpstream() {
    List<String> questions =
        List.of(
            "stock AAPL",
            "stock-alone AAPL",
            "stock-with-history AAPL",
            "stock-with-history AAPL",
            "stock AAPL");
    List<String> expected = answers(plain(), questions);
    assertThat(yahoo.requests(YahooServer.HISTORIES)).hasSize(2);
    String rules =
        """
        version: 1
        rules:
          stocks:
            method: yahoofinance.YahooFinance#get(String, boolean)
            symbol: arg0
            when: {arg1: false}
            ttl: 1m
        """;

    assertThat(answersOf(rules, questions)).isEqualTo(expected);
    assertThat(yahoo.requests(YahooServer.HISTORIES)).hasSize(4);
    assertThat(yahoo.requests(YahooServer.QUOTES)).hasSize(5 + 3);
  }

  /** Stocks one by one and together, from the same entries. */
  private static String together(String ttl) {
    return """
        version: 1
        rules:
          stocks:
            method: yahoofinance.YahooFinance#get(String)
            symbol: arg0
            symbol-case: upper
            %s
          stocks-together:
            method: yahoofinance.YahooFinance#get(String[])
            symbols: arg0
            symbol-case: upper
            cache: stocks
        """
        .formatted(ttl);
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
  private AgentJvm startWarm(String rules, String... jvmArguments) {
    AgentJvm jvm = startSynced(rules, jvmArguments);
    jvm.ask("stock GME");
    return jvm;
  }

  /** A process whose method is woven, but that has asked for nothing that can be kept. */
  private AgentJvm startSynced(String rules, String... jvmArguments) {
    AgentJvm jvm = world.start(plain().rules(rules).jvmArguments(jvmArguments));
    assertThat(jvm.ask("stock null")).startsWith("failed java.lang.NullPointerException");
    return jvm.awaitSynced();
  }

  private static String stocksWith(RedisServer redis) {
    return redis(redis)
        + """
        rules:
          stocks:
            method: yahoofinance.YahooFinance#get(String)
            symbol: arg0
            ttl: 1m
            l1-ttl: 1m
        """;
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
    return APP.jvm().arguments(yahoo.port());
  }

  private AgentJvm.Builder plain() {
    return app().brief();
  }

  private AgentJvm.Builder woven() {
    return woven("ttl: 1m");
  }

  private AgentJvm.Builder woven(String... settings) {
    return plain().rules(stocks(settings));
  }

  private static String stocks(String... settings) {
    StringBuilder rules =
        new StringBuilder(
            """
            version: 1
            rules:
              stocks:
                method: yahoofinance.YahooFinance#get(String)
                symbol: arg0
            """);
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
