package io.tickcache.it.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.JvmUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A JVM of the fewest modules that take an agent: no management, no logging, no Unsafe. */
final class SmallJvm extends Variant {

  private Path home;

  SmallJvm() {
    super("modules java.base and java.instrument alone");
  }

  @Override
  String obstacle() throws IOException {
    return Files.isDirectory(JvmUnderTest.home().resolve("jmods"))
        ? null
        : "the JVM under test has no modules to make another one of";
  }

  @Override
  void prepare(Path directory, AgentJvm.Builder application) throws IOException {
    home = directory.resolve("image");
    List<String> jlink =
        List.of(
            JvmUnderTest.home().resolve("bin").resolve("jlink").toString(),
            "--add-modules",
            "java.base,java.instrument",
            "--output",
            home.toString());
    assertThat(status(jlink)).isZero();
    assumeTrue(
        status(List.of(home.resolve("bin").resolve("java").toString(), "-version")) == 0,
        "what jlink makes of the JVM under test doesn't start on this machine");
  }

  @Override
  AgentJvm.Builder started(AgentJvm.Builder application) {
    return application.javaHome(home);
  }

  @Override
  List<String> further() {
    return List.of(
        "tickcache: no meters over JMX: this JVM has no module java.management; all else works");
  }
}
