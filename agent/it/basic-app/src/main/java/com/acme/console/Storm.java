package com.acme.console;

import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Many threads that make the same call at the same moment. */
final class Storm {

  private final int threads;
  private final Callable<String> call;
  private final Set<String> answers = ConcurrentHashMap.newKeySet();
  private final AtomicInteger failures = new AtomicInteger();

  Storm(int threads, Callable<String> call) {
    this.threads = threads;
    this.call = call;
  }

  String run() throws InterruptedException {
    CountDownLatch ready = new CountDownLatch(threads);
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(threads);
    for (int i = 0; i < threads; i++) {
      Thread thread =
          new Thread(
              () -> {
                ready.countDown();
                once(go);
                done.countDown();
              },
              "storm " + i);
      thread.setDaemon(true);
      thread.start();
    }
    ready.await();
    go.countDown();
    done.await();
    return "answers=" + answers + " failures=" + failures;
  }

  private void once(CountDownLatch go) {
    try {
      go.await();
      answers.add(call.call());
    } catch (Exception e) {
      failures.incrementAndGet();
    }
  }
}
