package io.tickcache.rules.yaml;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What the references of a rules file, such as {@code ${REDIS_PASSWORD}}, are looked up in. */
public interface Environment {
  /** The value of an environment variable, or null if it is not set. */
  @Nullable String variable(String name);

  /**
   * The text of a file.
   *
   * @param largest the most bytes that make sense for it
   * @throws IOException with a few words for people if it can't be read, or is larger
   */
  String file(String path, int largest) throws IOException;

  /** The environment variables and files of this process. */
  static Environment ofProcess() {
    return new ProcessEnvironment();
  }
}
