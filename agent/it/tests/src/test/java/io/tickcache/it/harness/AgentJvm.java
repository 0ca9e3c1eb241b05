package io.tickcache.it.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * An application in a JVM of its own, with the shipped agent or without. Standard output and error
 * are kept whole and apart. One thread of the test talks to it.
 */
public final class AgentJvm implements Closeable {

  /** The longest anything here waits; a test that needs it has failed. */
  public static final Duration LIMIT = Duration.ofSeconds(60);

  private static final String END = "(end of output)";

  private final Process process;
  private final Path rules;
  private final List<String> output = Collections.synchronizedList(new ArrayList<>());
  private final List<String> errors = Collections.synchronizedList(new ArrayList<>());
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private final List<Thread> readers = new ArrayList<>();
  private Meters meters;
  private boolean paused;

  private AgentJvm(Process process, Path rules) {
    this.process = process;
    this.rules = rules;
    read(
        process.getInputStream(),
        line -> {
          output.add(line);
          answers.add(line);
        },
        () -> answers.add(END));
    read(process.getErrorStream(), errors::add, () -> {});
  }

  /** An application of the main class; the class path is that of the basic application. */
  public static Builder of(String mainClass) {
    return new Builder(mainClass);
  }

  /** The console of the basic application, which asks the upstream. */
  public static Builder console(Upstream upstream) {
    return console(upstream.url());
  }

