package io.tickcache.agent.upstream;

import io.tickcache.rules.Allowance;

/** What one process has and wants of one window of a budget. Immutable. */
public final class Claim {

  public final Allowance allowance;

  /** Whether its share was granted, or merely assumed. */
  public final boolean granted;

  /** What is its share, or used beyond that. */
  public final long held;

  /** The most that it has used lately, and what its calls have waited for in vain. */
  public final long wanted;

  /** What its heaviest call of late takes: with less than that, none such could ever be made. */
  public final int heaviest;

  Claim(Allowance allowance, boolean granted, long held, long wanted, int heaviest) {
    this.allowance = allowance;
    this.granted = granted;
    this.held = held;
    this.wanted = wanted;
    this.heaviest = heaviest;
  }
}
