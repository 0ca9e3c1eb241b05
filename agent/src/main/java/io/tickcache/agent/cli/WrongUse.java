package io.tickcache.agent.cli;

import io.tickcache.rules.Spelling;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in plain words what is wrong with a call, and where the right one is described. */
final class WrongUse implements IParameterExceptionHandler {

  @Override
  public int handleParseException(ParameterException mistake, String[] arguments) {
    CommandLine command = mistake.getCommandLine();
    PrintWriter errors = command.getErr();
    if (arguments.length == 0) {
      command.usage(errors);
    } else {
      errors.println("tickcache: " + sentence(mistake));
      errors.println("`" + command.getCommandSpec().qualifiedName() + " --help` tells more");
    }
    return io.tickcache.agent.cli.CommandLine.WRONG_USE;
  }

  private static String sentence(ParameterException mistake) {
    if (mistake instanceof UnmatchedArgumentException) {
      return unmatched((UnmatchedArgumentException) mistake);
    }
    if (mistake instanceof MissingParameterException) {
      return missing(((MissingParameterException) mistake).getMissing());
    }
    return String.valueOf(mistake.getMessage());
  }

  private static String unmatched(UnmatchedArgumentException mistake) {
    String first = mistake.getUnmatched().get(0);
    CommandSpec command = mistake.getCommandLine().getCommandSpec();
    if (first.startsWith("-")) {
      return unknown("option", first, command.optionsMap().keySet());
    }
    return command.parent() == null
        ? unknown("command", first, command.subcommands().keySet())
        : "`" + first + "` is one argument too many";
  }

  private static String unknown(String kind, String name, Collection<String> known) {
    String meant = Spelling.didYouMean(name, known);
    return "there is no " + kind + " `" + name + "`" + (meant == null ? "" : "; " + meant);
  }

  private static String missing(List<ArgSpec> missing) {
    ArgSpec first = missing.get(0);
    return first.isOption()
        ? "`" + ((OptionSpec) first).names()[0] + " " + first.paramLabel() + "` is missing"
        : first.paramLabel() + " is missing";
  }
}
