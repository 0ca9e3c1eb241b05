package io.tickcache.agent;

import io.tickcache.agent.cache.Caches;
import io.tickcache.agent.instrument.BindingReport;
import io.tickcache.agent.instrument.Weaver;
import io.tickcache.agent.log.Log;
import io.tickcache.agent.metrics.Meters;
import io.tickcache.agent.redis.RedisTier;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What the agent does besides answering calls, from the first woven method on: it connects to
 * Redis, shows its meters, frees what is over and tells what bound. All of it happens on the
 * background thread.
 */
final class Housekeeping implements Runnable {

  private static final int LAST_START_ROUND = 5;
  private static final int ROUNDS_OF_A_MINUTE = 60;

  private final Caches caches;
  private final @Nullable RedisTier tier;
  private final BindingReport report;
  private final ScheduledExecutorService background;
  private final Log log;
  private final AtomicBoolean begun = new AtomicBoolean();
  private volatile @Nullable Weaver weaver;
  private @Nullable Meters meters;
  private boolean metersFailed;
  private int round;

  Housekeeping(
      Caches caches,
      @Nullable RedisTier tier,
      BindingReport report,
      ScheduledExecutorService background,
      Log log) {
    this.caches = caches;
    this.tier = tier;
    this.report = report;
    this.background = background;
    this.log = log;
  }

  /** Has this weaver tell, now and then, what it can't weave. */
  void watch(Weaver newWeaver) {
    weaver = newWeaver;
  }

  /**
   * Begins; called while the class of the first woven method is being loaded, so it only hands
   * over.
   */
  @Override
  public void run() {
    if (begun.compareAndSet(false, true)) {
      if (tier != null) {
        tier.start();
      }
      background.scheduleWithFixedDelay(
          new Runnable() {
            @Override
            public void run() {
              keepHouse();
            }
          },
          1,
          1,
          TimeUnit.SECONDS);
    }
  }

  private void keepHouse() {
    try {
      caches.tidy();
      showMeters();
      round++;
      if (report.complete() || round == LAST_START_ROUND) {
        report.startIsOver();
      }
      Weaver watched = weaver;
      if (watched != null && (round == LAST_START_ROUND || round % ROUNDS_OF_A_MINUTE == 0)) {
        watched.tellHidden();
      }
    } catch (RuntimeException failure) {
      log.failure("housekeeping failed; it is tried again", failure);
    }
  }

  private void showMeters() {
    if (meters != null) {
      meters.show(caches.all());
    } else if (!metersFailed && !PlatformServer.exists()) {
      metersFailed = true;
      log.line("no meters over JMX: this JVM has no module java.management; all else works");
    } else if (!metersFailed && PlatformServer.isSafeToTouch()) {
      meters = openMeters();
    }
  }

  /** Redis's come last: who sees that it is in use finds the meters of all rules, too. */
  private @Nullable Meters openMeters() {
    try {
      Meters opened = Meters.overJmx();
      opened.show(caches.all());
      if (tier != null) {
        opened.show(tier);
      }
      return opened;
    } catch (RuntimeException | LinkageError failure) {
      metersFailed = true;
      log.failure("meters can't be shown over JMX", failure);
      return null;
    }
  }
}
