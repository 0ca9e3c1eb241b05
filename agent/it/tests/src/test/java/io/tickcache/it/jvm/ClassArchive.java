package io.tickcache.it.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.JvmUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An archive of the application's classes, made without the agent: it must still be used. */
final class ClassArchive extends Variant {

  private final List<Path> logs = new ArrayList<>();
  private Path archive;

  ClassArchive() {
    super("class archive of the application");
  }

  @Override
  String obstacle() throws IOException {
    return needs(13, Integer.MAX_VALUE);
  }

  @Override
  void prepare(Path directory, AgentJvm.Builder application) throws IOException {
    archive = directory.resolve("application.jsa");
    try (AgentJvm app = application.jvmArguments("-XX:ArchiveClassesAtExit=" + archive).start()) {
      app.ask("quote AAPL");
      app.end();
    }
    assertThat(archive).isNotEmptyFile();
  }

  @Override
  AgentJvm.Builder started(AgentJvm.Builder application) throws IOException {
    Path log = archive.resolveSibling("classes-" + logs.size() + ".log");
    logs.add(log);
    if (JvmUnderTest.version() >= 24) {
      // Any agent has these JVMs write that the archive was made without one, and use it still.
      application.jvmArguments("-Xlog:cds=off");
    }
    return application.jvmArguments(
        "-XX:SharedArchiveFile=" + archive, "-Xshare:auto", "-Xlog:class+load:file=" + log);
  }

  @Override
  void check() throws IOException {
    for (Path log : logs) {
      assertThat(Files.readAllLines(log))
          .anyMatch(
              line -> line.contains("com.acme.console.Console source: shared objects file (top)"));
    }
  }
}
