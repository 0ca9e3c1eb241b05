package io.tickcache.agent.cli;

import java.io.PrintStream;
import picocli.CommandLine.Command;

/** Has the rules file read anew. */
@Command(
    name = "reload",
    description =
        "Reads the rules file anew and puts what it says in force. Mistakes leave the old rules there.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:what the file says is in force",
      "1:all is as it was, with the reason",
      "2:wrong use",
      AskingCommand.REACHED
    })
final class ReloadCommand extends OperationCommand {

  ReloadCommand(PrintStream out, PrintStream errors) {
    super(out, errors);
  }

  @Override
  String path() {
    return "/reload";
  }
}
