package io.tickcache.agent.cli;

import java.io.PrintStream;
import picocli.CommandLine.Command;

/** Shows the rules in force as they are written. */
@Command(
    name = "show-rules",
    description =
        "Shows the rules in force as they are written, with stars for secrets, and what came of the"
            + " last reading of the file.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:they are shown",
      "1:the agent could not show them",
      "2:wrong use",
      AskingCommand.REACHED
    })
final class ShowRulesCommand extends AskingCommand {

  ShowRulesCommand(PrintStream out, PrintStream errors) {
    super(out, errors);
  }

  @Override
  int ask(Target target) throws UnreachedException {
    JsonObject rules = answer(target, "GET", "/rules");
    if (rules == null) {
      return CommandLine.MISTAKES;
    }
    if (!wantsJson()) {
      out.print(text(rules));
    }
    return CommandLine.GOOD;
  }

  private static String text(JsonObject rules) {
    StringBuilder text = new StringBuilder();
    text.append("# ").append(rules.text("source"));
    text.append(", digest ").append(rules.text("digest")).append('\n');
    JsonObject switched = rules.object("switched");
    for (String rule : switched.names()) {
      text.append("# `").append(rule).append("` is in another mode than `");
      text.append(switched.text(rule)).append("`, which the file says\n");
    }
    text.append(rules.text("text"));
    text.append(rules.text("text").endsWith("\n") ? "" : "\n");
    if (rules.has("lastReading")) {
      JsonObject reading = rules.object("lastReading");
      text.append("# ").append(reading.text("source")).append(" was last read at ");
      text.append(reading.text("time"))
          .append(reading.is("applied") ? "" : ", and not put in force");
      text.append('\n').append(comment(reading.text("diagnostics")));
    }
    return text.toString();
  }

  private static String comment(String lines) {
    return lines.isEmpty() ? "" : lines.trim().replaceAll("(?m)^", "# ") + "\n";
  }
}
