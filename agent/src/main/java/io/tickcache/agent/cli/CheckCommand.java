package io.tickcache.agent.cli;

import io.tickcache.agent.classpath.ClassPath;
import io.tickcache.agent.instrument.Descriptions;
import io.tickcache.rules.RuleSet;
import io.tickcache.rules.yaml.Environment;
import io.tickcache.rules.yaml.Outcome;
import io.tickcache.rules.yaml.RulesFile;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Tells the mistakes of a rules file; given the classes of an application, also what its rules
 * would do there. No code of the application runs.
 */
@Command(
    name = "check",
    description = {
      "Tells all mistakes of a rules file.",
      "With a class path also what each rule would do: which methods it would weave, under which"
          + " key, how their answers are handed out, and what invalidates them. No code of the"
          + " application runs."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:no mistakes", "1:mistakes in the file", "2:wrong use"})
final class CheckCommand implements Callable<Integer> {

  private final PrintStream out;
  private final PrintStream errors;

  @Parameters(paramLabel = "FILE", description = "The rules file.")
  private File file = new File("");

  @Option(
      names = {"--classpath", "--class-path", "-cp"},
      paramLabel = "PATH",
      description = "The application's jars and directories, as `java -cp` takes them.")
  private @Nullable String classPath;

  CheckCommand(PrintStream out, PrintStream errors) {
    this.out = out;
    this.errors = errors;
  }

  @Override
  public Integer call() throws IOException {
    Outcome outcome = RulesFile.load(file, Environment.ofProcess());
    out.print(outcome.render());
    RuleSet rules = outcome.rules();
    if (rules == null) {
      return CommandLine.MISTAKES;
    }
    if (classPath == null) {
      out.println(file + ": no mistakes");
      return CommandLine.GOOD;
    }
    out.print(outcome.diagnostics().isEmpty() ? "" : "\n");
    try (ClassPath classes = ClassPath.open(classPath)) {
      return Troubles.tell(classes, errors) ? inspect(rules, classes) : CommandLine.WRONG_USE;
    }
  }

  private int inspect(RuleSet rules, ClassPath classes) {
    Inspection inspection = Inspection.of(rules, new Descriptions(classes));
    out.print(new InspectionText(rules, inspection));
    Troubles.tell(inspection.unreadable(), errors);
    return inspection.anyError() ? CommandLine.MISTAKES : CommandLine.GOOD;
  }
}
