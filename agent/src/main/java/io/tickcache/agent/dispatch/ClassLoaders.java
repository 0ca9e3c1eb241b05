package io.tickcache.agent.dispatch;

import org.jspecify.annotations.Nullable;

/** What is known of the class loaders of applications. */
final class ClassLoaders {

  /** That of a packed application has this for its loader as others have the class path. */
  private static final String SPRING_BOOT = "org.springframework.boot.loader.";

  private ClassLoaders() {}

  /** Whether the loader lasts as long as the JVM; what a container has made may be gone earlier. */
  static boolean lastForEver(@Nullable ClassLoader loader) {
    if (loader == null || loader.getClass().getName().startsWith(SPRING_BOOT)) {
      return true;
    }
    for (ClassLoader at = ClassLoader.getSystemClassLoader(); at != null; at = at.getParent()) {
      if (at == loader) {
        return true;
      }
    }
    return false;
  }
}
