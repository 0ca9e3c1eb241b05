package io.tickcache.bootstrap;

import java.io.IOException;

/** The agent's classes are not in the agent's own jar. */
final class MisplacedJarException extends IOException {

  private static final long serialVersionUID = 1;

  MisplacedJarException(String place) {
    super(
        "its classes are part of "
            + place
            + ", where they can't be kept apart from the application's; take the agent's jar as a"
            + " file of its own");
  }
}
