package io.tickcache.agent.cli;

import java.io.PrintStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Switches what a rule does. */
@Command(
    name = "mode",
    description = {
      "Has a rule do something else until the file is changed or read anew: answer calls (cache), tell"
          + " what a cache would do (observe), compare what it would have answered (shadow), or"
          + " nothing (off)."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:the rule is in that mode",
      "1:all is as it was, with the reason",
      "2:wrong use",
      AskingCommand.REACHED
    })
final class ModeCommand extends OperationCommand {

  @Parameters(index = "0", paramLabel = "RULE", description = "The name of a rule.")
  private String rule = "";

  @Parameters(
      index = "1",
      paramLabel = "MODE",
      description = "cache, observe, shadow, guard or off.")
  private String mode = "";

  ModeCommand(PrintStream out, PrintStream errors) {
    super(out, errors);
  }

  @Override
  String path() {
    return "/mode?rule=" + encoded(rule) + "&mode=" + encoded(mode);
  }
}
