package io.tickcache.agent;

import io.tickcache.agent.instrument.Weaver;
import io.tickcache.agent.log.Log;
import io.tickcache.agent.privilege.Privileges;
import io.tickcache.bootstrap.gate.CallGate;
import io.tickcache.rules.MethodPattern;
import io.tickcache.rules.RuleSet;
import io.tickcache.rules.yaml.Environment;
import io.tickcache.rules.yaml.Outcome;
import io.tickcache.rules.yaml.RulesText;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.instrument.Instrumentation;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The agent, put together. Before the application's {@code main} it takes no more of the rules file
 * than the names in it, and its place in the loading of classes. The rules are read when a class
 * appears that they may mean, or else soon after the application began; everything further waits
 * until the first method is woven, and then happens on the agent's own threads. Rules may be
 * exchanged while it is at work, and when it is stopped nothing of it stays but the empty gate.
 */
public final class Agent {

  /** How long the application begins undisturbed, unless it loads a class of the rules. */
  private static final long HEAD_START_MILLIS = 100;

  private static final String OFF = "the agent is off, the application runs without it";

  private static volatile @Nullable Agent atWork;

  private final RulesText text;
  private final Instrumentation instrumentation;
  private final File jar;
  private final Log log;
  private final ThreadFactory background = AgentThreads.prepared("background");
  private final Weaver weaver;
  private final AtomicReference<@Nullable Deployments> deployments = new AtomicReference<>();
  private final AtomicBoolean off = new AtomicBoolean();
  private final Reloads reloads;
  private volatile boolean hasGate;

  private Agent(RulesText text, Instrumentation instrumentation, File jar, Log log) {
    this.text = text;
    this.instrumentation = instrumentation;
    this.jar = jar;
    this.log = log;
    this.weaver = new Weaver(instrumentation, new InBackground(), log);
    this.reloads = new Reloads(log);
  }

  /**
   * Begins; called by the launcher before the application's {@code main}.
   *
   * @param argument the path of the rules file, or null
   * @param jar the agent's own jar
   * @return whether the agent is at work now
   */
  public static synchronized boolean start(
      @Nullable String argument, Instrumentation instrumentation, File jar) {
    Log log = new Log(System.err);
    RulesText text = RulesText.of(RulesLocation.find(argument, jar));
    List<MethodPattern> mentioned = text.mentioned(Environment.ofProcess());
    Agent agent = new Agent(text, instrumentation, jar, log);
    atWork = agent;
    if (mentioned == null || !agent.expect(mentioned)) {
      agent.startNow();
    }
    return atWork != null;
  }

  /**
   * Does what it is told in a running JVM; called by the launcher.
   *
   * @param argument an {@link Order} as text
   * @return whether the agent is at work now
   */
  public static synchronized boolean obey(
      @Nullable String argument, Instrumentation instrumentation, File jar) throws IOException {
    Order order = Order.parse(argument);
    try (Reply reply = Reply.to(order.reply())) {
      Agent agent = atWork;
      if (order.isWatch()) {
        reply.end(agent != null && watch(agent, order));
        return agent != null;
      }
      String question = order.question();
      if (question != null) {
        reply.end(answer(question, agent, reply));
        return agent != null;
      }
      Log log = agent == null ? new Log(System.err) : agent.log;
      PrintStream copy = reply.stream();
      log.copyTo(copy);
      try {
        reply.end(obey(order, instrumentation, jar, log));
      } finally {
        log.endCopy(copy);
      }
      return atWork != null;
    }
  }

  private static boolean obey(Order order, Instrumentation instrumentation, File jar, Log log) {
    if (order.isDetach()) {
      return detach(atWork, log);
    }
    if ("false".equals(System.getProperty("tickcache.enabled"))) {
      log.info("this JVM was started with -Dtickcache.enabled=false, so the agent stays out");
      return false;
    }
    Agent agent = atWork;
    Deployments there = agent == null ? null : agent.arrived();
    if (agent != null && there != null) {
      return agent.reloads.read(order.rules());
    }
    agent =
        new Agent(RulesText.of(RulesLocation.find(order.rules(), jar)), instrumentation, jar, log);
    atWork = agent;
    there = agent.startNow();
    if (there != null) {
      there.startIsOver();
    }
    return there != null;
  }

