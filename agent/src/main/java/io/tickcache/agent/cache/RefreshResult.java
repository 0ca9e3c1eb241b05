package io.tickcache.agent.cache;

import java.util.Locale;

/** What has become of an entry that was to be refreshed before its end. */
public enum RefreshResult {
  /** A newer answer was loaded. */
  DONE,
  /** The load brought none; callers go on with what there is. */
  FAILED,
  /** Somebody else loads the key or has just done so, in this process or in another. */
  ELSEWHERE,
  /** L2 could not be asked whether another process does it. */
  L2,
  /** The budget of the upstream has nothing to spare. */
  BUDGET,
  /** Too many others wait for a thread. */
  THREADS,
  /** The receiver of the call is gone. */
  RECEIVER;

  /** The name in meters and messages. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
