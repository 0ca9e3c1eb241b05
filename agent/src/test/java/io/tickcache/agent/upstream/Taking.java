package io.tickcache.agent.upstream;

import io.tickcache.rules.Priority;

/** Takes of a budget as a call does that nothing can stand in for. */
public final class Taking {

  private Taking() {}

  public static Budget.Permit take(Budget budget, int weight) {
    Budget.Permit permit = budget.takeAtOnce(weight, Priority.NORMAL);
    if (permit == null) {
      permit = budget.await(weight, Priority.NORMAL, budget.now());
    }
    return permit == null ? budget.overdraw(weight) : permit;
  }
}
