package com.acme.console;

import com.acme.md.Quote;
import com.acme.md.QuoteClient;
import com.acme.orders.Order;
import com.acme.orders.OrderService;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.atomic.AtomicInteger;

/** Quotes and orders, as a trading process uses them most. */
final class QuoteCommands {

  private final QuoteClient client;
  private final OrderService orders;
  private final Background background = new Background();
  private LoadRun run;
  private Polling polling;

  QuoteCommands(QuoteClient client, OrderService orders) {
    this.client = client;
    this.orders = orders;
  }

  void addTo(Map<String, Command> commands) {
    commands.put("quote", words -> version(words[1]));
    commands.put("quotes", words -> versions(words[1]));
    commands.put("quotes-at-once", words -> atOnce(words[1].split(";", -1)));
    commands.put("batches", words -> "" + client.batches());
    commands.put("spoil", words -> spoil(words[1]));
    commands.put("order", words -> order(words[1], 1));
    commands.put("bad-order", words -> order(words[1], 0));
    commands.put("close-day", words -> closeDay());
    commands.put("begin", words -> background.begin(words[1], () -> version(words[2])));
    commands.put("end", words -> background.end(words[1]));
    commands.put("storm", words -> storm(words[1], Integer.parseInt(words[2])));
    commands.put("run", words -> startRun(words));
    commands.put("run-now", words -> run.figures());
    commands.put("stop", words -> run.stop());
    commands.put("time", words -> "" + System.currentTimeMillis());
    commands.put("instant", words -> "" + Instant.now().toEpochMilli());
    commands.put("poll", words -> startPolling(words));
    commands.put("polled", words -> "" + polling.calls());
    commands.put("stop-polling", words -> polling.stop(words[1]));
  }

  private Quote quote(String symbol) throws Exception {
    return client.getQuote(symbol);
  }

  private String version(String symbol) throws Exception {
    return String.valueOf(quote(symbol).getVersion());
  }

  /** The symbols with commas between them. */
  private String versions(String symbols) throws Exception {
    StringJoiner versions = new StringJoiner(" ");
    for (Map.Entry<String, Quote> quote :
        client.getQuotes(Arrays.asList(symbols.split(",", -1))).entrySet()) {
      versions.add(quote.getKey() + "=" + quote.getValue().getVersion());
    }
    return versions.toString();
  }

  /** Asks for many in a thread for each. */
  private String atOnce(String[] many) throws InterruptedException {
    AtomicInteger next = new AtomicInteger();
    return new Storm(many.length, () -> versions(many[next.getAndIncrement()])).run();
  }

  /** Changes everything in a quote that a caller can change, and tells what the quote was. */
  private String spoil(String symbol) throws Exception {
    Quote quote = quote(symbol);
    String before =
        quote.getSymbol()
            + " "
            + quote.getVersion()
            + " "
            + quote.getPrice()
            + " "
            + quote.getNotes();
    quote.setSymbol("spoilt");
    quote.setVersion(-1);
    quote.setPrice(-1);
    quote.getNotes().add("spoilt");
    return before;
  }

  private String order(String symbol, int quantity) {
    return String.valueOf(orders.placeOrder(new Order(symbol, quantity)));
  }

  private String closeDay() {
    orders.closeDay();
    return "closed";
  }

  private String storm(String symbol, int threads) throws InterruptedException {
    return new Storm(threads, () -> version(symbol)).run();
  }

  private String startRun(String[] words) {
    run = new LoadRun(Integer.parseInt(words[1]), Integer.parseInt(words[2]), this::version);
    return "running";
  }

  private String startPolling(String[] words) {
    polling = new Polling(Integer.parseInt(words[1]), Integer.parseInt(words[2]), this::quote);
    return "polling";
  }
}
