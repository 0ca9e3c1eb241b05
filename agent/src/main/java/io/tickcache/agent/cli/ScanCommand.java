package io.tickcache.agent.cli;

import io.tickcache.agent.classpath.ClassPath;
import io.tickcache.agent.instrument.Descriptions;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Proposes a rules file for an application. No code of the application runs. */
@Command(
    name = "scan",
    description = {
      "Proposes a rules file for an application, with all rules commented out.",
      "It goes by names and types: an argument like a symbol, a result like a quote. No code of the"
          + " application runs."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:a file was proposed", "2:wrong use"})
final class ScanCommand implements Callable<Integer> {

  private final PrintStream out;
  private final PrintStream errors;

  @Option(
      names = {"--classpath", "--class-path", "-cp"},
      required = true,
      paramLabel = "PATH",
      description = "The application's jars and directories, as `java -cp` takes them.")
  private String classPath = "";

  ScanCommand(PrintStream out, PrintStream errors) {
    this.out = out;
    this.errors = errors;
  }

  @Override
  public Integer call() throws IOException {
    try (ClassPath classes = ClassPath.open(classPath)) {
      if (!Troubles.tell(classes, errors)) {
        return CommandLine.WRONG_USE;
      }
      out.print(new ProposalText(Proposal.allOf(new Descriptions(classes))));
      return CommandLine.GOOD;
    }
  }
}
