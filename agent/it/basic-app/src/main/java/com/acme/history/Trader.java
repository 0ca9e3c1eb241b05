package com.acme.history;

import com.acme.orders.Order;
import com.acme.orders.OrderService;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One thread of the trading floor: asks for prices, one or many at once, sometimes changes one at
 * the exchange and then places an order, after which older prices are wrong; rarely closes the day.
 * All of it is noted.
 */
final class Trader implements Runnable {

  private static final double CHANGES = 0.006;
  private static final double CLOSED_DAYS = 0.000_01;
  private static final double BATCHES = 0.1;
  private static final int LARGEST_BATCH = 5;
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
    } else if (dice < CHANGES + BATCHES) {
      readMany(1 + random.nextInt(LARGEST_BATCH));
    } else {
      read(floor.popularity.pick(random));
    }
  }

  private int anySymbol() {
    return random.nextInt(floor.symbols);
  }

  /** Each piece of the answer counts as a read; of a failure only what failed is known. */
  private void readMany(int number) {
    Set<String> names = new LinkedHashSet<>();
    while (names.size() < number) {
      names.add(Floor.name(floor.popularity.pick(random) / 2 * 2));
    }
    long start = System.nanoTime();
    try {
      Map<String, Price> prices = floor.prices(new ArrayList<>(names));
      if (!prices.keySet().equals(names)) {
        throw new IllegalStateException(names + " were " + prices.keySet());
      }
      for (Map.Entry<String, Price> price : prices.entrySet()) {
        noteRead(Floor.number(price.getKey()), start, price.getValue());
      }
    } catch (CallFailedException e) {
      note(Journal.FAILED_READ, Floor.number(e.getSymbol()), start, e.getCall());
    } catch (IOException | RuntimeException | Error e) {
      note(Journal.ERROR, Floor.number(names.iterator().next()), start, 0);
      floor.error(e);
    }
  }

  private void noteRead(int symbol, long start, Price price) {
    note(Journal.READ, symbol, start, price.getCall());
    if (!price.getSymbol().equals(Floor.name(symbol))) {
      floor.error(new IllegalStateException(Floor.name(symbol) + " was " + price.getSymbol()));
    }
  }

  private void read(int symbol) {
    long start = System.nanoTime();
    try {
      noteRead(symbol, start, floor.price(symbol));
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
