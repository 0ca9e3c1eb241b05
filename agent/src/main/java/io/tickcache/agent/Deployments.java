package io.tickcache.agent;

import io.tickcache.agent.cache.Caches;
import io.tickcache.agent.cache.Ticker;
import io.tickcache.agent.classes.ByClass;
import io.tickcache.agent.dispatch.Dispatch;
import io.tickcache.agent.dispatch.SiteNumbers;
import io.tickcache.agent.instrument.BindingReport;
import io.tickcache.agent.instrument.Weaver;
import io.tickcache.agent.log.Log;
import io.tickcache.rules.RuleSet;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Puts rules in force: the first ones, and others in their place while calls go on. All but {@link
 * #begin} is for one thread at a time.
 */
final class Deployments {

  private final Weaver weaver;
  private final ScheduledExecutorService background;
  private final Log log;
  private final AgentThreads.Few late;
  private final SiteNumbers numbers = new SiteNumbers();
  private final Housekeeping housekeeping;
  private Deployment current;

  /**
   * Wires what answers by the first rules; nothing happens by that yet.
   *
   * @param threads makes the one of the background
   */
  Deployments(RuleSet first, Weaver weaver, ThreadFactory threads, Log log) {
    this.weaver = weaver;
    this.background = AgentThreads.single(threads);
    this.log = log;
    this.late = AgentThreads.few("late", background);
    this.housekeeping = new Housekeeping(weaver, background, log);
    this.current = deployment(first, new SharedTier(first.redis(), log), null);
    housekeeping.watch(current);
  }

  RuleSet rules() {
    return current.rules;
  }

  Executor background() {
    return background;
  }

  /**
   * Weaves classes by the first rules from now on, where the weaver expects them. Any number of
   * threads may do it at a time, and none waits.
   */
  void begin() {
    weaver.begin(current.rules, current.dispatch, current.report);
  }

  /** Weaves classes by the first rules, also those that are loaded already. */
  void weave() {
    put(current);
  }

  /** Tells what is bound; classes that are loaded later are told one by one. */
  void startIsOver() {
    current.report.startIsOver();
    lookAgainSoon();
  }

  private void put(Deployment deployment) {
    current = deployment;
    housekeeping.watch(deployment);
    weaver.weave(deployment.rules, deployment.dispatch, deployment.report);
  }

  /**
   * Puts other rules in force, in one step; where that fails the ones before stay.
   *
   * @return whether these are in force now
   */
  boolean exchange(RuleSet rules) {
    Deployment former = current;
    SharedTier tier =
        former.tier.has(rules.redis()) ? former.tier : new SharedTier(rules.redis(), log);
    Deployment next = deployment(rules, tier, former);
    try {
      next.dispatch.withdraw();
      put(next);
      next.dispatch.succeed(former.dispatch, rules.rules());
    } catch (RuntimeException | LinkageError failure) {
      put(former);
      close(next, former);
      log.failure("the rules of digest " + former.rules.digest() + " stay in force", failure);
      return false;
    }
    close(former, next);
    return true;
  }

  private static void close(Deployment over, Deployment current) {
    over.tier.relay().close(over.caches);
    over.dispatch.close();
    if (over.tier != current.tier) {
      over.tier.close();
    }
  }

  /** A class may have been about to be loaded, and neither loaded nor still to be transformed. */
  private void lookAgainSoon() {
    background.schedule(
        new Runnable() {
          @Override
          public void run() {
            weaver.lookAgain();
          }
        },
        1,
        TimeUnit.SECONDS);
  }

  /** Forgets all rules and ends what goes on for them, when nothing is woven any more. */
  void close() {
    ByClass.closeAll();
    late.shutdown();
    background.execute(
        new Runnable() {
          @Override
          public void run() {
            // Not outside: on Java 8 a shutdown drops all that isn't begun, and this with it.
            background.shutdown();
            housekeeping.close();
          }
        });
    current.tier.close();
  }

  /** Waits for the end of what goes on in the background. */
  void awaitEnd() {
    AgentThreads.awaitEnd(background);
  }

  /** Wires the parts that answer calls by these rules, from the inside out. */
  private Deployment deployment(RuleSet rules, SharedTier tier, @Nullable Deployment former) {
    Caches caches = tier.relay().open(former == null ? null : former.caches);
    Dispatch dispatch =
        new Dispatch(
            numbers,
            caches,
            Ticker.SYSTEM,
            Clock.systemUTC(),
            tier.remote(),
            background,
            late,
            log,
            housekeeping);
    return new Deployment(rules, tier, caches, dispatch, new BindingReport(rules, log));
  }
}
