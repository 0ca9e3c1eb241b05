package com.acme.portfolio;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import yahoofinance.Stock;

/**
 * Stocks of Yahoo Finance on the console: reads one command a line, answers each with one line, and
 * ends when its input ends. The only argument is the port of Yahoo Finance.
 */
public final class Portfolio {

  private final Yahoo yahoo;

  private Portfolio(Yahoo yahoo) {
    this.yahoo = yahoo;
  }

  public static void main(String[] arguments) throws IOException {
    new Portfolio(Yahoo.at(Integer.parseInt(arguments[0]))).run();
  }

  private void run() throws IOException {
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      System.out.println(answer(line.split(" ")));
    }
  }

  private String answer(String[] words) {
    try {
      switch (words[0]) {
        case "stock":
          return Sheet.of(yahoo.stock(symbol(words[1])));
        case "stock-alone":
          return Sheet.of(yahoo.stock(symbol(words[1]), false));
        case "stock-with-history":
          return withHistory(yahoo.stock(symbol(words[1]), true));
        case "history":
          return withHistory(yahoo.stock(symbol(words[1])));
        case "stocks":
          return told(yahoo.stocks(symbols(words)));
        case "scribble":
          return scribbled(yahoo.stock(symbol(words[1])));
        case "scribble-stocks":
          return scribbled(yahoo.stocks(symbols(words)));
        case "poll":
          return poll(words);
        default:
          return "unknown command " + words[0];
      }
    } catch (Exception e) {
      return "failed " + chain(e);
    }
  }

  /** {@code poll THREADS ROUNDS PAUSE}. */
  private String poll(String[] words) throws InterruptedException {
    int rounds = Integer.parseInt(words[2]);
    Poll poll = new Poll(yahoo, Yahoo.WATCH_LIST, rounds, Integer.parseInt(words[3]));
    return poll.run(Integer.parseInt(words[1]));
  }

  private static String symbol(String text) {
    return text.equals("null") ? null : text;
  }

  private static String[] symbols(String[] words) {
    return words.length == 1 ? new String[0] : words[1].split(",", -1);
  }

  /** The history is asked for by the stock itself, when it has none yet. */
  private static String withHistory(Stock stock) throws IOException {
    return Sheet.of(stock) + " history " + Sheet.of(stock.getHistory());
  }

  private static String told(Map<String, Stock> stocks) {
    return stocks.getClass().getName() + " " + Sheet.of(stocks);
  }

  private static String scribbled(Map<String, Stock> stocks) {
    for (Stock stock : stocks.values()) {
      scribbled(stock);
    }
    String told = told(stocks);
    stocks.clear();
    return told;
  }

  /** Changes what can be changed in a stock, which is nearly all of it. */
  private static String scribbled(Stock stock) {
    stock.setName("scribbled");
    stock.getQuote().setPrice(BigDecimal.ONE.negate());
    stock.getQuote().getLastTradeTime().setTimeInMillis(0);
    stock.getQuote().getTimeZone().setRawOffset(0);
    stock.setStats(null);
    stock.getDividend().setAnnualYield(BigDecimal.ZERO);
    stock.setHistory(Collections.emptyList());
    return Sheet.of(stock);
  }

  private static String chain(Throwable failure) {
    StringBuilder text = new StringBuilder();
    for (Throwable at = failure; at != null; at = at.getCause()) {
      text.append(at == failure ? "" : " <- ").append(at.getClass().getName());
      text.append(": ").append(String.valueOf(at.getMessage()).replace('\n', ' '));
    }
    return text.toString();
  }
}
