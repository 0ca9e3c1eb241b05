package io.tickcache.it.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One call of the shipped jar's command line, in a JVM of its own that has ended. */
public final class AgentCommand {

  private final int status;
  private final String out;
  private final String errors;
  private final long millis;

  private AgentCommand(int status, String out, String errors, long millis) {
    this.status = status;
    this.out = out;
    this.errors = errors;
    this.millis = millis;
  }

  /** Runs {@code java -jar tickcache-agent.jar ...} to its end. */
  public static AgentCommand run(Object... arguments) throws IOException {
    String home = System.getProperty("tickcache.it.java", System.getProperty("java.home"));
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(home, "bin", "java").toString(),
                "-jar",
                System.getProperty("tickcache.agent.jar")));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    Path out = Files.createTempFile("command", ".out");
    Path errors = Files.createTempFile("command", ".err");
    try {
      long began = System.nanoTime();
      int status = run(command, out, errors);
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
      return new AgentCommand(
          status, Files.readString(out, UTF_8), Files.readString(errors, UTF_8), millis);
    } finally {
      Files.delete(out);
      Files.delete(errors);
    }
  }

  private static int run(List<String> command, Path out, Path errors) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(errors.toFile())
            .start();
    try {
      if (!process.waitFor(AgentJvm.LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("the command does not end: " + command);
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public int status() {
    return status;
  }

  /** Its standard output. */
  public String out() {
    return out;
  }

  /** Its standard error. */
  public String errors() {
    return errors;
  }

  /** How long the JVM ran. */
  public long millis() {
    return millis;
  }
}
