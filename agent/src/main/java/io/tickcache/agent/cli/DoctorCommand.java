package io.tickcache.agent.cli;

import java.io.PrintStream;
import java.util.Locale;
import picocli.CommandLine.Command;

/** Says of everything in a running process whether it is well. */
@Command(
    name = "doctor",
    description = {
      "Says whether all is well in a running process, and how to mend what isn't: the rules file,"
          + " what is woven and refused, Redis with its rights, the way there, the messages between"
          + " processes and the clocks."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:all is well, but perhaps for warnings",
      "1:something is not",
      "2:wrong use",
      AskingCommand.REACHED
    })
final class DoctorCommand extends AskingCommand {

  DoctorCommand(PrintStream out, PrintStream errors) {
    super(out, errors);
  }

  @Override
  int ask(Target target) throws UnreachedException {
    JsonObject report = answer(target, "GET", "/doctor");
    if (report == null) {
      return CommandLine.MISTAKES;
    }
    boolean fails = false;
    for (JsonObject check : report.objects("checks")) {
      fails |= check.text("result").equals("fail");
      if (!wantsJson()) {
        tell(check);
      }
    }
    return fails ? CommandLine.MISTAKES : CommandLine.GOOD;
  }

  private void tell(JsonObject check) {
    String text = check.text("text").replace("\n", "\n      ");
    out.println(
        String.format(
            Locale.ROOT, "%-4s  %s: %s", check.text("result"), check.text("check"), text));
    if (!check.text("mend").isEmpty()) {
      out.println("      = help: " + check.text("mend"));
    }
  }
}
