package io.tickcache.agent;

import io.tickcache.agent.log.Log;
import io.tickcache.rules.RuleSet;
import io.tickcache.rules.yaml.Environment;
import io.tickcache.rules.yaml.Outcome;
import io.tickcache.rules.yaml.RulesText;
import java.io.File;
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
  private boolean stopped;
  private @Nullable RulesWatch watch;

  Reloads(Log log) {
    this.log = log;
  }

  /**
   * Keeps an eye on the file of the rules in force from now on.
   *
   * @param text where the first of them were read
   */
  void begin(Deployments there, RulesText text) {
    watchFrom(text);
    there.repeat(
        new Runnable() {
          @Override
          public void run() {
            lookAt(there);
          }
        },
        LOOK_MILLIS);
  }

  /** Waits for the end of a change that has begun; none begins any more. */
  void stop() {
    changing.lock();
    try {
      stopped = true;
    } finally {
      changing.unlock();
    }
  }

  /**
   * Puts what a file said in force.
   *
   * @return whether it is in force now
   */
  boolean change(Deployments there, RulesText next) {
    changing.lock();
    try {
      boolean changed = !stopped && exchange(there, next);
      if (changed || next.source().equals(there.rules().source())) {
        watchFrom(next);
      }
      return changed;
    } finally {
      changing.unlock();
    }
  }

  private void watchFrom(RulesText text) {
    changing.lock();
    try {
      watch = new RulesWatch(text, Environment.ofProcess());
    } finally {
      changing.unlock();
    }
  }

  private boolean exchange(Deployments there, RulesText next) {
    Outcome outcome = next.read(Environment.ofProcess());
    tell(outcome, log);
    RuleSet rules = outcome.rules();
    if (rules == null) {
      log.line(there.staying());
      return false;
    }
    if (there.has(rules)) {
      log.line(rules.source() + " is in force already, digest " + rules.digest());
      return true;
    }
    if (!there.exchange(rules)) {
      return false;
    }
    there.startIsOver();
    return true;
  }

  /** Tells what is wrong with a file, if anything is. */
  static void tell(Outcome outcome, Log log) {
    if (!outcome.diagnostics().isEmpty()) {
      log.block(outcome.render());
    }
  }

  private void lookAt(Deployments there) {
    // Not in the way of who changes them: he may wait for the end of this thread.
    if (changing.tryLock()) {
      try {
        if (!stopped && watch != null) {
          look(there, watch);
        }
      } catch (RuntimeException | LinkageError failure) {
        log.failure("could not look at the rules file; it is tried again", failure);
      } finally {
        changing.unlock();
      }
    }
  }

  private void look(Deployments there, RulesWatch present) {
    RulesText seen = RulesText.of(new File(there.rules().source()));
    switch (present.look(seen)) {
      case CHANGED:
        change(there, seen);
        break;
      case LOST:
        tell(seen.read(Environment.ofProcess()), log);
        log.line(there.staying());
        break;
      case FOUND_AGAIN:
        log.line(seen.source() + " can be read again, and says what it said");
        break;
      case NOTHING_NEW:
        break;
    }
  }
}
