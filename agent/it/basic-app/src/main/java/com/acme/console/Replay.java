package com.acme.console;

import com.acme.md.Exchange;
import com.acme.md.QuoteClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Makes the calls of a recording at their moments, by several threads, and writes down for each
 * when it began, how many nanoseconds it took, whether it came to the exchange itself, its symbol,
 * and the version that it was answered. A recording has a line for each call: how many nanoseconds
 * after the begin, and the symbol.
 */
final class Replay {

  private final QuoteClient client;
  private final List<String> recording;
  private final Path journal;
  private final String[] lines;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger running;
  private volatile long began;

  Replay(QuoteClient client, String recording, String journal, int threads) throws IOException {
    this.client = client;
    this.recording =
        new ArrayList<>(Files.readAllLines(Paths.get(recording), StandardCharsets.UTF_8));
    this.journal = Paths.get(journal);
    this.lines = new String[this.recording.size()];
    this.running = new AtomicInteger(threads);
  }

  /** Its moment 0, by {@link System#nanoTime}. */
  long begin() {
    began = System.nanoTime();
    for (int i = running.get(); i > 0; i--) {
      Thread thread = new Thread(this::play, "replay " + i);
      thread.setDaemon(true);
      thread.start();
    }
    return began;
  }

  /** Whether the journal is written. */
  boolean isOver() {
    return running.get() < 0;
  }

  private void play() {
    for (int i = next.getAndIncrement(); i < lines.length; i = next.getAndIncrement()) {
      String[] call = recording.get(i).split(" ", -1);
      awaitMoment(began + Long.parseLong(call[0]));
      lines[i] = made(call[1]);
    }
    if (running.decrementAndGet() == 0) {
      write();
      running.decrementAndGet();
    }
  }

  private String made(String symbol) {
    long asked = Exchange.latestAsked();
    long start = System.nanoTime();
    String version = version(symbol);
    long took = System.nanoTime() - start;
    boolean led = Exchange.latestAsked() != asked;
    return start + " " + took + " " + led + " " + symbol + " " + version;
  }

  private static void awaitMoment(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(Math.min(left, TimeUnit.MILLISECONDS.toNanos(10)));
    }
  }

  private String version(String symbol) {
    try {
      return Long.toString(client.getQuote(symbol).getVersion());
    } catch (IOException e) {
      return "failed " + e;
    }
  }

  private void write() {
    try (PrintWriter out = new PrintWriter(journal.toFile(), "UTF-8")) {
      for (String line : lines) {
        out.println(line);
      }
    } catch (IOException e) {
      throw new IllegalStateException("no journal", e);
    }
  }
}
