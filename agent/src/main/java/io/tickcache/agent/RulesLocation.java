package io.tickcache.agent;

import java.io.File;
import org.jspecify.annotations.Nullable;

/**
 * Where the rules file is: the agent's argument, a system property, an environment variable, or
 * beside the agent's jar.
 */
final class RulesLocation {

  private RulesLocation() {}

  static File find(@Nullable String argument, File jar) {
    String path = argument;
    if (isEmpty(path)) {
      path = System.getProperty("tickcache.rules");
    }
    if (isEmpty(path)) {
      path = System.getenv("TICKCACHE_RULES");
    }
    return path == null || isEmpty(path)
        ? new File(jar.getAbsoluteFile().getParentFile(), "tickcache.yaml")
        : new File(path);
  }

  private static boolean isEmpty(@Nullable String text) {
    return text == null || text.trim().isEmpty();
  }
}
