package com.acme.history;

import com.acme.orders.Order;
import com.acme.orders.OrderService;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One thread of the trading floor: asks for prices, sometimes changes one at the exchange and then
 * places an order, after which older prices are wrong; rarely closes the day. All of it is noted.
 */
final class Trader implements Runnable {

  private static final double CHANGES = 0.006;
  private static final double CLOSED_DAYS = 0.000_01;
  private static final double ONE_MORE = 0.5;
  private static final int ONE_MORE_WITHIN_MICROS = 30_000;

  private final Floor floor;
  private final int thread;
  private final Random random;
  private final OrderService orders = new OrderService();

  Trader(Floor floor, int thread, long seed) {
    this.floor = floor;
    this.thread = thread;
    this.random = new Random(seed);
  }

  @Override
  public void run() {
    try {
      floor.link.open(thread);
      while (!floor.stopped) {
        operate(random.nextDouble());
        LockSupport.parkNanos((long) (2 * random.nextDouble() * floor.pauseNanos));
      }
    } catch (IOException e) {
      throw new IllegalStateException("no way to the exchange", e);
    }
  }

  private void operate(double dice) throws IOException {
    if (dice < CLOSED_DAYS) {
      closeDay();
    } else if (dice < CHANGES) {
      changes(random.nextBoolean() ? floor.popularity.pick(random) : anySymbol());
    } else {
      read(floor.popularity.pick(random));
    }
  }

  private int anySymbol() {
    return random.nextInt(floor.symbols);
  }

  private void read(int symbol) {
    long start = System.nanoTime();
    try {
      Price price = floor.price(symbol);
      note(Journal.READ, symbol, start, price.getCall());
      if (!price.getSymbol().equals(Floor.name(symbol))) {
        floor.error(new IllegalStateException(Floor.name(symbol) + " was " + price.getSymbol()));
      }
    } catch (CallFailedException e) {
      note(Journal.FAILED_READ, symbol, start, e.getCall());
    } catch (IOException | RuntimeException | Error e) {
      note(Journal.ERROR, symbol, start, 0);
      floor.error(e);
    }
  }

  /** Often more than one after the other, so that some come while the last is being read anew. */
  private void changes(int symbol) throws IOException {
    do {
      floor.link.change(Floor.name(symbol));
      long start = System.nanoTime();
      orders.placeOrder(new Order(Floor.name(symbol), 1));
      note(Journal.INVALIDATION, symbol, start, 0);
      if (random.nextBoolean()) {
        read(symbol);
      }
      LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(ONE_MORE_WITHIN_MICROS)));
    } while (random.nextDouble() < ONE_MORE && !floor.stopped);
  }

  private void closeDay() throws IOException {
    floor.link.change("*");
    long start = System.nanoTime();
    orders.closeDay();
    note(Journal.INVALIDATION, Journal.ALL, start, 0);
  }

  private void note(int kind, int symbol, long start, long call) {
    floor.journal.add(kind, thread, symbol, start, System.nanoTime(), call);
  }
}
