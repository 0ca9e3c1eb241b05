package io.tickcache.agent.cli;

import java.io.PrintStream;
import picocli.CommandLine.Command;

/** Tells what the agent does in a running process. */
@Command(
    name = "status",
    description = "Tells what is in force in a running process, and what it does there.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:it is told",
      "1:the agent could not tell",
      "2:wrong use",
      AskingCommand.REACHED
    })
final class StatusCommand extends AskingCommand {

  StatusCommand(PrintStream out, PrintStream errors) {
    super(out, errors);
  }

  @Override
  int ask(Target target) throws UnreachedException {
    JsonObject status = answer(target, "GET", "/status");
    if (status == null) {
      return CommandLine.MISTAKES;
    }
    if (!wantsJson()) {
      out.print(new StatusText(status));
    }
    return CommandLine.GOOD;
  }
}
