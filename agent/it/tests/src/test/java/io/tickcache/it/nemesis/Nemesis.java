package io.tickcache.it.nemesis;

import io.tickcache.it.harness.AgentJvm;
import java.util.Set;

/**
 * A fault that comes and goes. Whoever strikes heals afterwards, also when the strike failed. One
 * thread uses it.
 */
public interface Nemesis {

  String name();

  /** Brings the fault about; it lasts, or has done its harm, when this returns. */
  void strike() throws Exception;

  /** Ends the fault. What it spoilt in the meantime is for the applications to deal with. */
  void heal() throws Exception;

  /** Whether no application can use Redis while it lasts. */
  default boolean redisOut() {
    return false;
  }

  /** Whether an invalidation may not be heard by other processes while it lasts. */
  default boolean losesMessages() {
    return redisOut();
  }

  /** The applications that are themselves struck: they don't answer, or are ended. */
  default Set<AgentJvm> processes() {
    return Set.of();
  }
}
