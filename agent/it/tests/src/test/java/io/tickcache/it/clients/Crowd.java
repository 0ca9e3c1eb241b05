package io.tickcache.it.clients;

import io.tickcache.it.harness.AgentJvm;
import java.util.List;

/** An application full of libraries that the agent has inside, too: old ones, or new ones. */
final class Crowd {

  static final Crowd OLD =
      new Crowd(
          8,
          PackedApp.of("crowded-app", "com.acme.crowded.Application"),
          "netty",
          "quotes",
          "caffeine",
          "yaml",
          "guava",
          "metrics",
          "micrometer",
          "resilience4j",
          "reactor",
          "bytebuddy",
          "lettuce",
          "log4j",
          "logging",
          "libraries",
          "quotes",
          "upstream",
          "world");

  static final Crowd NEW =
      new Crowd(
          17,
          PackedApp.of("crowded-new-app", "com.acme.crowded.NewApplication"),
          "netty",
          "quotes",
          "caffeine",
          "yaml",
          "guava",
          "micrometer",
          "resilience4j",
          "reactor",
          "bytebuddy",
          "lettuce",
          "logging",
          "libraries",
          "quotes",
          "upstream",
          "world");

  private final int from;
  private final PackedApp app;
  private final List<String> commands;

  private Crowd(int from, PackedApp app, String... commands) {
    this.from = from;
    this.app = app;
    this.commands = List.of(commands);
  }

  /** The first Java version that its libraries are for. */
  int from() {
    return from;
  }

  AgentJvm.Builder jvm() {
    return app.jvm().brief();
  }

  /** What it is told to do; each is answered by one line. */
  List<String> commands() {
    return commands;
  }
}
