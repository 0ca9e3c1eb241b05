package io.tickcache.agent.cli;

import io.tickcache.agent.Order;
import io.tickcache.agent.Reply;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Function;

/** Gives one order to a running JVM, and tells what became of it. */
final class Errand {

  private static final int WARNS_SINCE = 21;

  private final PrintStream out;
  private final PrintStream errors;

  Errand(PrintStream out, PrintStream errors) {
    this.out = out;
    this.errors = errors;
  }

  /**
   * Gives the order.
   *
   * @param order makes the order, of the path of the file that it is answered in
   * @return the exit status
   */
  int run(long pid, Function<String, Order> order) throws IOException {
    try (ReplyFile reply = ReplyFile.create(errors)) {
      int version = new RunningJvm(pid).give(order.apply(reply.path()), CommandLine.ownJar());
      return tell(pid, version, reply.lines());
    } catch (UnreachedException failure) {
      return failure.tell(errors);
    }
  }

  /** Says where a warning comes from that a JVM of this version has on its standard error now. */
  static void tellOfWarning(int version, PrintStream stream) {
    if (version >= WARNS_SINCE) {
      stream.println(
          "(a warning of a dynamically loaded agent on that JVM's standard error is the JVM's own;"
              + " -XX:+EnableDynamicAgentLoading at its start keeps it quiet)");
    }
  }

  private int tell(long pid, int version, List<String> said) {
    String outcome = said.isEmpty() ? "" : said.remove(said.size() - 1);
    for (String line : said) {
      out.println(line.startsWith("tickcache: ") ? line.substring(11) : line);
    }
    tellOfWarning(version, out);
    if (outcome.equals(Reply.DONE)) {
      return CommandLine.GOOD;
    }
    if (!outcome.equals(Reply.REFUSED)) {
      errors.println("process " + pid + " gave no answer; its standard error may tell why");
      return CommandLine.UNREACHED;
    }
    return CommandLine.MISTAKES;
  }
}
