package io.tickcache.agent;

import io.tickcache.agent.admin.LastReading;
import io.tickcache.agent.log.Log;
import io.tickcache.agent.metrics.ReloadStats;
import io.tickcache.rules.LogLevel;
import io.tickcache.rules.Mode;
import io.tickcache.rules.RuleSet;
import io.tickcache.rules.yaml.Environment;
import io.tickcache.rules.yaml.Outcome;
import io.tickcache.rules.yaml.RulesText;
import java.io.File;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Puts other rules in the place of those in force, in one step: because somebody says so, or
 * because their file says something else now. Mistakes leave the old ones there. Thread-safe.
 */
final class Reloads {

  /** Two looks, and what the file says is in force a second after it was written. */
  private static final long LOOK_MILLIS = 400;

  private final Log log;
  private final ReentrantLock changing = new ReentrantLock();
  private final ReloadStats stats = new ReloadStats();
  private volatile @Nullable LastReading lastReading;
  private @Nullable Deployments there;
  private @Nullable RulesWatch watch;

  /** What the file said that was read last, if it could be put in force. */
  private @Nullable RuleSet filed;

  /** Those that were in force before these. */
  private @Nullable RuleSet former;

  Reloads(Log log) {
    this.log = log;
  }

  ReloadStats stats() {
    return stats;
  }

  /** What came of the last reading of a file; null before the first. */
  @Nullable LastReading lastReading() {
    return lastReading;
  }

  /**
   * Keeps an eye on the file of the rules in force from now on.
   *
   * @param text where the first of them were read
   * @param first what came of that
   */
  void begin(Deployments deployments, RulesText text, Outcome first) {
    changing.lock();
    try {
      there = deployments;
      filed = deployments.rules();
      remember(text.source(), first, true);
      watchFrom(text);
    } finally {
      changing.unlock();
    }
    deployments.repeat(
        new Runnable() {
          @Override
          public void run() {
            look();
          }
        },
        LOOK_MILLIS);
  }

  /** Waits for the end of a change that has begun; none begins any more. */
  void stop() {
    changing.lock();
    try {
      there = null;
    } finally {
      changing.unlock();
    }
  }

  /**
   * Puts what a file says in force.
   *
   * @param file null for that of the rules in force
   * @return whether it is in force now
   */
  boolean read(@Nullable String file) {
    changing.lock();
    try {
      return there != null
          && read(there, RulesText.of(new File(file == null ? there.rules().source() : file)));
    } finally {
      changing.unlock();
    }
  }

  private boolean read(Deployments deployments, RulesText next) {
    Outcome outcome = next.read(Environment.ofProcess());
    tell(outcome, log);
    boolean inForce = put(deployments, outcome);
    filed = inForce ? deployments.rules() : null;
    remember(next.source(), outcome, inForce);
    if (inForce || next.source().equals(deployments.rules().source())) {
      watchFrom(next);
    }
    return inForce;
  }

  private boolean put(Deployments deployments, Outcome outcome) {
    RuleSet rules = outcome.rules();
    if (rules == null) {
      stats.refused.increment();
      log.warn(deployments.staying());
      return false;
    }
    if (deployments.has(rules)) {
      log.info(rules.source() + " is in force already, digest " + rules.digest());
      return true;
    }
    return put(deployments, rules);
  }

  /** Puts the rules back that were in force before these. */
  boolean rollBack() {
    changing.lock();
    try {
      RuleSet before = former;
      if (there == null || before == null) {
        log.warn("there are no rules to go back to: those in force are the first");
        return false;
      }
      boolean another = !before.source().equals(there.rules().source());
      boolean done = put(there, before);
      if (done && another) {
        watchFrom(RulesText.of(new File(before.source())));
      }
      return done;
    } finally {
      changing.unlock();
    }
  }

  /** Has one of the rules in force in another mode, whatever the file says. */
  boolean switchMode(String rule, Mode mode) {
    changing.lock();
    try {
      if (there == null || there.rules().rule(rule) == null) {
        log.warn("there is no rule `" + rule + "` in force");
        return false;
      }
      RuleSet next = there.rules().switched(rule, mode);
      if (there.has(next)) {
        log.info("`" + rule + "` is in mode " + mode.name().toLowerCase(Locale.ROOT) + " already");
        return true;
      }
      return put(there, next);
    } finally {
      changing.unlock();
    }
  }

  /**
   * As {@link #switchMode}, by the agent's own background thread, which may not wait for who waits
   * for it.
   *
   * @return false also if others are changing the rules
   */
  boolean switchByItself(String rule, Mode mode) {
    if (!changing.tryLock()) {
      return false;
    }
    try {
      return switchMode(rule, mode);
    } finally {
      changing.unlock();
    }
  }

  private boolean put(Deployments deployments, RuleSet next) {
    RuleSet before = deployments.rules();
    if (!deployments.exchange(next)) {
      stats.refused.increment();
      return false;
    }
    stats.applied.increment();
    former = before;
    stats.asFiled(next == filed);
    deployments.startIsOver();
    return true;
  }

  private void watchFrom(RulesText text) {
    watch = new RulesWatch(text, Environment.ofProcess());
  }

  private void remember(String source, Outcome outcome, boolean inForce) {
    stats.asFiled(inForce);
    lastReading = new LastReading(source, Instant.now(), inForce, outcome.render());
  }

  /** Tells what is wrong with a file, if anything is. */
  static void tell(Outcome outcome, Log log) {
    if (!outcome.diagnostics().isEmpty()) {
      log.block(outcome.rules() == null ? LogLevel.ERROR : LogLevel.WARN, outcome.render());
    }
  }

  private void look() {
    // Not in the way of who changes them: he may wait for the end of this thread.
    if (changing.tryLock()) {
      try {
        if (there != null && watch != null) {
          look(there, watch);
        }
      } catch (RuntimeException | LinkageError failure) {
        log.failure("could not look at the rules file; it is tried again", failure);
      } finally {
        changing.unlock();
      }
    }
  }

  private void look(Deployments deployments, RulesWatch present) {
    RulesText seen = RulesText.of(new File(deployments.rules().source()));
    switch (present.look(seen)) {
      case CHANGED:
        read(deployments, seen);
        break;
      case LOST:
        Outcome unreadable = seen.read(Environment.ofProcess());
        tell(unreadable, log);
        log.warn(deployments.staying());
        remember(seen.source(), unreadable, false);
        break;
      case FOUND_AGAIN:
        log.info(seen.source() + " can be read again, and says what it said");
        Outcome again = seen.read(Environment.ofProcess());
        RuleSet rules = again.rules();
        remember(seen.source(), again, rules != null && deployments.has(rules));
        break;
      case NOTHING_NEW:
        break;
    }
  }
}
