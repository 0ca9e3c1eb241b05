package com.acme.prices;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.knowm.xchange.currency.CurrencyPair;
import org.knowm.xchange.dto.marketdata.Ticker;
import org.knowm.xchange.instrument.Instrument;

/**
 * Prices of Binance on the console: reads one command a line, answers each with one line, and ends
 * when its input ends. The only argument is the port of the exchange.
 */
public final class Prices {

  private final Venue venue;

  private Prices(Venue venue) {
    this.venue = venue;
  }

  public static void main(String[] arguments) throws IOException {
    new Prices(Venue.at(Integer.parseInt(arguments[0]))).run();
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
        case "pair":
          return told(venue.byPair(pair(words[1])));
        case "instrument":
          return told(venue.byInstrument(pair(words[1])));
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
    Poll poll = new Poll(venue, Venue.WATCH_LIST, rounds, Integer.parseInt(words[3]));
    return poll.run(Integer.parseInt(words[1]));
  }

  private static CurrencyPair pair(String text) {
    return text.equals("null") ? null : new CurrencyPair(text);
  }

  private static String told(Ticker ticker) {
    if (ticker == null) {
      return "null";
    }
    Instrument instrument = ticker.getInstrument();
    return instrument == null
        ? "ticker of nothing " + ticker
        : "ticker of "
            + instrument.getClass().getName()
            + " "
            + instrument.getBase().getDisplayName()
            + " in "
            + instrument.getCounter().getDisplayName()
            + " hash "
            + instrument.hashCode()
            + " "
            + ticker;
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
