package io.tickcache.sample.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A temporary directory that is gone when the demo is. */
record Workspace(Path directory) implements AutoCloseable {

  static Workspace create() throws DemoFailure {
    try {
      return new Workspace(Files.createTempDirectory("tickcache-demo-"));
    } catch (IOException e) {
      throw new DemoFailure("no temporary directory", e);
    }
  }

  Path write(String name, String text) throws DemoFailure {
    try {
      return Files.writeString(directory.resolve(name), text);
    } catch (IOException e) {
      throw new DemoFailure("could not write " + name, e);
    }
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(directory)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      System.err.println("left behind " + directory + ": " + e.getMessage());
    }
  }
}
