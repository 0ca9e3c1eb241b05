package io.tickcache.agent.metrics;

import io.tickcache.agent.log.Log;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Pushes meters to a collector again and again, one push after the other, until it is closed. What
 * a collector doesn't take is not kept: sums are cumulative, so the next push tells it, too.
 */
public final class OtlpPush {

  private static final int TIMEOUT_MILLIS = 5_000;

  /** Whoever has the agent leave waits for the last push. */
  private static final int LAST_MILLIS = 2_000;

  private final Collector collector;
  private final String shown;
  private final Duration interval;
  private final Supplier<String> text;
  private final ScheduledExecutorService executor;
  private final Log log;
  private boolean failing;

  /**
   * @param address an http or https address with a path
   * @param text makes the text of a push
   * @param executor its own, since a push may take seconds; it ends with this
   */
  public OtlpPush(
      String address,
      Duration interval,
      Supplier<String> text,
      ScheduledExecutorService executor,
      Log log) {
    URI uri = URI.create(address);
    this.collector = new Collector(uri, TIMEOUT_MILLIS);
    this.shown = uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
    this.interval = interval;
    this.text = text;
    this.executor = executor;
    this.log = log;
  }

  /** Pushes from now on, the first time after one interval. */
  public void start() {
    long millis = interval.toMillis();
    executor.scheduleWithFixedDelay(this::push, millis, millis, TimeUnit.MILLISECONDS);
  }

  void push() {
    try {
      collector.take(text.get());
      if (failing) {
        log.info("metrics: " + shown + " takes the meters again");
      }
      failing = false;
    } catch (IOException | RuntimeException failure) {
      if (!executor.isShutdown()) {
        failing = true;
        log.seldom(
            "otlp",
            "metrics: "
                + shown
                + " did not take the meters ("
                + why(failure)
                + "); pushed again every "
                + TimeUnit.MILLISECONDS.toSeconds(interval.toMillis())
                + " s. To mend it, change `otlp`, or see to the collector");
      }
    }
  }

  private static String why(Exception failure) {
    String why = failure.getMessage();
    return why == null ? failure.getClass().getSimpleName() : why;
  }

  /**
   * Pushes once more what has happened by now, and waits for that for two seconds at most; then
   * closes.
   */
  public void finish() {
    try {
      executor.submit(this::pushLast).get(LAST_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      lost("no answer within " + LAST_MILLIS + " ms");
    } catch (ExecutionException | CancellationException failed) {
      lost(String.valueOf(failed.getCause()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      close();
    }
  }

  private void pushLast() {
    try {
      collector.take(text.get());
    } catch (IOException | RuntimeException failure) {
      if (!executor.isShutdown()) {
        lost(why(failure));
      }
    }
  }

  private void lost(String why) {
    log.info("metrics: " + shown + " did not take the last meters (" + why + ")");
  }

  /** Pushes no more, and ends a push that is under way. */
  public void close() {
    executor.shutdownNow();
    collector.close();
  }
}
