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
    return run(command(arguments), null, null);
  }

  /**
   * The same on a terminal, which is a POSIX one. What it is set to afterwards stands at the end of
   * the output.
   *
   * @param shown by then
   * @param keys are typed, without Enter
   */
  public static AgentCommand onTerminal(String shown, String keys, Object... arguments)
      throws IOException {
    String line = String.join(" ", command(arguments)) + "; ended=$?; stty -a; exit $ended";
    return run(List.of("script", "-qec", line, "/dev/null"), shown, keys);
  }

  private static List<String> command(Object... arguments) {
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
    return command;
  }

  private static AgentCommand run(List<String> command, String shown, String keys)
      throws IOException {
    Path out = Files.createTempFile("command", ".out");
    Path errors = Files.createTempFile("command", ".err");
    try {
      long began = System.nanoTime();
      int status = run(command, out, errors, shown, keys);
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
      return new AgentCommand(
          status, Files.readString(out, UTF_8), Files.readString(errors, UTF_8), millis);
    } finally {
      Files.delete(out);
      Files.delete(errors);
    }
  }

  private static int run(List<String> command, Path out, Path errors, String shown, String keys)
      throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(errors.toFile())
            .start();
    try {
      if (shown != null) {
        AgentJvm.awaiting("`" + shown + "` on the terminal")
            .until(() -> Files.readString(out, UTF_8).contains(shown));
        process.getOutputStream().write(keys.getBytes(UTF_8));
        process.getOutputStream().flush();
      }
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
