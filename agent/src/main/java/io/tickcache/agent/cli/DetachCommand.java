package io.tickcache.agent.cli;

import io.tickcache.agent.Order;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes the agent out of an application that runs on. */
@Command(
    name = "detach",
    description = {
      "Takes the agent out of a JVM: its classes are as they were, and nothing of it runs there."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:the agent is gone",
      "1:it was not there",
      "2:wrong use",
      "3:the JVM can't be reached"
    })
final class DetachCommand implements Callable<Integer> {

  private final Errand errand;

  @Parameters(paramLabel = "PID", description = "The process, as `jps -l` tells it.")
  private long pid;

  DetachCommand(PrintStream out, PrintStream errors) {
    this.errand = new Errand(out, errors);
  }

  @Override
  public Integer call() throws IOException {
    return errand.run(pid, Order::detach);
  }
}
