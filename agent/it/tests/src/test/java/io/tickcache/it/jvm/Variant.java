package io.tickcache.it.jvm;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.JvmUnderTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One way of running a JVM. */
abstract class Variant {

  private final String name;

  Variant(String name) {
    this.name = name;
  }

  static List<Variant> all() {
    return List.of(
        new Options("memory access of Unsafe denied", 23, "--sun-misc-unsafe-memory-access=deny"),
        new Options("native access denied", 24, "--illegal-native-access=deny"),
        new Options(
            "all classes verified, no temporary directory",
            8,
            "-Xverify:all",
            "-Djava.io.tmpdir=/no/such/directory"),
        SecurityManaged.fromTheStart("security manager that trusts the agent's jar", true),
        SecurityManaged.fromTheStart("security manager that knows nothing of the agent", false),
        SecurityManaged.byTheApplication("security manager that the application sets"),
        KeptClasses.archive(),
        KeptClasses.aotCache(),
        new ReadOnly(),
        new SmallJvm());
  }

  /** Why the JVM under test, or this machine, can't do it; null if it can. */
  abstract String obstacle() throws IOException;

  /** What is needed before an application can run so; all of it is kept in the directory. */
  void prepare(Path directory, AgentJvm.Builder application) throws IOException {}

  /** The application started so. */
  abstract AgentJvm.Builder started(AgentJvm.Builder application) throws IOException;

  /** As {@link #started}, with the agent. */
  AgentJvm.Builder woven(AgentJvm.Builder application, Path rules) throws IOException {
    return started(application).agentArgument(rules.toString());
  }

  /** What may be on standard error beside the three lines of a good start. */
  List<String> further() throws IOException {
    return List.of();
  }

  /** Looks at what only this variant leaves behind. */
  void check() throws IOException {}

  @Override
  public String toString() {
    return name;
  }

  static String needs(int from, int to) throws IOException {
    int version = JvmUnderTest.version();
    return version < from
        ? "it came with Java " + from
        : version > to ? "it went after Java " + to : null;
  }

  /** Runs a program that says nothing of interest; its exit code, or -1 if there is none. */
  static int status(List<String> command) throws IOException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(AgentJvm.LIMIT.toSeconds(), TimeUnit.SECONDS)
          ? process.exitValue()
          : -1;
    } catch (IOException absent) {
      return -1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A JVM with options, and no more. */
  private static final class Options extends Variant {

    private final int from;
    private final String[] options;

    private Options(String name, int from, String... options) {
      super(name);
      this.from = from;
      this.options = options;
    }

    @Override
    String obstacle() throws IOException {
      return needs(from, Integer.MAX_VALUE);
    }

    @Override
    AgentJvm.Builder started(AgentJvm.Builder application) {
      return application.jvmArguments(options);
    }
  }
}
