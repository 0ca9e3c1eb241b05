package io.tickcache.sample.demo;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One way to deal with an exchange's limit: a rules file for the agent.
 *
 * @param rules null for no agent at all
 */
record Policy(String name, @Nullable Path rules) {
  static final String NONE = "none";

  private static final String SUFFIX = ".yaml";

  /**
   * The policies of those names, or all there are: no agent, and each rules file of the directory.
   */
  static List<Policy> find(Path directory, List<String> names) throws DemoFailure {
    List<String> known = names(directory);
    List<Policy> policies = new ArrayList<>();
    for (String name : names.isEmpty() ? known : names) {
      if (!known.contains(name)) {
        throw new DemoFailure("no policy " + name + "; there are " + String.join(", ", known));
      }
      policies.add(new Policy(name, name.equals(NONE) ? null : directory.resolve(name + SUFFIX)));
    }
    return policies;
  }

  private static List<String> names(Path directory) throws DemoFailure {
    TreeSet<String> names = new TreeSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        names.add(name.substring(0, name.length() - SUFFIX.length()));
      }
    } catch (IOException e) {
      throw new DemoFailure("could not read " + directory, e);
    }
    List<String> all = new ArrayList<>(List.of(NONE));
    all.addAll(names);
    return all;
  }
}
