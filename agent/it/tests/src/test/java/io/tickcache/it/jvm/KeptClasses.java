package io.tickcache.it.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.JvmUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file of the application's classes, made by a run without the agent: it must still be used by
 * one with it.
 */
final class KeptClasses extends Variant {

  private final int from;
  private final String making;
  private final String using;
  private final String[] withoutAgent;
  private Path directory;

  private KeptClasses(String name, int from, String making, String using, String... withoutAgent) {
    super(name);
    this.from = from;
    this.making = making;
    this.using = using;
    this.withoutAgent = withoutAgent;
  }

  static KeptClasses archive() {
    return new KeptClasses(
        "class archive of the application",
        13,
        "-XX:ArchiveClassesAtExit=",
        "-XX:SharedArchiveFile=");
  }

  /** Made with the module that any agent has the JVM take: or the JVM doesn't use it. */
  static KeptClasses aotCache() {
    return new KeptClasses(
        "ahead-of-time cache of the application",
        25,
        "-XX:AOTCacheOutput=",
        "-XX:AOTCache=",
        "--add-modules",
        "java.instrument");
  }

  @Override
  String obstacle() throws IOException {
    return needs(from, Integer.MAX_VALUE);
  }

  @Override
  void prepare(Path own, AgentJvm.Builder application) throws IOException {
    directory = own;
    application.jvmArguments(withoutAgent).jvmArguments(making + file());
    try (AgentJvm app = application.start()) {
      app.ask("quote AAPL");
      app.end();
    }
    assertThat(file()).isNotEmptyFile();
  }

  @Override
  AgentJvm.Builder started(AgentJvm.Builder application) throws IOException {
    return usedBy(application.jvmArguments(withoutAgent), "without");
  }

  @Override
  AgentJvm.Builder woven(AgentJvm.Builder application, Path rules) throws IOException {
    return usedBy(application, "with").agentArgument(rules.toString());
  }

  private AgentJvm.Builder usedBy(AgentJvm.Builder application, String run) throws IOException {
    if (JvmUnderTest.version() >= 24) {
      // Any agent has these JVMs write that the archive was made without one, and use it still.
      application.jvmArguments("-Xlog:cds=off");
    }
    return application.jvmArguments(using + file(), "-Xlog:class+load:file=" + log(run));
  }

  @Override
  void check() throws IOException {
    for (String run : List.of("without", "with")) {
      assertThat(Files.readAllLines(log(run)))
          .anyMatch(line -> line.contains("com.acme.console.Console source: shared objects file"));
    }
  }

  private Path file() {
    return directory.resolve("application.classes");
  }

  private Path log(String run) {
    return directory.resolve("classes-" + run + ".log");
  }
}
