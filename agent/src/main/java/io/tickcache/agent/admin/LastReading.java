package io.tickcache.agent.admin;

import java.time.Instant;

/** What came of the last reading of a rules file. Immutable. */
public final class LastReading {

  final String source;
  final Instant time;
  final boolean applied;
  final String diagnostics;

  /**
   * @param applied whether the rules were put in force, or were already
   * @param diagnostics as they were told; empty if there were none
   */
  public LastReading(String source, Instant time, boolean applied, String diagnostics) {
    this.source = source;
    this.time = time;
    this.applied = applied;
    this.diagnostics = diagnostics;
  }
}
