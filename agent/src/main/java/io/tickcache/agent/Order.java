package io.tickcache.agent;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an agent that is attached to a running JVM is told, as one text: the command, what it is
 * about and the path of a file for the reply, a line each. Attaching is about a rules file, asking
 * about a question as HTTP has it. A single line is the path of a rules file alone, as with {@code
 * -javaagent}. Immutable.
 */
public final class Order {

  private static final String ATTACH = "attach";
  private static final String DETACH = "detach";
  private static final String ASK = "ask";
  private static final String WATCH = "watch";
  private static final List<String> ALL = Arrays.asList(ATTACH, DETACH, ASK, WATCH);

  private final String command;
  private final @Nullable String subject;
  private final @Nullable String reply;

  private Order(String command, @Nullable String subject, @Nullable String reply) {
    this.command = command;
    this.subject = subject;
    this.reply = reply;
  }

  /**
   * To put rules in force, whether the agent is at work already or not.
   *
   * @param rules null for the file that is in force, or the one that a start would find
   */
  public static Order attach(@Nullable String rules, String reply) {
    return new Order(ATTACH, rules, reply);
  }

  /** To leave the JVM as it was before the agent came. */
  public static Order detach(String reply) {
    return new Order(DETACH, null, reply);
  }

  /**
   * To answer a question of those that the agent's own port answers; nothing comes of it where the
   * agent isn't at work.
   *
   * @param question a method of HTTP, a space, a path and perhaps a query
   */
  public static Order ask(String question, String reply) {
    return new Order(ASK, question, reply);
  }

  /**
   * To write the status into the reply again and again, whenever that is empty, until it is gone.
   * So a JVM that is looked at for hours is attached to once: each time leaves something in it.
   */
  public static Order watch(String reply) {
    return new Order(WATCH, null, reply);
  }

  static Order parse(@Nullable String text) {
    if (text == null || text.indexOf('\n') < 0) {
      return new Order(ATTACH, orNull(text), null);
    }
    String[] lines = text.split("\n", -1);
    return new Order(
        ALL.contains(lines[0]) ? lines[0] : ATTACH,
        orNull(lines[1]),
        lines.length < 3 ? null : orNull(lines[2]));
  }

  private static @Nullable String orNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  boolean isDetach() {
    return command.equals(DETACH);
  }

  boolean isWatch() {
    return command.equals(WATCH);
  }

  /** What is asked; null where nothing is. */
  @Nullable String question() {
    return command.equals(ASK) ? subject : null;
  }

  @Nullable String rules() {
    return command.equals(ATTACH) ? subject : null;
  }

  /** Where what is said of it goes besides standard error; the file is there already. */
  @Nullable String reply() {
    return reply;
  }

  @Override
  public String toString() {
    return command + "\n" + (subject == null ? "" : subject) + "\n" + (reply == null ? "" : reply);
  }
}
