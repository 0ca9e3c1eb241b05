package com.acme.tape;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import net.jacobpeterson.alpaca.model.endpoint.marketdata.stock.historical.snapshot.Snapshot;
import net.jacobpeterson.alpaca.model.endpoint.marketdata.stock.historical.trade.LatestStockTradeResponse;
import net.jacobpeterson.alpaca.model.endpoint.marketdata.stock.historical.trade.StockTrade;

/**
 * Trades and snapshots of Alpaca on the console: reads one command a line, answers each with one
 * line, and ends when its input ends. The only argument is the port of Alpaca.
 */
public final class Tape {

  private final Alpaca alpaca;

  private Tape(Alpaca alpaca) {
    this.alpaca = alpaca;
  }

  public static void main(String[] arguments) throws IOException {
    new Tape(Alpaca.at(Integer.parseInt(arguments[0]))).run();
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
        case "trade":
          return told(alpaca.trade(symbol(words[1])));
        case "snapshot":
          return told(alpaca.snapshot(symbol(words[1])));
        case "snapshots":
          return told(alpaca.snapshots(symbols(words)));
        case "snapshots-of-set":
          return told(alpaca.snapshots(new LinkedHashSet<>(symbols(words))));
        case "scribble":
          return told(scribbled(alpaca.trade(symbol(words[1]))));
        case "scribble-snapshots":
          return scribbled(alpaca.snapshots(symbols(words)));
        case "poll":
          return poll(words, Poll.oneByOne(alpaca));
        case "poll-snapshots":
          return poll(words, Poll.together(alpaca));
        default:
          return "unknown command " + words[0];
      }
    } catch (Exception e) {
      return "failed " + chain(e);
    }
  }

  /** {@code poll THREADS ROUNDS PAUSE}. */
  private static String poll(String[] words, Poll poll) throws InterruptedException {
    int rounds = Integer.parseInt(words[2]);
    return poll.run(Integer.parseInt(words[1]), rounds, Integer.parseInt(words[3]));
  }

  private static String symbol(String text) {
    return text.equals("null") ? null : text;
  }

  private static List<String> symbols(String[] words) {
    return words.length == 1 ? Collections.emptyList() : Arrays.asList(words[1].split(",", -1));
  }

  private static LatestStockTradeResponse scribbled(LatestStockTradeResponse latest) {
    latest.setSymbol("scribbled");
    scribbled(latest.getTrade());
    return latest;
  }

  private static void scribbled(StockTrade trade) {
    trade.setPrice(-1.0);
    trade.setTimestamp(null);
    trade.getConditions().add("scribbled");
  }

  private static String scribbled(Map<String, Snapshot> snapshots) {
    for (Snapshot snapshot : snapshots.values()) {
      scribbled(snapshot.getLatestTrade());
      snapshot.setDailyBar(null);
    }
    String told = told(snapshots);
    snapshots.clear();
    return told;
  }

  private static String told(Map<String, Snapshot> snapshots) {
    if (snapshots == null) {
      return "null";
    }
    StringJoiner text = new StringJoiner(", ", snapshots.getClass().getName() + " {", "}");
    new TreeMap<>(snapshots).forEach((symbol, one) -> text.add(symbol + ": " + told(one)));
    return text.toString();
  }

  /** The text of a bean tells all of its fields, and where it is in memory, which is left out. */
  private static String told(Object bean) {
    return bean == null
        ? "null"
        : bean.toString().replaceAll("@[0-9a-f]+\\[", "[") + " hash " + bean.hashCode();
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
