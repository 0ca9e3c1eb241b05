package io.tickcache.agent.cli;

import java.io.PrintStream;

/** A command that has the rules in force changed. */
abstract class OperationCommand extends AskingCommand {

  private static final String OURS = "tickcache: ";

  OperationCommand(PrintStream out, PrintStream errors) {
    super(out, errors);
  }

  /** What to post to. */
  abstract String path();

  @Override
  final int ask(Target target) throws UnreachedException {
    JsonObject told = answer(target, "POST", path());
    if (told == null) {
      return CommandLine.MISTAKES;
    }
    boolean done = told.is("done");
    if (!wantsJson()) {
      PrintStream stream = done ? out : errors;
      for (String line : told.text("text").trim().split("\n", -1)) {
        stream.println(line.startsWith(OURS) ? line.substring(OURS.length()) : line);
      }
    }
    return done ? CommandLine.GOOD : CommandLine.MISTAKES;
  }
}
