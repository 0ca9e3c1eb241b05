package com.acme.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A desk that asks for quotes as it is told: reads one command a line, answers each with one line,
 * and ends when its input ends. Its arguments are how many microseconds the market takes for an
 * answer, and {@code texts} where that is to be made and read as JSON.
 */
public final class Desk {

  private static final int SYMBOLS = 10_000;

  private final Market market;
  private final String[] symbols = new String[SYMBOLS];
  private final ConcurrentMap<String, CompletableFuture<FullQuote>> flights =
      new ConcurrentHashMap<>();

  private Desk(Market market) {
    this.market = market;
    for (int i = 0; i < SYMBOLS; i++) {
      symbols[i] = "SYM" + i;
    }
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    long nanos = TimeUnit.MICROSECONDS.toNanos(Long.parseLong(arguments[0]));
    Desk desk = new Desk(new Market(nanos, arguments.length > 1 && arguments[1].equals("texts")));
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      System.out.println(desk.answer(line.split(" ")));
    }
  }

  private String answer(String[] words) throws InterruptedException {
    switch (words[0]) {
      case "quote": // symbol
        return market.quote(words[1]).getSymbol();
      case "quotes": // from the first of these symbols to the other
        return askForAll(number(words[1]), number(words[2]));
      case "load": // calls a second, seconds, threads, seed
        return new OpenLoad(market, symbols, number(words[1]), number(words[2]))
            .run(number(words[3]), number(words[4]));
      case "stampede": // threads, symbol
        return stampede(number(words[1]), words[2], market::quote);
      case "stampede-by-hand": // the same, of calls that this desk itself makes one of
        return stampede(number(words[1]), words[2], this::quoteOnce);
      default:
        return "unknown command " + words[0];
    }
  }

  private String askForAll(int from, int to) {
    for (int i = from; i < to; i++) {
      market.quote(symbols[i]);
    }
    return "asked";
  }

  private FullQuote quoteOnce(String symbol) {
    CompletableFuture<FullQuote> mine = new CompletableFuture<>();
    CompletableFuture<FullQuote> first = flights.putIfAbsent(symbol, mine);
    if (first != null) {
      return first.join();
    }
    mine.complete(market.quote(symbol));
    return mine.join();
  }

  private String stampede(int threads, String symbol, Consumer<String> call)
      throws InterruptedException {
    return new Stampede(market, threads, call).run(symbol);
  }

  private static int number(String word) {
    return Integer.parseInt(word);
  }
}
