package io.tickcache.agent.cli;

/** A running JVM could not be reached, with what can be done about it. */
final class AttachException extends Exception {

  private static final long serialVersionUID = 1;

  private final String help;

  AttachException(String message, String help, Throwable cause) {
    super(message, cause);
    this.help = help;
  }

  String help() {
    return help;
  }
}
