package com.acme.console;

import com.acme.md.QuoteClient;
import com.acme.md.Rates;
import com.acme.orders.Order;
import com.acme.orders.OrderService;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Steady loads, and moments by the clock that all processes of a machine share. */
final class MeasuringCommands {

  private final QuoteClient client;
  private final OrderService orders;
  private final Background polls = new Background();
  private final Map<String, PacedLoad> loads = new HashMap<>();
  private Replay replay;

  MeasuringCommands(QuoteClient client, OrderService orders) {
    this.client = client;
    this.orders = orders;
  }

  void addTo(Map<String, Command> commands) {
    commands.put("load", words -> load(words));
    commands.put("load-now", words -> loads.get(words[1]).figures());
    commands.put("load-durations", words -> loads.get(words[1]).durations());
    commands.put("load-stop", words -> loads.remove(words[1]).stop());
    commands.put("await-news", words -> poll(words));
    commands.put("news", words -> polls.end("news"));
    commands.put("replay", words -> replay(words[1], words[2], Integer.parseInt(words[3])));
    commands.put("replayed", words -> Boolean.toString(replay.isOver()));
    commands.put("timed-order", words -> timedOrder(words[1]));
  }

  /** What is called, how often in a second, for how many symbols, by how many threads. */
  private String load(String[] words) {
    loads.put(
        words[1],
        new PacedLoad(
            Integer.parseInt(words[2]),
            Integer.parseInt(words[3]),
            Integer.parseInt(words[4]),
            call(words[1])));
    return "loading";
  }

  private LoadRun.Call call(String what) {
    switch (what) {
      case "quotes":
        return symbol -> client.getQuote(symbol).getSymbol();
      case "rates":
        return symbol -> String.valueOf(Rates.rate(symbol));
      case "orders":
        return symbol -> String.valueOf(orders.placeOrder(new Order(symbol, 1)));
      default:
        throw new IllegalArgumentException("no such load: " + what);
    }
  }

  /** The symbol, the version that is awaited, and the pause between two reads in nanoseconds. */
  private String poll(String[] words) throws Exception {
    QuotePoll poll =
        new QuotePoll(
            () -> client.getQuote(words[1]).getVersion(),
            Long.parseLong(words[2]),
            Long.parseLong(words[3]));
    polls.begin("news", poll);
    poll.awaitFirstRead();
    return "polling";
  }

  private String replay(String recording, String journal, int threads) throws IOException {
    replay = new Replay(client, recording, journal, threads);
    return Long.toString(replay.begin());
  }

  /** When the order began and when it had returned. */
  private String timedOrder(String symbol) {
    Order order = new Order(symbol, 1);
    long began = System.nanoTime();
    orders.placeOrder(order);
    return began + " " + System.nanoTime();
  }
}
