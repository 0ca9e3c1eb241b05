package io.tickcache.it.harness;

import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.VirtualMachine;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Puts the clock of one running application forward or back. A small agent, attached to its JVM,
 * adds to what its classes read from the system's clock; {@link System#nanoTime} is left alone, as
 * it is by whoever sets a machine's clock.
 */
public final class ShiftedClock implements Closeable {

  private static final String[] QUIET = {
    "-XX:+IgnoreUnrecognizedVMOptions", "-XX:+EnableDynamicAgentLoading"
  };

  private final AgentJvm app;
  private final Path jar;

  private ShiftedClock(AgentJvm app, Path jar) {
    this.app = app;
    this.jar = jar;
  }

  /**
   * Prepares the application, before it does anything: what it has loaded by then is rewritten,
   * what it loads later as it comes. Its clock stays right.
   */
  public static ShiftedClock of(AgentJvm app) throws IOException {
    app.ask("time");
    ShiftedClock clock = ofRunning(app);
    clock.shift(Duration.ZERO);
    return clock;
  }

  /**
   * As {@link #of}, for one that is at work and is not to be asked; prepared with the first shift.
   */
  public static ShiftedClock ofRunning(AgentJvm app) throws IOException {
    Path jar = Files.createTempFile("it-clock", ".jar");
    AgentFile.write(jar, "Agent-Class", ShiftedClockAgent.parts());
    return new ShiftedClock(app, jar);
  }

  /**
   * What an application is started with so that its JVM says nothing of an agent that comes later.
   */
  public static String[] jvmArguments() {
    return QUIET.clone();
  }

  /** How much its clock is ahead from now on; 0 makes it right. */
  public void shift(Duration ahead) {
    try {
      VirtualMachine vm = VirtualMachine.attach(Long.toString(app.pid()));
      try {
        load(vm, Long.toString(ahead.toMillis()));
      } finally {
        vm.detach();
      }
    } catch (Exception e) {
      throw new IllegalStateException("the clock can't be shifted\n" + app.transcript(), e);
    }
  }

  /** Java 8 answers a bare 0 where newer attachers expect words, and they take it for a failure. */
  private void load(VirtualMachine vm, String millis) throws Exception {
    try {
      vm.loadAgent(jar.toString(), millis);
    } catch (AgentLoadException answered) {
      if (!"0".equals(answered.getMessage())) {
        throw answered;
      }
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(jar);
  }
}
