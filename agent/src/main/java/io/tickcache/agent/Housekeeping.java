package io.tickcache.agent;

import io.tickcache.agent.admin.Endpoints;
import io.tickcache.agent.admin.InForce;
import io.tickcache.agent.instrument.Weaver;
import io.tickcache.agent.log.Log;
import io.tickcache.agent.metrics.Exposition;
import io.tickcache.rules.AdminSettings;
import io.tickcache.rules.Mode;
import java.io.File;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the agent does besides answering calls, from the first woven method on: it connects to
 * Redis, opens its port, shows its meters, frees what is over and tells what bound and what was
 * observed. All of it happens on the background thread.
 */
final class Housekeeping implements Runnable {

  private static final int LAST_START_ROUND = 5;
  private static final int FIRST_REPORT_ROUND = 10;
  private static final int ROUNDS_OF_A_MINUTE = 60;

  private final Weaver weaver;
  private final ScheduledExecutorService background;
  private final Reloads reloads;
  private final Log log;

  /** How often it was called for the rules that are in force now. */
  private final AtomicInteger round = new AtomicInteger();

  private volatile @Nullable Deployment deployment;
  private final AdminPort admin;

  private boolean begun;
  private final ShadowReport shadows;
  private final VerificationLimits limits;
  private final Outlets outlets;

  /**
   * @param jar the agent's own
   */
  Housekeeping(
      Weaver weaver, File jar, ScheduledExecutorService background, Reloads reloads, Log log) {
    this.weaver = weaver;
    this.background = background;
    this.reloads = reloads;
    this.log = log;
    this.shadows = new ShadowReport(log);
    this.limits = new VerificationLimits(log);
    this.outlets =
        new Outlets(
            reloads.stats(),
            new Function<String, List<Class<?>>>() {
              @Override
              public List<Class<?>> apply(String name) {
                return weaver.appearing(name);
              }
            },
            log);
    this.admin =
        new AdminPort(
            jar,
            new Supplier<InForce>() {
              @Override
              public InForce get() {
                return inForce();
              }
            },
            reloads,
            background,
            log);
  }

  private InForce inForce() {
    Deployment current = Objects.requireNonNull(deployment);
    return new InForce(
        current.rules,
        current.caches,
        current.report,
        current.tier.redis(),
        current.tier.budgets().inForce(),
        reloads.lastReading(),
        new BiFunction<String, String, List<String>>() {
          @Override
          public List<String> apply(String rule, String cache) {
            return current.dispatch.refusals(rule, cache);
          }
        });
  }

  Endpoints endpoints() {
    return admin.endpoints();
  }

  /** Sees to these from now on. */
  synchronized void watch(Deployment next) {
    deployment = next;
    round.set(0);
    if (begun) {
      start(next);
    }
  }

  /**
   * Begins; called while the class of the first woven method is being loaded, so it only hands
   * over.
   */
  @Override
  public synchronized void run() {
    Deployment first = deployment;
    if (begun || first == null) {
      return;
    }
    begun = true;
    start(first);
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

  private void start(Deployment next) {
    background.execute(
        new Runnable() {
          @Override
          public void run() {
            next.tier.start();
            outlets.follow(next);
            serve(next);
          }
        });
  }

  /** Opens the port that these rules have, unless it is open; another one is closed before. */
  private void serve(Deployment next) {
    AdminSettings settings = next.rules.admin();
    if (admin.has(settings)) {
      return;
    }
    try {
      admin.close();
      if (settings != null) {
        Exposition exposition = outlets.showAsText();
        outlets.show(next);
        admin.open(settings, exposition);
      } else {
        outlets.hideText();
      }
    } catch (RuntimeException | LinkageError failure) {
      log.failure("admin: the port can't be opened; all else works", failure);
    }
  }

  /** Shows nothing more; called on the background thread. */
  void close() {
    admin.close();
    outlets.close();
  }

  private void keepHouse() {
    Deployment current = deployment;
    if (current == null) {
      return;
    }
    try {
      current.caches.tidy();
      outlets.tend(current);
      limits.look(current.rules, current.caches, rule -> reloads.switchByItself(rule, Mode.SHADOW));
      admin.look(current.caches, outlets.latencies());
      int now = round.incrementAndGet();
      if (current.report.complete() || now == LAST_START_ROUND) {
        current.report.startIsOver();
      }
      if (now == LAST_START_ROUND || now % ROUNDS_OF_A_MINUTE == 0) {
        weaver.tellHidden();
      }
      if (now % ROUNDS_OF_A_MINUTE == 0) {
        current.tellObserved(log);
      }
      if (now == FIRST_REPORT_ROUND || now % ROUNDS_OF_A_MINUTE == 0) {
        shadows.tell(current.rules, current.caches);
      }
      if (now % ROUNDS_OF_A_MINUTE == 0) {
        log.tellWithheld();
      }
    } catch (RuntimeException failure) {
      log.failure("housekeeping failed; it is tried again", failure);
    }
  }
}
