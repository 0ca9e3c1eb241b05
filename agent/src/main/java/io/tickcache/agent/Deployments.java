package io.tickcache.agent;

import io.tickcache.agent.admin.Endpoints;
import io.tickcache.agent.cache.Caches;
import io.tickcache.agent.cache.Ticker;
import io.tickcache.agent.classes.ByClass;
import io.tickcache.agent.dispatch.Dispatch;
import io.tickcache.agent.dispatch.Later;
import io.tickcache.agent.dispatch.SiteNumbers;
import io.tickcache.agent.instrument.BindingReport;
import io.tickcache.agent.instrument.Weaver;
import io.tickcache.agent.log.Log;
import io.tickcache.agent.upstream.Budgets;
import io.tickcache.rules.RuleSet;
import java.io.File;
import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Puts rules in force: the first ones, and others in their place while calls go on. All but {@link
 * #begin} is for one thread at a time.
 */
final class Deployments {

  private final Weaver weaver;
  private final ScheduledExecutorService background;
  private final Log log;
  private final AgentThreads.Few late;
  private final AgentThreads.Few ahead;
  private final SiteNumbers numbers = new SiteNumbers();
  private final Budgets budgets;
  private final Housekeeping housekeeping;
  private Deployment current;

  /**
   * Wires what answers by the first rules; nothing happens by that yet.
   *
   * @param jar the agent's own
   * @param threads makes the one of the background
   * @param reloads puts others in the place of the first
   */
  Deployments(
      RuleSet first, Weaver weaver, File jar, ThreadFactory threads, Reloads reloads, Log log) {
    this.weaver = weaver;
    this.background = AgentThreads.single(threads);
    this.log = log;
    this.late = AgentThreads.few("late", background);
    this.budgets = new Budgets(Ticker.SYSTEM, log);
    this.ahead = AgentThreads.few("ahead", background);
    this.housekeeping = new Housekeeping(weaver, jar, background, reloads, log);
    budgets.become(first.upstreams(), first.redis() != null);
    this.current = first(first, new SharedTier(first.redis(), budgets, log));
    housekeeping.watch(current);
  }

  RuleSet rules() {
    return current.rules;
  }

  /**
   * Whether these rules say what the ones in force say, in the same modes, with the same secrets.
   */
  boolean has(RuleSet rules) {
    return current.rules.saysAs(rules);
  }

  /** Has the log kept as the rules in force ask for. */
  void openLog() {
    log.follow(current.rules.log(), AgentThreads.named("log"), background);
  }

  /** Has something done on the background thread again and again, this long after each end. */
  void repeat(Runnable task, long millis) {
    background.scheduleWithFixedDelay(task, millis, millis, TimeUnit.MILLISECONDS);
  }

  ScheduledExecutorService background() {
    return background;
  }

  /** Answers what those may ask whom the process belongs to, whether there is a port or not. */
  Endpoints endpoints() {
    return housekeeping.endpoints();
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

  private int put(Deployment deployment) {
    current = deployment;
    housekeeping.watch(deployment);
    return weaver.weave(deployment.rules, deployment.dispatch, deployment.report);
  }

  /**
   * As {@link #put}, where the rules bind as those before; a class that comes now is woven once.
   */
  private void resume(Deployment next, Deployment former) {
    current = next;
    housekeeping.watch(next);
    next.report.takeOver(former.report);
    weaver.resume(next.rules, next.dispatch, next.report);
    next.dispatch.openAllOf(former.dispatch, next.rules);
  }

  /**
   * Puts other rules in force, in one step; where that fails the ones before stay.
   *
   * @return whether these are in force now
   */
  boolean exchange(RuleSet rules) {
    Deployment former = current;
    SharedTier tier =
        former.tier.has(rules.redis()) ? former.tier : new SharedTier(rules.redis(), budgets, log);
    budgets.prepare(rules.upstreams(), rules.redis() != null);
    Deployment next = next(rules, tier, former);
    String woven;
    try {
      woven = inForce(next, former);
      if (next.report.refusesMoreThan(former.report)) {
        back(former, next);
        log.warn(staying());
        return false;
      }
      next.dispatch.succeed(former.dispatch, rules);
      budgets.become(rules.upstreams(), rules.redis() != null);
    } catch (RuntimeException | LinkageError failure) {
      back(former, next);
      log.failure(staying(), failure);
      return false;
    }
    close(former, next);
    openLog();
    log.info(rules + ", in place of digest " + former.rules.digest() + "; " + woven);
    former.tellObserved(log);
    return true;
  }

  /** Has classes bound by the next rules, and tells what that took. */
  private String inForce(Deployment next, Deployment former) {
    if (next.rules.bindsAs(former.rules)) {
      resume(next, former);
      return "no class was woven anew";
    }
    long began = Ticker.SYSTEM.read();
    int classes = put(next);
    long millis = TimeUnit.NANOSECONDS.toMillis(Ticker.SYSTEM.read() - began);
    return (classes == 1 ? "1 class was" : classes + " classes were")
        + " woven anew, in "
        + millis
        + " ms";
  }

  private void back(Deployment former, Deployment next) {
    put(former);
    close(next, former);
  }

  /** What is told where others don't take the place of those in force. */
  String staying() {
    return "the rules of digest " + current.rules.digest() + " stay in force";
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
    budgets.close();
    ByClass.closeAll();
    current.tellObserved(log);
    late.shutdown();
    ahead.drop();
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

  /** Wires the parts that answer calls by the first rules, from the inside out. */
  private Deployment first(RuleSet rules, SharedTier tier) {
    Caches caches = tier.relay().open(null);
    Dispatch dispatch =
        new Dispatch(
            numbers,
            caches,
            Ticker.SYSTEM,
            Clock.systemUTC(),
            tier.remote(),
            background,
            late,
            ahead(),
            budgets,
            log,
            housekeeping);
    return new Deployment(rules, tier, caches, dispatch, new BindingReport(rules, log));
  }

  /** Makes calls that refresh entries, on threads that come with the first of them. */
  private Later ahead() {
    return new Later() {
      @Override
      public void run(Runnable call, long delayNanos) {
        background.schedule(
            new Runnable() {
              @Override
              public void run() {
                ahead.execute(call);
              }
            },
            delayNanos,
            TimeUnit.NANOSECONDS);
      }
    };
  }

  /** Wires those that answer by the next ones, with what needn't change. */
  private Deployment next(RuleSet rules, SharedTier tier, Deployment former) {
    Caches caches = tier.relay().open(former.caches);
    Dispatch dispatch = former.dispatch.next(former.rules, rules, caches, tier.remote());
    return new Deployment(rules, tier, caches, dispatch, new BindingReport(rules, log));
  }
}
