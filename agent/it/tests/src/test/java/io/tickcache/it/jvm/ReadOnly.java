package io.tickcache.it.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.JvmUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * Jars, rules, the working directory and the one for temporary files can't be written. What runs as
 * root can write anywhere, so there it is run as a user who may not.
 */
final class ReadOnly extends Variant {

  private static final List<String> NOBODY =
      List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

  private Path directory;

  ReadOnly() {
    super("nothing to write to");
  }

  @Override
  String obstacle() throws IOException {
    List<String> java = new ArrayList<>(launcher());
    java.add(JvmUnderTest.home().resolve("bin").resolve("java").toString());
    java.add("-version");
    return status(java) == 0 ? null : "there is no other user here who can start the JVM";
  }

  @Override
  void prepare(Path parent, AgentJvm.Builder application) throws IOException {
    directory = Files.createDirectories(parent.resolve("read-only"));
    open(parent);
    copy(System.getProperty("tickcache.agent.jar"), "agent.jar");
    copy(System.getProperty("tickcache.it.basic-app"), "application.jar");
    open(Files.createDirectories(directory.resolve("tmp")));
  }

  private void copy(String file, String name) throws IOException {
    Files.copy(Path.of(file), directory.resolve(name));
    allow(directory.resolve(name), "r--r--r--");
  }

  /** Up to where temporary files are kept, whoever made the directories for the tests. */
  private static void open(Path inner) throws IOException {
    Path top = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
    for (Path at = inner.toAbsolutePath(); at.startsWith(top) && !at.equals(top); ) {
      allow(at, "rwxr-xr-x");
      at = at.getParent();
    }
  }

  private static void allow(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  @Override
  AgentJvm.Builder started(AgentJvm.Builder application) throws IOException {
    return application
        .startedBy(launcher())
        .directory(directory)
        .classPath(directory.resolve("application.jar"))
        .jvmArguments("-Djava.io.tmpdir=" + directory.resolve("tmp"));
  }

  @Override
  AgentJvm.Builder woven(AgentJvm.Builder application, Path rules) throws IOException {
    Files.copy(rules, directory.resolve("tickcache.yaml"));
    allow(directory.resolve("tickcache.yaml"), "r--r--r--");
    allow(directory.resolve("tmp"), "r-xr-xr-x");
    allow(directory, "r-xr-xr-x");
    // The rules are found beside the jar.
    return started(application).agentJar(directory.resolve("agent.jar")).agentArgument(null);
  }

  @Override
  void check() throws IOException {
    for (Path place : List.of(directory, directory.resolve("tmp"))) {
      List<String> touch = new ArrayList<>(launcher());
      touch.addAll(List.of("touch", place.resolve("file").toString()));
      assertThat(status(touch)).as("writing to %s", place).isNotZero();
    }
    allow(directory, "rwxr-xr-x");
    allow(directory.resolve("tmp"), "rwxr-xr-x");
  }

  private static List<String> launcher() throws IOException {
    return Files.isWritable(Path.of("/")) ? NOBODY : List.of();
  }
}
