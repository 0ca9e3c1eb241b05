package com.acme.console;

import com.acme.md.Exchange;
import com.acme.md.Quote;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads that poll quotes and keep a record of each call. A record is the number of the symbol, an
 * int, then longs: when the call began and how long it took, when it asked the exchange itself (or
 * began, if it didn't) and how long that took (or 0), the version of the answer; and a byte, which
 * is 0 if the answer was right, 1 if it was another symbol's or spoilt, 2 if the call failed. Times
 * are by {@link System#nanoTime}.
 */
final class Polling {

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final byte RIGHT = 0;
  private static final byte WRONG = 1;
  private static final byte FAILED = 2;

  private final Call call;
  private final int symbols;
  private final List<Poller> pollers = new ArrayList<>();
  private final AtomicLong calls = new AtomicLong();
  private final AtomicReference<String> firstFault = new AtomicReference<>("none");
  private volatile boolean stopped;

  Polling(int threads, int symbols, Call call) {
    this.call = call;
    this.symbols = symbols;
    for (int i = 0; i < threads; i++) {
      Poller poller = new Poller(i);
      pollers.add(poller);
      poller.start();
    }
  }

  long calls() {
    return calls.get();
  }

  /** Ends it and writes the records to the file; tells the first answer or failure amiss. */
  String stop(String file) throws IOException, InterruptedException {
    stopped = true;
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(Paths.get(file)))) {
      for (Poller poller : pollers) {
        poller.join();
        poller.bytes.writeTo(out);
      }
    }
    return firstFault.get();
  }

  /** What is polled. */
  interface Call {
    Quote of(String symbol) throws Exception;
  }

  private final class Poller extends Thread {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream records = new DataOutputStream(bytes);

    Poller(int number) {
      super("poller " + number);
      setDaemon(true);
    }

    @Override
    public void run() {
      try {
        while (!stopped) {
          poll(ThreadLocalRandom.current().nextInt(symbols));
          LockSupport.parkNanos(PAUSE_NANOS);
        }
      } catch (IOException impossible) {
        throw new AssertionError(impossible);
      }
    }

    private void poll(int number) throws IOException {
      String symbol = "S" + number;
      long began = System.nanoTime();
      long version = -1;
      byte kind;
      try {
        Quote quote = call.of(symbol);
        version = quote.getVersion();
        kind = isOf(symbol, quote) ? RIGHT : WRONG;
        if (kind == WRONG) {
          firstFault.compareAndSet("none", symbol + " was answered by " + text(quote));
        }
      } catch (Exception e) {
        kind = FAILED;
        firstFault.compareAndSet("none", symbol + " failed: " + e);
      }
      record(number, began, System.nanoTime(), version, kind);
      calls.incrementAndGet();
    }

    private void record(int symbol, long began, long ended, long version, byte kind)
        throws IOException {
      boolean asked = Exchange.latestAsked() - began >= 0;
      records.writeInt(symbol);
      records.writeLong(began);
      records.writeLong(ended - began);
      records.writeLong(asked ? Exchange.latestAsked() : began);
      records.writeLong(asked ? Exchange.latestNanos() : 0);
      records.writeLong(version);
      records.writeByte(kind);
    }
  }

  private static boolean isOf(String symbol, Quote quote) {
    return symbol.equals(quote.getSymbol())
        && quote.getPrice() == 100.5
        && Collections.singletonList("from the exchange").equals(quote.getNotes());
  }

  private static String text(Quote quote) {
    return quote.getSymbol()
        + " "
        + quote.getVersion()
        + " "
        + quote.getPrice()
        + " "
        + quote.getNotes();
  }
}
