package io.tickcache.agent.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UnsupportedEncodingException;
import java.net.URLEncoder;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that asks the agent in a running process. */
abstract class AskingCommand implements Callable<Integer> {

  static final String REACHED = "3:the agent can't be reached, or doesn't let this command in";

  final PrintStream out;
  final PrintStream errors;

  @Mixin private TargetOptions at = new TargetOptions();

  @Option(names = "--json", description = "The answer as it is, in JSON.")
  private boolean json;

  AskingCommand(PrintStream out, PrintStream errors) {
    this.out = out;
    this.errors = errors;
  }

  @Override
  public Integer call() throws IOException {
    Target target = at.target(errors);
    try {
      return ask(target);
    } catch (UnreachedException failure) {
      return failure.tell(errors);
    }
  }

  /** Asks and tells; returns the exit status. */
  abstract int ask(Target target) throws UnreachedException;

  /** Whether the agent's own JSON is what this command tells. */
  boolean passesOn() {
    return true;
  }

  boolean wantsJson() {
    return json;
  }

  /**
   * The agent's answer, told as it is where that is wanted; null after it was told on standard
   * error that there is none.
   */
  @Nullable JsonObject answer(Target target, String method, String path) throws UnreachedException {
    return told(target, target.ask(method, path));
  }

  /** As {@link #answer}, of one that is there. */
  @Nullable JsonObject told(Target target, Answer answer) throws UnreachedException {
    if (answer.isForOthers()) {
      throw new UnreachedException(
          target + " doesn't let this command in: " + answer.body().trim(),
          "say `--token-file FILE`, or on the same host `--pid PID`");
    }
    if (!answer.isGood() && !answer.isRefusal()) {
      errors.println("error: " + answer.body().trim());
      return null;
    }
    JsonObject object = parsed(target, answer.body());
    if (json && passesOn()) {
      out.print(answer.body());
    }
    return object;
  }

  private static JsonObject parsed(Target target, String body) throws UnreachedException {
    try {
      return JsonObject.parse(body);
    } catch (IllegalArgumentException other) {
      throw new UnreachedException(
          target + " isn't the agent's: " + other.getMessage(),
          "see `admin` in the rules file for its address",
          other);
    }
  }

  static String encoded(String text) {
    try {
      return URLEncoder.encode(text, "UTF-8");
    } catch (UnsupportedEncodingException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }
}
