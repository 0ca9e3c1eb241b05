package io.tickcache.agent.cli;

import java.io.PrintStream;
import picocli.CommandLine.Command;

/** Drops what is kept for a symbol, in every process. */
@Command(
    name = "invalidate",
    description = {
      "Drops what a rule keeps for a symbol, or all that its cache has where the symbol is '*', in"
          + " both tiers and in every process of the namespace."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:it is dropped",
      "1:there is no such rule",
      "2:wrong use",
      AskingCommand.REACHED
    })
final class InvalidateCommand extends SubjectCommand {

  InvalidateCommand(PrintStream out, PrintStream errors) {
    super(out, errors);
  }

  @Override
  int ask(Target target) throws UnreachedException {
    JsonObject done = answer(target, "POST", "/invalidate" + query());
    if (done == null) {
      return CommandLine.MISTAKES;
    }
    if (!wantsJson()) {
      boolean all = done.text("invalidated").equals("all");
      out.println(rule() + ": " + (all ? "all symbols are" : symbol() + " is") + " invalidated");
    }
    return CommandLine.GOOD;
  }
}
