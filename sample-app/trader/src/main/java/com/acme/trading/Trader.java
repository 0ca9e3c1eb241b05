package com.acme.trading;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.concurrent.atomic.AtomicBoolean;

/** A trading process: polls its watch-list, places orders, and writes what it saw at its end. */
public final class Trader {
  private static final long STOP_MILLIS = 2000;

  private final TraderOptions options;
  private final Tape tape;
  private final TradingSession session;
  private final AtomicBoolean written = new AtomicBoolean();

  private Trader(TraderOptions options) throws IOException {
    this.options = options;
    this.tape = Tape.to(options.tapeFile());
    this.session = new TradingSession(options, tape);
  }

  /** Trades for the time given; exits with 2 if the command line is wrong. */
  public static void main(String[] args) throws IOException, InterruptedException {
    try {
      new Trader(TraderOptions.parse(args)).run();
    } catch (IllegalArgumentException e) {
      System.err.println("legacy-trader: " + e.getMessage());
      System.err.println(TraderOptions.USAGE);
      System.exit(2);
    }
  }

  private void run() throws IOException, InterruptedException {
    // one connection per thread stays open; five are kept by default
    System.setProperty("http.maxConnections", Integer.toString(options.threads() + 1));
    ParentWatch parent = options.exitWithParent() || options.waitAtEnd() ? watchParent() : null;
    Runtime.getRuntime().addShutdownHook(new Thread(this::stopped, "shutdown"));
    session.start();
    session.awaitEnd();
    writeResults();
    System.out.println("finished");
    if (options.waitAtEnd() && parent != null) {
      parent.await();
    }
  }

  private ParentWatch watchParent() {
    Runnable onEnd = options.exitWithParent() ? () -> System.exit(0) : () -> {};
    return ParentWatch.start(System.in, onEnd);
  }

  private void stopped() {
    session.stop();
    try {
      session.awaitEnd(STOP_MILLIS);
      writeResults();
    } catch (IOException e) {
      System.err.println("results not written: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void writeResults() throws IOException {
    if (!written.compareAndSet(false, true)) {
      return;
    }
    tape.close();
    String json = session.stats().toJson();
    if (options.resultsFile() == null) {
      System.out.print(json);
    } else {
      Files.write(Paths.get(options.resultsFile()), json.getBytes(StandardCharsets.UTF_8));
    }
  }
}
