package com.acme.history;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Many threads that ask for prices and change them at random, and a journal of all they did. Says
 * {@code running} when it has begun, and ends when its input ends.
 */
public final class TradingFloor {

  private TradingFloor() {}

  /**
   * Arguments: port of the exchange, number of the process, journal, symbols, threads, pause, seed.
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int process = Integer.parseInt(arguments[1]);
    Journal journal = new Journal(arguments[2]);
    Floor floor =
        new Floor(
            new ExchangeLink(Integer.parseInt(arguments[0]), process),
            journal,
            Integer.parseInt(arguments[3]),
            TimeUnit.MICROSECONDS.toNanos(Long.parseLong(arguments[5])));
    List<Thread> traders = start(floor, arguments);
    Thread stalls = new Thread(new StallWatch(journal), "stall watch");
    stalls.setDaemon(true);
    stalls.start();
    System.out.println("running");
    awaitEndOfInput();
    floor.stopped = true;
    for (Thread trader : traders) {
      trader.join();
    }
    journal.close();
  }

  private static List<Thread> start(Floor floor, String[] arguments) {
    List<Thread> traders = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(arguments[4]); i++) {
      Thread trader =
          new Thread(new Trader(floor, i, Long.parseLong(arguments[6]) + i), "trader " + i);
      trader.setDaemon(true);
      trader.start();
      traders.add(trader);
    }
    return traders;
  }

  private static void awaitEndOfInput() throws IOException {
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (input.readLine() != null) {
      // Only the end counts.
    }
  }
}
