package io.tickcache.agent;

import io.tickcache.agent.cache.Caches;
import io.tickcache.agent.cache.Ticker;
import io.tickcache.agent.classes.ByClass;
import io.tickcache.agent.dispatch.Dispatch;
import io.tickcache.agent.dispatch.SiteNumbers;
import io.tickcache.agent.instrument.BindingReport;
import io.tickcache.agent.instrument.Weaver;
import io.tickcache.agent.log.Log;
import io.tickcache.bootstrap.gate.CallGate;
import io.tickcache.rules.RuleSet;
import io.tickcache.rules.yaml.Environment;
import io.tickcache.rules.yaml.Outcome;
import io.tickcache.rules.yaml.RulesFile;
import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The agent, put together. Before the application's {@code main} it reads the rules and takes its
 * place in the loading of classes; everything else waits until the first method is woven, and then
 * happens on the agent's own threads. Rules may be exchanged while it is at work, and when it is
 * stopped nothing of it stays but the empty gate.
 */
public final class Agent {

  private static @Nullable Agent atWork;

  private final Log log;
  private final ScheduledExecutorService background = AgentThreads.single("background");
  private final AgentThreads.Few late = AgentThreads.few("late", background);
  private final SiteNumbers numbers = new SiteNumbers();
  private final Weaver weaver;
  private final Housekeeping housekeeping;
  private Deployment current;

  private Agent(RuleSet rules, Instrumentation instrumentation, Log log) {
    this.log = log;
    this.weaver = new Weaver(instrumentation, background, log);
    this.housekeeping = new Housekeeping(weaver, background, log);
    this.current = deployment(rules, new SharedTier(rules.redis(), log), null);
  }

  /**
   * Begins; called by the launcher before the application's {@code main}.
   *
   * @param argument the path of the rules file, or null
   * @param jar the agent's own jar
   * @return whether the agent is at work now
   */
  public static synchronized boolean start(
      @Nullable String argument, Instrumentation instrumentation, File jar)
      throws ReflectiveOperationException, IOException {
    return start(argument, instrumentation, jar, new Log(System.err));
  }

  /**
   * Does what it is told in a running JVM; called by the launcher.
   *
   * @param argument an {@link Order} as text
   * @return whether the agent is at work now
   */
  public static synchronized boolean obey(
      @Nullable String argument, Instrumentation instrumentation, File jar)
      throws ReflectiveOperationException, IOException {
    Order order = Order.parse(argument);
    try (Reply reply = Reply.to(order.reply())) {
      Log log = atWork == null ? new Log(System.err) : atWork.log;
      log.copyTo(reply.stream());
      try {
        reply.end(obey(order, instrumentation, jar, log));
      } finally {
        log.copyTo(null);
      }
      return atWork != null;
    }
  }

  private static boolean obey(Order order, Instrumentation instrumentation, File jar, Log log)
      throws ReflectiveOperationException, IOException {
    Agent agent = atWork;
    if (order.isDetach()) {
      return detach(agent, log);
    }
    if ("false".equals(System.getProperty("tickcache.enabled"))) {
      log.line("this JVM was started with -Dtickcache.enabled=false, so the agent stays out");
      return false;
    }
    if (agent == null) {
      boolean started = start(order.rules(), instrumentation, jar, log);
      if (atWork != null) {
        atWork.current.report.startIsOver();
        atWork.lookAgainSoon();
      }
      return started;
    }
    String file = order.rules();
    return agent.change(new File(file == null ? agent.current.rules.source() : file));
  }

  private static boolean detach(@Nullable Agent agent, Log log) {
    if (agent == null) {
      log.line("there is nothing to detach: the agent is not at work in this JVM");
      return false;
    }
    agent.stop();
    atWork = null;
    return true;
  }

  private static boolean start(
      @Nullable String argument, Instrumentation instrumentation, File jar, Log log)
      throws ReflectiveOperationException, IOException {
    RuleSet rules = read(RulesLocation.find(argument, jar), log);
    if (rules == null) {
      log.line("the agent is off, the application runs without it");
      return false;
    }
    if (!GateInstaller.claim(instrumentation)) {
      log.line("another copy of the agent is at work in this JVM; this one stays off");
      return false;
    }
    log.line(Version.of(jar) + " on Java " + System.getProperty("java.version"));
    log.line(rules.source() + ": " + count(rules) + ", digest " + rules.digest());
    Agent agent = new Agent(rules, instrumentation, log);
    atWork = agent;
    agent.put(agent.current);
    return true;
  }

  private static @Nullable RuleSet read(File file, Log log) {
    Outcome outcome = RulesFile.load(file, Environment.ofProcess());
    if (!outcome.diagnostics().isEmpty()) {
      log.block(outcome.render());
    }
    return outcome.rules();
  }

  private void put(Deployment deployment) {
    current = deployment;
    housekeeping.watch(deployment);
    weaver.weave(deployment.rules, deployment.dispatch, deployment.report);
  }

  /** Puts other rules in force, in one step; mistakes in the file leave the old ones there. */
  private boolean change(File file) {
    RuleSet rules = read(file, log);
    if (rules == null) {
      log.line("the rules of digest " + current.rules.digest() + " stay in force");
      return false;
    }
    if (rules.digest().equals(current.rules.digest())) {
      log.line(rules.source() + " is in force already, digest " + rules.digest());
      return true;
    }
    Deployment former = current;
    try {
      Deployment next = exchanged(former, rules);
      log.line(
          rules.source()
              + ": "
              + count(rules)
              + ", digest "
              + rules.digest()
              + ", in place of digest "
              + former.rules.digest());
      next.report.startIsOver();
      return true;
    } catch (RuntimeException | LinkageError failure) {
      put(former);
      log.failure("the rules of digest " + former.rules.digest() + " stay in force", failure);
      return false;
    }
  }

  private Deployment exchanged(Deployment former, RuleSet rules) {
    SharedTier tier =
        former.tier.has(rules.redis()) ? former.tier : new SharedTier(rules.redis(), log);
    Deployment next = deployment(rules, tier, former);
    next.dispatch.withdraw();
    put(next);
    next.dispatch.succeed(former.dispatch, rules.rules());
    former.tier.relay().close(former.caches);
    former.dispatch.close();
    if (tier != former.tier) {
      former.tier.close();
    }
    lookAgainSoon();
    return next;
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

  /** Leaves the JVM as it was before, but for the empty gate. */
  private void stop() {
    weaver.stop();
    CallGate.release();
    ByClass.closeAll();
    late.shutdown();
    background.execute(
        new Runnable() {
          @Override
          public void run() {
            housekeeping.close();
          }
        });
    background.shutdown();
    current.tier.close();
    AgentThreads.awaitEnd(background);
    log.line("detached; the application's classes are as they were");
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

  private static String count(RuleSet rules) {
    int size = rules.rules().size();
    return size == 1 ? "1 rule" : size + " rules";
  }
}
