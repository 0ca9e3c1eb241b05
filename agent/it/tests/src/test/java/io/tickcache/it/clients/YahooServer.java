package io.tickcache.it.clients;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * As much of Yahoo Finance as YahooFinanceAPI needs: quotes in JSON, for any number of symbols in
 * any letter case; histories in CSV, for those who show the cookie of one page and the crumb of
 * another. It leaves out symbols that start with {@code NO}. The price of a symbol grows with its
 * version, and no two symbols share a price.
 */
final class YahooServer extends ExchangeServer {

  static final String QUOTES = "/v7/finance/quote";
  static final String HISTORIES = "/v7/finance/download/";

  private static final String COOKIE = "B=8q3aa1";
  private static final String CRUMB = "dZ.Oa/7Rtx";

  private static final String QUOTE =
      """
      {"language":"en-US","quoteType":"EQUITY","currency":"USD","fullExchangeName":"NasdaqGS",\
      "longName":"The %1$s Company","regularMarketPrice":%2$d.%3$05d,"regularMarketTime":%4$d,\
      "regularMarketOpen":172.36,"regularMarketPreviousClose":171.52,"regularMarketDayHigh":173.63,\
      "regularMarketDayLow":170.13,"regularMarketVolume":51265325,"fiftyTwoWeekHigh":182.94,\
      "fiftyTwoWeekLow":129.04,"fiftyDayAverage":158.2742,"twoHundredDayAverage":160.09,\
      "averageDailyVolume3Month":74731207%5$s,"symbol":"%1$s"}""";

  /** What only stocks of the United States have here. */
  private static final String MORE =
      """
      ,"exchangeTimezoneName":"America/New_York","ask":172.08,"askSize":11,"bid":172.05,"bidSize":8,\
      "marketCap":2766414905344,"sharesOutstanding":16070800384,"epsTrailingTwelveMonths":6.05,\
      "trailingPE":28.45,"epsForward":6.53,"priceToBook":47.58,"bookValue":3.61,\
      "earningsTimestamp":1658952000,"dividendDate":1660176000,"trailingAnnualDividendRate":0.9,\
      "trailingAnnualDividendYield":0.00524721""";

  private static final String HISTORY =
      """
      Date,Open,High,Low,Close,Adj Close,Volume
      2022-06-01,149.899994,151.740005,129.039993,%1$d.719994,136.512,1749099800
      2022-07-01,136.039993,null,135.660004,162.509995,162.279,1447125400
      """;

  private YahooServer() {}

  static YahooServer started() {
    YahooServer server = new YahooServer();
    server.start();
    return server;
  }

  @Override
  void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.equals(QUOTES)) {
      answerQuotes(exchange);
    } else if (path.startsWith(HISTORIES)) {
      answerHistory(exchange, path.substring(HISTORIES.length()));
    } else if (path.equals("/v1/test/getcrumb")) {
      boolean known = showsCookie(exchange);
      reply(exchange, known ? 200 : 401, "text/plain", known ? CRUMB : "");
    } else {
      exchange.getResponseHeaders().add("Set-Cookie", COOKIE + "; path=/");
      reply(exchange, 200, "text/html", "<html></html>");
    }
  }

  private void answerQuotes(HttpExchange exchange) throws IOException {
    Set<String> symbols = new LinkedHashSet<>();
    for (String symbol : parameter(exchange, "symbols").split(",", -1)) {
      symbols.add(symbol.toUpperCase(Locale.ROOT));
    }
    if (!failed(exchange, symbols)) {
      String quotes =
          symbols.stream()
              .filter(symbol -> !symbol.isEmpty() && !symbol.startsWith("NO"))
              .map(this::quote)
              .collect(Collectors.joining(","));
      reply(exchange, 200, JSON, "{\"quoteResponse\":{\"result\":[%s]}}".formatted(quotes));
    }
  }

  private String quote(String symbol) {
    int version = version(symbol);
    String more = symbol.matches("[A-Z]+") ? MORE : "";
    return QUOTE.formatted(symbol, own(symbol), version, 1499869899L + version, more);
  }

  private static void answerHistory(HttpExchange exchange, String symbol) throws IOException {
    if (showsCookie(exchange) && parameter(exchange, "crumb").equals(CRUMB)) {
      reply(exchange, 200, "text/csv", HISTORY.formatted(own(symbol)));
    } else {
      reply(exchange, 401, "text/plain", "Invalid crumb");
    }
  }

  private static boolean showsCookie(HttpExchange exchange) {
    String cookies = exchange.getRequestHeaders().getFirst("Cookie");
    return cookies != null && cookies.contains(COOKIE);
  }

  private static String parameter(HttpExchange exchange, String name) {
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    return Arrays.stream(query.split("&", -1))
        .filter(part -> part.startsWith(name + "="))
        .map(part -> part.substring(name.length() + 1))
        .findFirst()
        .orElse("");
  }
}
