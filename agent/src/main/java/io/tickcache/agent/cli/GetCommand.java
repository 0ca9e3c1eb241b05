package io.tickcache.agent.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;

/** Tells what is kept for a symbol, and how old it is. */
@Command(
    name = "get",
    description = {
      "Tells what is kept for a symbol, which process loaded it, how old it is and how much longer it"
          + " may be served; not what it says. Looking loads nothing and counts as nothing."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:something is kept",
      "1:nothing is, or there is no such rule",
      "2:wrong use",
      AskingCommand.REACHED
    })
final class GetCommand extends SubjectCommand {

  private static final String[] TIERS = {"l1", "l2"};

  GetCommand(PrintStream out, PrintStream errors) {
    super(out, errors);
  }

  @Override
  int ask(Target target) throws UnreachedException {
    JsonObject entry = answer(target, "GET", "/entry" + query());
    if (entry == null) {
      return CommandLine.MISTAKES;
    }
    if (!wantsJson()) {
      out.print(text(entry));
    }
    return entries(entry, "l1").isEmpty() && entries(entry, "l2").isEmpty()
        ? CommandLine.MISTAKES
        : CommandLine.GOOD;
  }

  private static List<JsonObject> entries(JsonObject entry, String tier) {
    return entry.object(tier).objects("entries");
  }

  static String text(JsonObject entry) {
    String name = entry.text("rule") + " " + entry.text("symbol");
    if (!entry.is("asked")) {
      return name + ": the rule has answered no call in this process yet\n";
    }
    Table table = new Table(3, "TIER", "KEY", "LOADED BY", "AGE", "LEFT", "BYTES");
    int rows = 0;
    for (String tier : TIERS) {
      for (JsonObject one : entries(entry, tier)) {
        rows++;
        table.row(
            tier.toUpperCase(Locale.ROOT),
            key(one),
            loader(one.object("loadedBy")),
            one.is("loading") ? "loading" : Amounts.millis(one.number("ageMillis")),
            Amounts.millis(one.number("leftMillis")),
            Amounts.number(one.number("bytes")));
      }
    }
    return (rows == 0 ? name + ": nothing is kept\n" : name + "\n" + table) + remarks(entry);
  }

  private static String key(JsonObject entry) {
    return (entry.text("key").isEmpty() ? "the symbol alone" : entry.text("key"))
        + (entry.is("none") ? " (there is none)" : "");
  }

  private static String loader(JsonObject loader) {
    if (loader.is("thisProcess")) {
      return "this process";
    }
    return loader.has("host")
        ? loader.text("host") + " " + loader.text("process")
        : loader.has("node") ? "node " + loader.text("node") : Amounts.UNKNOWN;
  }

  private static String remarks(JsonObject entry) {
    JsonObject remote = entry.object("l2");
    return (entry.object("l1").is("more") ? "L1 has more than these\n" : "")
        + (entry.has("l2") && !remote.is("answered") ? "L2 could not be asked\n" : "")
        + (remote.is("more") ? "L2 may have more than these\n" : "");
  }
}
