package io.tickcache.agent.cli;

import java.io.PrintStream;
import picocli.CommandLine.Command;

/** Puts the rules back that were in force before. */
@Command(
    name = "rollback",
    description =
        "Puts the rules back that were in force before these. They stay until the file is changed; the"
            + " next rollback brings these again.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:they are in force",
      "1:all is as it was, with the reason",
      "2:wrong use",
      AskingCommand.REACHED
    })
final class RollbackCommand extends OperationCommand {

  RollbackCommand(PrintStream out, PrintStream errors) {
    super(out, errors);
  }

  @Override
  String path() {
    return "/rollback";
  }
}
