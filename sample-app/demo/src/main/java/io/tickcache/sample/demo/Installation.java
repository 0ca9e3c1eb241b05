package io.tickcache.sample.demo;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the jars and the rules files are.
 *
 * @param rules those of the demo
 * @param policies the directory of those of the replay
 */
record Installation(Path agent, Path exchange, Path trader, Path rules, Path policies) {

  /**
   * Looks into the repository.
   *
   * @param agent the agent jar, null for the one built there
   */
  static Installation find(Path home, @Nullable Path agent) throws DemoFailure {
    return new Installation(
        existing(agent(home, agent)),
        existing(home.resolve("sample-app/exchange/target/sample-exchange.jar")),
        existing(home.resolve("sample-app/trader/target/legacy-trader.jar")),
        existing(home.resolve("sample-app/demo/tickcache.yaml")),
        home.resolve("sample-app/policies").toAbsolutePath());
  }

  private static Path agent(Path home, @Nullable Path given) throws DemoFailure {
    if (given != null) {
      return given;
    }
    Path target = home.resolve("agent/target");
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, "tickcache-agent-*.jar")) {
      for (Path jar : jars) {
        if (isAgent(jar.getFileName().toString())) {
          return jar;
        }
      }
    } catch (IOException e) {
      throw new DemoFailure("no agent jar in " + target, e);
    }
    throw new DemoFailure("no agent jar in " + target + "; build it with `mvn package`");
  }

  static boolean isAgent(String fileName) {
    return !fileName.matches(".*-(sources|javadoc|tests|test-sources)\\.jar");
  }

  private static Path existing(Path file) throws DemoFailure {
    if (!Files.isRegularFile(file)) {
      throw new DemoFailure("missing " + file + "; build it with `mvn package`");
    }
    return file.toAbsolutePath();
  }
}
