package io.tickcache.agent.upstream;

import io.tickcache.rules.Allowance;

/** One window of a budget at a moment. Immutable. */
public final class WindowState {

  public final Allowance allowance;

  /** How much of the allowance is this process's. */
  public final int share;

  /** How much of it calls have taken that are under way, or that the provider still counts. */
  public final long used;

  WindowState(Allowance allowance, int share, long used) {
    this.allowance = allowance;
    this.share = share;
    this.used = used;
  }
}
