package io.tickcache.agent.cli;

import io.tickcache.agent.Order;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Brings the agent, or other rules, into an application that runs already. */
@Command(
    name = "attach",
    description = {
      "Puts the rules of a file in force in a JVM that runs already.",
      "Where the agent is at work there, its rules are exchanged in one step, and mistakes in the"
          + " file leave the old ones in force. Otherwise it begins its work, as with -javaagent."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:the rules are in force",
      "1:they are not, for mistakes in the file",
      "2:wrong use",
      "3:the JVM can't be reached"
    })
final class AttachCommand implements Callable<Integer> {

  private final Errand errand;

  @Parameters(index = "0", paramLabel = "PID", description = "The process, as `jps -l` tells it.")
  private long pid;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "RULES",
      description =
          "The rules file; without it, that which is in force, or the one beside the agent's jar.")
  private @Nullable File rules;

  AttachCommand(PrintStream out, PrintStream errors) {
    this.errand = new Errand(out, errors);
  }

  @Override
  public Integer call() throws IOException {
    String file = rules == null ? null : rules.getAbsolutePath();
    return errand.run(pid, reply -> Order.attach(file, reply));
  }
}