  /** The console of the basic application, which asks at this address. */
  public static Builder console(String url) {
    return of("com.acme.console.Console").arguments(url);
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Sends a line, without waiting for an answer. */
  public void send(String line) {
    try {
      process.getOutputStream().write((line + "\n").getBytes(UTF_8));
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException("the application takes no more input\n" + transcript(), e);
    }
  }

  /** The next line of standard output that was not taken yet. */
  public String answer() {
    try {
      String line = answers.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
      if (line == null || line.equals(END)) {
        String why = line == null ? "no answer in " + LIMIT : "the application has ended";
        throw new AssertionError(why + "\n" + transcript());
      }
      return line;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Sends a line and takes the line that answers it. */
  public String ask(String line) {
    send(line);
    return answer();
  }

  public long askNumber(String line) {
    String answer = ask(line);
    try {
      return Long.parseLong(answer);
    } catch (NumberFormatException e) {
      throw new AssertionError("`" + line + "` was answered by: " + answer + "\n" + transcript());
    }
  }

  /** Ends its input and waits for it to end by itself; its exit code. */
  public int end() {
    try {
      process.getOutputStream().close();
      return exitCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for it to end by itself; its exit code. All of its output is there afterwards. */
  public int exitCode() {
    try {
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("the application does not end\n" + transcript());
      }
      for (Thread reader : readers) {
        reader.join(LIMIT.toMillis());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Ends it as a crash does. */
  public void kill() {
    if (meters != null) {
      meters.close();
      meters = null;
    }
    process.destroyForcibly();
    exitCode();
  }

  /** Stops it from running, as a very long garbage collection does. */
  public void pause() {
    signal("STOP");
    paused = true;
  }

  public void resume() {
    signal("CONT");
    paused = false;
  }

  /** The lines of standard output so far. */
  public List<String> output() {
    synchronized (output) {
      return List.copyOf(output);
    }
  }

  /** The lines of standard error so far. */
  public List<String> errors() {
    synchronized (errors) {
      return List.copyOf(errors);
    }
  }

  /** The lines of standard error so far that contain the text. */
  public List<String> errors(String text) {
    return errors().stream().filter(line -> line.contains(text)).collect(Collectors.toList());
  }

  /** The agent's meters; there are some a second or so after the first method was woven. */
  public Meters meters() {
    if (meters == null) {
      meters = Meters.of(process.pid());
    }
    return meters;
  }

  /**
   * Waits until the agent hears the other processes. Something must have been woven before, or it
   * never will.
   */
  public AgentJvm awaitSynced() {
    return awaitBackplane("synced");
  }

  /** Waits until the backplane is in this state: synced, suspect or out. */
  public AgentJvm awaitBackplane(String state) {
    awaiting("backplane " + state)
        .until(() -> meters().sum("tickcache.backplane.state", "state", state) == 1);
    return this;
  }

  /** Waits until the log says this. */
  public AgentJvm awaitError(String text) {
    awaiting("`" + text + "` on standard error").until(() -> !errors(text).isEmpty());
    return this;
  }

  public static ConditionFactory awaiting(String what) {
    return Awaitility.await(what).atMost(LIMIT).pollInterval(Duration.ofMillis(20));
  }

  /** Everything it said, for a message. */
  public String transcript() {
    return "--- standard output of "
        + process.pid()
        + (process.isAlive() ? "" : ", ended with " + process.exitValue())
        + "\n"
        + String.join("\n", output())
        + "\n--- standard error\n"
        + String.join("\n", errors());
  }

  @Override
  public void close() throws IOException {
    if (paused) {
      resume();
    }
    if (meters != null) {
      meters.close();
    }
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    exitCode();
    if (rules != null) {
      Files.deleteIfExists(rules);
    }
  }

  private void signal(String name) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start();
      if (!kill.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS) || kill.exitValue() != 0) {
        throw new IllegalStateException("kill -" + name + " " + pid() + " failed");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void read(InputStream in, LineSink sink, Runnable atEnd) {
    Thread reader =
        new Thread(
            () -> {
              try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8))) {
                lines.lines().forEach(sink::take);
              } catch (IOException | UncheckedIOException e) {
                sink.take("(output could not be read: " + e.getMessage() + ")");
              } finally {
                atEnd.run();
              }
            },
            "output of " + process.pid());
    reader.setDaemon(true);
    readers.add(reader);
    reader.start();
  }

  private interface LineSink {
    void take(String line);
  }

  /** What to start, and how. */
  public static final class Builder {

    private final String mainClass;
    private final List<String> arguments = new ArrayList<>();
    private final List<String> jvmArguments = new ArrayList<>();
    private final List<String> laterJvmArguments = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private List<Path> classPath = List.of(Path.of(property("tickcache.it.basic-app")));
    private Path javaHome = JvmUnderTest.home();
    private List<String> launcher = List.of();
    private Path directory = Path.of(System.getProperty("java.io.tmpdir"));
    private Path agentJar;
    private boolean agent;
    private String rules;
    private String agentArgument;

    private Builder(String mainClass) {
      this.mainClass = mainClass;
    }

    /** With the agent and this rules file. */
    public Builder rules(String text) {
      agent = true;
      rules = text;
      return this;
    }

    /** With the agent and this argument, or none where it is null. */
    public Builder agentArgument(String argument) {
      agent = true;
      agentArgument = argument;
      return this;
    }

    /** Another agent than the one that is shipped. */
    public Builder agentJar(Path jar) {
      agentJar = jar;
      return this;
    }

    public Builder withoutAgent() {
      agent = false;
      return this;
    }

    public Builder classPath(Path... entries) {
      classPath = List.of(entries);
      return this;
    }

    public Builder arguments(String... more) {
      arguments.addAll(List.of(more));
      return this;
    }

    public Builder jvmArguments(String... more) {
      jvmArguments.addAll(List.of(more));
      return this;
    }

    /** Starts quickly, for what is soon over: compiles in one step and collects in one thread. */
    public Builder brief() {
      return jvmArguments("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    }

    /** Those that stand behind the agent's, as another agent that comes after it. */
    public Builder laterJvmArguments(String... more) {
      laterJvmArguments.addAll(List.of(more));
      return this;
    }

    public Builder environment(String name, String value) {
      environment.put(name, value);
      return this;
    }

    public Builder javaHome(Path home) {
      javaHome = home;
      return this;
    }

    /** Started by another program, which takes its place. */
    public Builder startedBy(List<String> command) {
      launcher = List.copyOf(command);
      return this;
    }

    /** Where it runs; by default where temporary files are. */
    public Builder directory(Path place) {
      directory = place;
      return this;
    }

    public AgentJvm start() {
      try {
        Path file = rules == null ? null : Files.createTempFile("it-rules", ".yaml");
        if (file != null) {
          Files.writeString(file, rules);
        }
        ProcessBuilder process = new ProcessBuilder(command(file));
        // Some JVMs leave files of the attach mechanism where they run.
        process.directory(directory.toFile());
        process.environment().remove("TICKCACHE_RULES");
        process.environment().remove("JAVA_TOOL_OPTIONS");
        process.environment().putAll(environment);
        return new AgentJvm(process.start(), file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private List<String> command(Path file) {
      List<String> command = new ArrayList<>(launcher);
      command.add(javaHome.resolve("bin").resolve("java").toString());
      command.add("-Xmx256m");
      command.addAll(jvmArguments);
      if (agent) {
        String argument = file == null ? agentArgument : file.toString();
        command.add(
            "-javaagent:"
                + (agentJar == null ? Path.of(property("tickcache.agent.jar")) : agentJar)
                    .toAbsolutePath()
                + (argument == null ? "" : "=" + argument));
      }
      command.addAll(laterJvmArguments);
      command.add("-cp");
      command.add(
          classPath.stream()
              .map(Path::toAbsolutePath)
              .map(Path::toString)
              .collect(Collectors.joining(separator())));
      command.add(mainClass);
      command.addAll(arguments);
      return command;
    }

    private static String separator() {
      return System.getProperty("path.separator");
    }

    private static String property(String name) {
      String value = System.getProperty(name);
      if (value == null) {
        throw new IllegalStateException("system property " + name + " is not set");
      }
      return value;
    }
  }
}