  /** Tells the status that HTTP would have, and the answer; false where there is none. */
  private static boolean answer(String question, @Nullable Agent agent, Reply reply) {
    Deployments there = agent == null ? null : agent.deployments.get();
    if (there == null) {
      return false;
    }
    int space = question.indexOf(' ');
    reply.answer(
        there.endpoints().answerOwner(question.substring(0, space), question.substring(space + 1)));
    return true;
  }

  private static boolean watch(Agent agent, Order order) {
    Deployments there = agent.deployments.get();
    String reply = order.reply();
    if (there == null || reply == null) {
      return false;
    }
    new Watch(new File(reply), there.endpoints(), there.background()).begin();
    return true;
  }

  private static boolean detach(@Nullable Agent agent, Log log) {
    if (agent == null) {
      log.info("there is nothing to detach: the agent is not at work in this JVM");
      return false;
    }
    agent.leave();
    Deployments there = agent.deployments.get();
    if (there != null) {
      there.awaitEnd();
    }
    log.info("detached; the application's classes are as they were");
    log.close();
    return true;
  }

  /** Puts the rules in force before it returns, also for classes that are loaded already. */
  private @Nullable Deployments startNow() {
    Deployments there = arrived();
    if (there != null) {
      there.weave();
    }
    return there;
  }

  /** False if a class is loaded already that the rules may mean. */
  private boolean expect(List<MethodPattern> mentioned) {
    Runnable arrival =
        new Runnable() {
          @Override
          public void run() {
            arrived();
          }
        };
    Thread later =
        AgentThreads.named("start")
            .newThread(
                new Runnable() {
                  @Override
                  public void run() {
                    try {
                      Thread.sleep(HEAD_START_MILLIS);
                    } catch (InterruptedException soonEnough) {
                      Thread.currentThread().interrupt();
                    }
                    arrived();
                  }
                });
    Runnable soon =
        new Runnable() {
          @Override
          public void run() {
            later.start();
          }
        };
    return weaver.expect(mentioned, soon, arrival);
  }

  /**
   * The rules in force, read now if they aren't yet; null if the agent is off. Any number of
   * threads may come here at a time, and from within the loading of any class: so that none can
   * wait for another in a circle, each reads for itself, and the first to have read tells of it.
   */
  private @Nullable Deployments arrived() {
    if (off.get()) {
      return null;
    }
    Deployments there = deployments.get();
    if (there != null) {
      // Who has wired them may not have come so far.
      there.begin();
      return there;
    }
    return Privileges.<@Nullable Deployments>apart(
        new Supplier<@Nullable Deployments>() {
          @Override
          public @Nullable Deployments get() {
            return arrive();
          }
        });
  }

  private @Nullable Deployments arrive() {
    try {
      Outcome outcome = text.read(Environment.ofProcess());
      RuleSet rules = outcome.rules();
      if (rules != null) {
        return deployed(rules, outcome);
      }
      if (leave()) {
        Reloads.tell(outcome, log);
        log.error(OFF);
      }
    } catch (RuntimeException | LinkageError failure) {
      if (leave()) {
        log.failure(OFF, failure);
      }
    }
    return null;
  }

  /** Has the first rules in force, put there by this thread or another. */
  private @Nullable Deployments deployed(RuleSet rules, Outcome outcome) {
    GateInstaller.install(instrumentation);
    Deployments mine = new Deployments(rules, weaver, jar, background, reloads, log);
    if (deployments.compareAndSet(null, mine)) {
      hasGate = CallGate.claim();
      if (!hasGate) {
        leave();
        log.warn("another copy of the agent is at work in this JVM; this one stays off");
        return null;
      }
      mine.openLog();
      Reloads.tell(outcome, log);
      log.info(Version.of(jar) + " on Java " + System.getProperty("java.version"));
      log.info(rules.toString());
      reloads.begin(mine, text, outcome);
    }
    return arrived();
  }

  /**
   * Leaves the JVM as it was before, but for the empty gate.
   *
   * @return false if it was left before
   */
  private boolean leave() {
    if (!off.compareAndSet(false, true)) {
      return false;
    }
    reloads.stop();
    weaver.stop();
    if (hasGate) {
      CallGate.release();
    }
    Deployments there = deployments.get();
    if (there != null) {
      there.close();
    }
    atWork = null;
    return true;
  }

  /** For tasks that there are only when the rules are there. */
  private final class InBackground implements Executor {
    @Override
    public void execute(Runnable task) {
      Objects.requireNonNull(deployments.get()).background().execute(task);
    }
  }
}
