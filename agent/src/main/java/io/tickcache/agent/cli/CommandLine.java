package io.tickcache.agent.cli;

import io.tickcache.rules.yaml.Environment;
import io.tickcache.rules.yaml.Outcome;
import io.tickcache.rules.yaml.RulesFile;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;

/** What {@code java -jar tickcache-agent.jar} does: so far it checks a rules file. */
public final class CommandLine {

  private static final int GOOD = 0;
  private static final int MISTAKES = 1;
  private static final int USAGE = 2;

  private final PrintStream out;

  CommandLine(PrintStream out) {
    this.out = out;
  }

  /**
   * Runs a command and returns the exit status: 0, 1 for mistakes in the file, 2 for a wrong use.
   */
  public static int run(String[] arguments) {
    return new CommandLine(new PrintStream(new FileOutputStream(FileDescriptor.out), true))
        .execute(arguments);
  }

  int execute(String... arguments) {
    if (arguments.length == 2 && arguments[0].equals("check")) {
      return check(new File(arguments[1]));
    }
    out.println("usage: java -jar tickcache-agent.jar check FILE");
    out.println("       java -javaagent:tickcache-agent.jar=FILE -jar APPLICATION.jar");
    return USAGE;
  }

  private int check(File file) {
    Outcome outcome = RulesFile.load(file, Environment.ofProcess());
    out.print(outcome.render());
    if (outcome.rules() == null) {
      return MISTAKES;
    }
    out.println(file + ": no mistakes");
    return GOOD;
  }
}
