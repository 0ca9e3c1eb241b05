package io.tickcache.agent.codec;

/**
 * The codec declines a value or bytes, deep inside an object graph. It collects the path to the
 * culprit on the way out, and becomes one of the two public exceptions at the door.
 */
final class Refusal extends RuntimeException {
  private static final int LONGEST_PATH = 200;

  private final String reason;
  private String path = "";

  /** {@code reason} goes on after the name of the place: "is a java.net.Socket, which ...". */
  Refusal(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }

  /** This refusal as seen from the object that holds the culprit in {@code step}. */
  Refusal inside(String step) {
    if (path.length() < LONGEST_PATH) {
      boolean joined = path.isEmpty() || path.startsWith("[");
      path = joined ? step + path : step + "." + path;
    }
    return this;
  }

  /** One sentence about a value of {@code root}. */
  String sentence(String root) {
    if (!path.isEmpty()) {
      return root + ": its " + path + " " + reason;
    }
    String itself = "is a " + root;
    if (!reason.startsWith(itself + ",") && !reason.startsWith(itself + ":")) {
      return root + " " + reason;
    }
    String rest = reason.substring(itself.length());
    return rest.startsWith(", a ") ? root + " is" + rest.substring(1) : root + rest;
  }
}
