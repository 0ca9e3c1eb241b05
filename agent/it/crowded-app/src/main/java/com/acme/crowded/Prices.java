package com.acme.crowded;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;

/** A price server and its client, over the application's own Netty. */
final class Prices {

  private final Consumer<String> log;
  private WireServer server;
  private WireClient client;

  Prices(Consumer<String> log) {
    this.log = log;
  }

  void addTo(Map<String, Command> commands) {
    commands.put("netty", this::netty);
    commands.put("quotes", this::quotes);
  }

  /** How often the price server was really asked. */
  int upstreamRequests() {
    return server == null ? 0 : server.requests();
  }

  private String netty() throws IOException, InterruptedException {
    if (client == null) {
      EventLoopGroup group = new NioEventLoopGroup(2, new DefaultThreadFactory("wire", true));
      server = new WireServer(group);
      client = new WireClient(group, server.port());
    }
    return client.quote("HELLO").toString();
  }

  /** Asks for the same quotes many times, and changes each of the answers. */
  private String quotes() throws IOException, InterruptedException {
    TreeSet<String> seen = new TreeSet<>();
    for (int round = 0; round < 100; round++) {
      for (String symbol : new String[] {"AAPL", "MSFT", "NVDA"}) {
        Quote quote = client.quote(symbol);
        seen.add(quote.toString());
        quote.setSymbol("changed by " + symbol);
      }
    }
    log.accept("quotes " + seen);
    return seen.toString();
  }
}
