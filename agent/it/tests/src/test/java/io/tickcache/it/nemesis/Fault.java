package io.tickcache.it.nemesis;

import io.tickcache.it.harness.AgentJvm;
import java.util.Set;

/** A nemesis that is put together from its two steps. Immutable. */
public final class Fault implements Nemesis {

  private final String name;
  private final Step strike;
  private final Step heal;
  private final boolean redisOut;
  private final boolean losesMessages;
  private final Set<AgentJvm> processes;

  private Fault(
      String name,
      Step strike,
      Step heal,
      boolean redisOut,
      boolean losesMessages,
      Set<AgentJvm> processes) {
    this.name = name;
    this.strike = strike;
    this.heal = heal;
    this.redisOut = redisOut;
    this.losesMessages = losesMessages;
    this.processes = processes;
  }

  /** A fault that lasts from the one step to the other. */
  public static Fault of(String name, Step strike, Step heal) {
    return new Fault(name, strike, heal, false, false, Set.of());
  }

  /** A fault that is over when its strike returns; the harm that it did stays. */
  public static Fault atOnce(String name, Step strike) {
    return of(name, strike, () -> {});
  }

  Fault redisIsOut() {
    return new Fault(name, strike, heal, true, true, processes);
  }

  Fault messagesAreLost() {
    return new Fault(name, strike, heal, redisOut, true, processes);
  }

  Fault hits(AgentJvm process) {
    return new Fault(name, strike, heal, redisOut, losesMessages, Set.of(process));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void strike() throws Exception {
    strike.run();
  }

  @Override
  public void heal() throws Exception {
    heal.run();
  }

  @Override
  public boolean redisOut() {
    return redisOut;
  }

  @Override
  public boolean losesMessages() {
    return losesMessages;
  }

  @Override
  public Set<AgentJvm> processes() {
    return processes;
  }

  @Override
  public String toString() {
    return name;
  }

  /** What is done to bring a fault about, or to end it. */
  public interface Step {
    void run() throws Exception;
  }
}
