package io.tickcache.sample.demo;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the jars and the rules file of the demo are. */
record Installation(Path agent, Path exchange, Path trader, Path rules) {

  static Installation find(DemoOptions options) throws DemoFailure {
    Path home = options.home();
    return new Installation(
        existing(agent(home, options.agent())),
        existing(home.resolve("sample-app/exchange/target/sample-exchange.jar")),
        existing(home.resolve("sample-app/trader/target/legacy-trader.jar")),
        existing(home.resolve("sample-app/demo/tickcache.yaml")));
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
