package io.tickcache.it.clients;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * As much of Alpaca's market data as alpaca-java's latest trades and snapshots need. Symbols that
 * start with {@code NO} are unknown, those that start with {@code NIL} have nothing to tell. The
 * price of a symbol grows with its version, and no two symbols share a price.
 */
final class AlpacaServer extends ExchangeServer {

  static final String TOO_MANY = "{\"code\":42910000,\"message\":\"rate limit exceeded\"}";

  private static final Pattern TRADE = Pattern.compile("/v2/stocks/([^/]+)/trades/latest");
  private static final Pattern SNAPSHOT = Pattern.compile("/v2/stocks/([^/]+)/snapshot");
  private static final Pattern SNAPSHOTS = Pattern.compile("/v2/stocks/snapshots\\?symbols=(.*)");

  /** A trade's identifier is a million times the symbol's own number, and the version. */
  private static final String A_TRADE =
      """
      {"t":"2022-07-01T13:%2$02d:%3$02d.123456789Z","x":"V","p":%1$d.%2$04d%3$02d,"s":20,\
      "c":["@","T"],"i":%4$d,"z":"C"}""";

  private static final String A_QUOTE =
      """
      {"t":"2022-07-01T09:30:00.000000001-04:00","ax":"Q","ap":134.68,"as":1,"bx":"K","bp":134.66,\
      "bs":29,"c":["R"]}""";

  private static final String A_BAR =
      """
      {"t":"2022-07-01T13:30:00Z","o":134.1,"h":134.9,"l":134.0,"c":%d.5,"v":89264,"n":1200,\
      "vw":134.502}""";

  private AlpacaServer() {}

  static AlpacaServer started() {
    AlpacaServer server = new AlpacaServer();
    server.start();
    return server;
  }

  @Override
  void answer(HttpExchange exchange) throws IOException {
    String uri = decoded(exchange);
    Matcher trade = TRADE.matcher(uri);
    Matcher snapshot = SNAPSHOT.matcher(uri);
    Matcher snapshots = SNAPSHOTS.matcher(uri);
    if (trade.matches()) {
      answerTrade(exchange, trade.group(1));
    } else if (snapshot.matches()) {
      answerSnapshot(exchange, snapshot.group(1));
    } else if (snapshots.matches()) {
      answerSnapshots(exchange, Arrays.asList(snapshots.group(1).split(",", -1)));
    } else {
      replyUnknown(exchange, uri);
    }
  }

  private static String decoded(HttpExchange exchange) {
    String query = exchange.getRequestURI().getQuery();
    return exchange.getRequestURI().getPath() + (query == null ? "" : "?" + query);
  }

  private void answerTrade(HttpExchange exchange, String symbol) throws IOException {
    if (isUnknown(symbol)) {
      replyUnknown(exchange, symbol);
    } else if (isNothing(symbol)) {
      reply(exchange, 200, JSON, "null");
    } else if (!failed(exchange, List.of(symbol))) {
      String told = "{\"symbol\":\"%s\",\"trade\":%s}".formatted(symbol, trade(symbol));
      reply(exchange, 200, JSON, told);
    }
  }

  private void answerSnapshot(HttpExchange exchange, String symbol) throws IOException {
    if (isUnknown(symbol)) {
      replyUnknown(exchange, symbol);
    } else if (!failed(exchange, List.of(symbol))) {
      reply(exchange, 200, JSON, snapshot(symbol));
    }
  }

  /** Leaves out the unknown ones. */
  private void answerSnapshots(HttpExchange exchange, List<String> symbols) throws IOException {
    if (!failed(exchange, symbols)) {
      String told =
          symbols.stream()
              .distinct()
              .filter(symbol -> !isUnknown(symbol))
              .map(symbol -> "\"" + symbol + "\":" + snapshot(symbol))
              .collect(Collectors.joining(","));
      reply(exchange, 200, JSON, "{" + told + "}");
    }
  }

  private static void replyUnknown(HttpExchange exchange, String what) throws IOException {
    String body = "{\"code\":40410000,\"message\":\"nothing found for %s\"}".formatted(what);
    reply(exchange, 404, JSON, body);
  }

  private static boolean isUnknown(String symbol) {
    return symbol.startsWith("NO");
  }

  private static boolean isNothing(String symbol) {
    return symbol.startsWith("NIL");
  }

  private String snapshot(String symbol) {
    if (isNothing(symbol)) {
      return "null";
    }
    String bar = A_BAR.formatted(own(symbol));
    return "{\"latestTrade\":%s,\"latestQuote\":%s,\"minuteBar\":%s,\"dailyBar\":%s,\"prevDailyBar\":null}"
        .formatted(trade(symbol), A_QUOTE, bar, bar);
  }

  private String trade(String symbol) {
    int version = version(symbol);
    long id = own(symbol) * 1_000_000L + version;
    return A_TRADE.formatted(own(symbol), version / 60 % 60, version % 60, id);
  }
}
