package io.tickcache.agent.dispatch;

import io.tickcache.agent.log.Log;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The failures of the agent's own under one rule: the first is told, and too many switch the rule
 * off. Thread-safe.
 */
final class Faults {

  private static final int TOO_MANY = 10;

  private final String rule;
  private final Log log;
  private final AtomicInteger count = new AtomicInteger();
  private volatile boolean tooMany;

  Faults(String rule, Log log) {
    this.rule = rule;
    this.log = log;
  }

  void note(Throwable fault) {
    int number = count.incrementAndGet();
    if (number == 1) {
      log.failure(rule + ": the agent failed, the call went upstream", fault);
    } else if (number == TOO_MANY) {
      tooMany = true;
      log.error(rule + ": the agent failed " + TOO_MANY + " times; the rule is off");
    }
  }

  /** Whether the rule has had its chances: its calls go upstream from now on. */
  boolean tooMany() {
    return tooMany;
  }
}
