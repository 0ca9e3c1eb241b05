package io.tickcache.sample.exchange;

import java.io.IOException;
import java.io.OutputStream;

/** The exchange as a process: prints where it listens and runs until it is ended. */
public final class Exchange {
  private Exchange() {}

  /** Starts the exchange; exits with 2 if the command line is wrong. */
  public static void main(String[] args) throws IOException {
    ExchangeOptions options;
    try {
      options = ExchangeOptions.parse(args);
    } catch (IllegalArgumentException e) {
      System.err.println("exchange: " + e.getMessage());
      System.err.print(ExchangeOptions.USAGE);
      System.exit(2);
      return;
    }
    ExchangeServer server = ExchangeServer.start(options);
    System.out.println("listening on " + server.url());
    if (options.exitWithParent()) {
      System.in.transferTo(OutputStream.nullOutputStream());
      System.exit(0);
    }
  }
}
