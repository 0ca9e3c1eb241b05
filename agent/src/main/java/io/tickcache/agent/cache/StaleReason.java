package io.tickcache.agent.cache;

import java.util.Locale;

/** Why a caller got an answer past its time. */
public enum StaleReason {
  /** The load of a newer one has failed, this caller's or one that he followed. */
  FAILURE,
  /** A load has failed, or found no room, and upstream is left alone meanwhile. */
  HELD,
  /** Another caller's load took longer than {@code wait}, or one before it had failed. */
  WAIT,
  /** The upstream was not to be asked: its budget had no room, or it refuses calls. */
  EXHAUSTED;

  /** The name in meters and messages. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
