package com.acme.trading;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;

/** Notices the end of standard input, which is how a parent process lets this one go. */
final class ParentWatch {
  private final CountDownLatch gone = new CountDownLatch(1);

  private ParentWatch() {}

  /** Watches on a daemon thread and runs {@code onEnd} when the input has ended. */
  static ParentWatch start(final InputStream in, final Runnable onEnd) {
    final ParentWatch watch = new ParentWatch();
    Thread thread =
        new Thread(
            () -> {
              watch.readToEnd(in);
              onEnd.run();
            },
            "parent-watch");
    thread.setDaemon(true);
    thread.start();
    return watch;
  }

  void await() throws InterruptedException {
    gone.await();
  }

  private void readToEnd(InputStream in) {
    try {
      byte[] ignored = new byte[64];
      int read;
      do {
        read = in.read(ignored);
      } while (read >= 0);
    } catch (IOException e) {
      System.err.println("standard input: " + e.getMessage());
    } finally {
      gone.countDown();
    }
  }
}
