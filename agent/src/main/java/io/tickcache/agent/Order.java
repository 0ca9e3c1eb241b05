package io.tickcache.agent;

import org.jspecify.annotations.Nullable;

/**
 * What an agent that is attached to a running JVM is told, as one text: the command, the path of a
 * rules file and that of a file for the reply, a line each. A single line is the path of a rules
 * file alone, as with {@code -javaagent}. Immutable.
 */
public final class Order {

  private static final String ATTACH = "attach";
  private static final String DETACH = "detach";

  private final boolean detach;
  private final @Nullable String rules;
  private final @Nullable String reply;

  private Order(boolean detach, @Nullable String rules, @Nullable String reply) {
    this.detach = detach;
    this.rules = rules;
    this.reply = reply;
  }

  /**
   * To put rules in force, whether the agent is at work already or not.
   *
   * @param rules null for the file that is in force, or the one that a start would find
   */
  public static Order attach(@Nullable String rules, String reply) {
    return new Order(false, rules, reply);
  }

  /** To leave the JVM as it was before the agent came. */
  public static Order detach(String reply) {
    return new Order(true, null, reply);
  }

  static Order parse(@Nullable String text) {
    if (text == null || text.indexOf('\n') < 0) {
      return new Order(false, orNull(text), null);
    }
    String[] lines = text.split("\n", -1);
    return new Order(
        lines[0].equals(DETACH), orNull(lines[1]), lines.length < 3 ? null : orNull(lines[2]));
  }

  private static @Nullable String orNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  boolean isDetach() {
    return detach;
  }

  @Nullable String rules() {
    return rules;
  }

  /** Where what is said of it goes besides standard error; the file is there already. */
  @Nullable String reply() {
    return reply;
  }

  @Override
  public String toString() {
    return (detach ? DETACH : ATTACH)
        + "\n"
        + (rules == null ? "" : rules)
        + "\n"
        + (reply == null ? "" : reply);
  }
}
