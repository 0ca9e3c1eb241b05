package io.tickcache.agent;

import io.tickcache.agent.cache.Backplane;
import io.tickcache.agent.cache.Caches;
import io.tickcache.agent.cache.RemoteCache;
import io.tickcache.agent.cache.Ticker;
import io.tickcache.agent.dispatch.Dispatch;
import io.tickcache.agent.instrument.BindingReport;
import io.tickcache.agent.instrument.Weaver;
import io.tickcache.agent.log.Log;
import io.tickcache.agent.redis.RedisTier;
import io.tickcache.rules.RedisSettings;
import io.tickcache.rules.RuleSet;
import io.tickcache.rules.yaml.Environment;
import io.tickcache.rules.yaml.Outcome;
import io.tickcache.rules.yaml.RulesFile;
import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * The agent, put together. Before the application's {@code main} it reads the rules and takes its
 * place in the loading of classes; everything else waits until the first method is woven, and then
 * happens on the agent's own threads.
 */
public final class Agent {

  private Agent() {}

  /**
   * Called by the launcher, at most once in a JVM.
   *
   * @param argument the path of the rules file, or null
   * @param jar the agent's own jar
   */
  public static void start(@Nullable String argument, Instrumentation instrumentation, File jar)
      throws ReflectiveOperationException, IOException {
    Log log = new Log(System.err);
    if (GateInstaller.isInstalled()) {
      log.line("another copy of the agent is at work in this JVM; this one stays off");
      return;
    }
    Outcome outcome = RulesFile.load(RulesLocation.find(argument, jar), Environment.ofProcess());
    RuleSet rules = outcome.rules();
    if (!outcome.diagnostics().isEmpty()) {
      log.block(outcome.render());
    }
    if (rules == null) {
      log.line("the agent is off, the application runs without it");
      return;
    }
    log.line(Version.of(jar) + " on Java " + System.getProperty("java.version"));
    log.line(rules.source() + ": " + count(rules) + ", digest " + rules.digest());
    GateInstaller.install(instrumentation);
    weave(rules, instrumentation, log);
  }

  /** Wires the parts, from the inside out. */
  private static void weave(RuleSet rules, Instrumentation instrumentation, Log log) {
    ScheduledExecutorService background = AgentThreads.single("background");
    RedisSettings redis = rules.redis();
    Caches caches = new Caches(redis == null ? Backplane.Sync.ALONE : Backplane.Sync.OUT);
    RedisTier tier = redis == null ? null : redisTier(redis, caches, log);
    BindingReport report = new BindingReport(rules, log);
    Housekeeping housekeeping = new Housekeeping(caches, tier, report, background, log);
    Dispatch dispatch =
        new Dispatch(
            caches,
            Ticker.SYSTEM,
            Clock.systemUTC(),
            tier == null ? RemoteCache.NONE : tier,
            background,
            AgentThreads.few("late", background),
            log,
            housekeeping);
    Weaver weaver = new Weaver(instrumentation, rules, dispatch, report, background, log);
    housekeeping.watch(weaver);
    weaver.install();
  }

  private static RedisTier redisTier(RedisSettings settings, Caches caches, Log log) {
    return new RedisTier(
        settings,
        caches,
        Ticker.SYSTEM,
        AgentThreads.single("redis"),
        AgentThreads.named("netty"),
        log);
  }

  private static String count(RuleSet rules) {
    int size = rules.rules().size();
    return size == 1 ? "1 rule" : size + " rules";
  }
}
