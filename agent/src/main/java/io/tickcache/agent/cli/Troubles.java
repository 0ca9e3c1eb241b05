package io.tickcache.agent.cli;

import io.tickcache.agent.classpath.ClassPath;
import java.io.PrintStream;
import java.util.List;

/** Tells what could not be read of an application, in one line each. */
final class Troubles {

  /** A directory of other files could make thousands of them. */
  private static final int MOST = 20;

  private Troubles() {}

  /** Tells those of the class path; false if there is nothing on it to look at. */
  static boolean tell(ClassPath classes, PrintStream errors) {
    tell(classes.troubles(), errors);
    if (!classes.isReadable()) {
      errors.println("tickcache: nothing on the class path can be read");
    }
    return classes.isReadable();
  }

  static void tell(List<String> troubles, PrintStream errors) {
    for (String trouble : troubles.subList(0, Math.min(MOST, troubles.size()))) {
      errors.println("tickcache: " + trouble);
    }
    if (troubles.size() > MOST) {
      errors.println("tickcache: and " + (troubles.size() - MOST) + " more");
    }
  }
}
