package io.tickcache.it.history;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A copy of the shipped agent's jar in which something is broken on purpose. */
public final class MutantJar {

  private MutantJar() {}

  /** Makes the mutant of this agent, for the caller to delete. */
  static Path of(Path agent, Mutant mutant) throws IOException {
    return of(agent, mutant.name(), mutant.mutations());
  }

  /** Makes a copy of this agent with these changes, for the caller to delete. */
  public static Path of(Path agent, String name, List<Mutation> mutations) throws IOException {
    Path jar = Files.createTempFile("mutant-" + name + "-", ".jar");
    Files.write(jar, Files.readAllBytes(agent));
    try (FileSystem inside = FileSystems.newFileSystem(jar)) {
      for (Mutation mutation : mutations) {
        Path type = inside.getPath("tickcache", "java8", mutation.type() + ".classdata");
        if (!Files.exists(type)) {
          throw new IllegalStateException("the mutant finds no " + mutation.type());
        }
        Files.write(type, mutation.apply(Files.readAllBytes(type)));
      }
    }
    return jar;
  }
}
