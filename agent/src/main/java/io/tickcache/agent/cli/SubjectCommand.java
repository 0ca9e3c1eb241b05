package io.tickcache.agent.cli;

import java.io.PrintStream;
import picocli.CommandLine.Parameters;

/** A command about what a rule keeps for a symbol. */
abstract class SubjectCommand extends AskingCommand {

  @Parameters(index = "0", paramLabel = "RULE", description = "The name of a rule.")
  private String rule = "";

  @Parameters(index = "1", paramLabel = "SYMBOL", description = "The symbol.")
  private String symbol = "";

  SubjectCommand(PrintStream out, PrintStream errors) {
    super(out, errors);
  }

  final String rule() {
    return rule;
  }

  final String symbol() {
    return symbol;
  }

  /** Names both to the agent. */
  final String query() {
    return query(rule, symbol);
  }

  /** As {@link #query}, of a rule and a symbol that are named elsewhere. */
  static String query(String rule, String symbol) {
    return "?rule=" + encoded(rule) + "&symbol=" + encoded(symbol);
  }
}
