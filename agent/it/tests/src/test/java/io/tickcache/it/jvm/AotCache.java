package io.tickcache.it.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.it.harness.AgentJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An ahead-of-time cache of the application, made without the agent, but with the module that any
 * agent has the JVM take: or the JVM doesn't use it.
 */
final class AotCache extends Variant {

  private static final String[] MODULE_OF_AGENTS = {"--add-modules", "java.instrument"};

  private Path cache;
  private Path log;

  AotCache() {
    super("ahead-of-time cache of the application");
  }

  @Override
  String obstacle() throws IOException {
    return needs(25, Integer.MAX_VALUE);
  }

  @Override
  void prepare(Path directory, AgentJvm.Builder application) throws IOException {
    cache = directory.resolve("application.aot");
    log = directory.resolve("classes.log");
    AgentJvm.Builder training =
        application.jvmArguments(MODULE_OF_AGENTS).jvmArguments("-XX:AOTCacheOutput=" + cache);
    try (AgentJvm app = training.start()) {
      app.ask("quote AAPL");
      app.end();
    }
    assertThat(cache).isNotEmptyFile();
  }

  @Override
  AgentJvm.Builder started(AgentJvm.Builder application) {
    return application.jvmArguments(MODULE_OF_AGENTS).jvmArguments("-XX:AOTCache=" + cache);
  }

  @Override
  AgentJvm.Builder woven(AgentJvm.Builder application, Path rules) {
    return application
        .jvmArguments("-XX:AOTCache=" + cache, "-Xlog:class+load:file=" + log)
        .agentArgument(rules.toString());
  }

  @Override
  void check() throws IOException {
    assertThat(Files.readAllLines(log))
        .anyMatch(line -> line.contains("com.acme.console.Console source: shared objects file"));
  }
}
