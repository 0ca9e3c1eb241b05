package io.tickcache.agent.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tickcache.agent.Order;
import io.tickcache.agent.Reply;
import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.ArrayList;
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
    File reply = File.createTempFile("tickcache", ".reply");
    try {
      // The JVM may be another user's, where root gives the order.
      if (!reply.setWritable(true, false)) {
        errors.println("the reply may not be readable for the user of process " + pid);
      }
      int version =
          new RunningJvm(pid).give(order.apply(reply.getAbsolutePath()), CommandLine.ownJar());
      return tell(pid, version, lines(reply));
    } catch (AttachException failure) {
      errors.println("error: " + failure.getMessage());
      errors.println("  = help: " + failure.help());
      return CommandLine.UNREACHED;
    } finally {
      if (!reply.delete()) {
        errors.println("could not delete " + reply);
      }
    }
  }

  private static List<String> lines(File reply) throws IOException {
    List<String> lines = new ArrayList<>();
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(new FileInputStream(reply), UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        lines.add(line);
      }
    }
    return lines;
  }

  private int tell(long pid, int version, List<String> said) {
    String outcome = said.isEmpty() ? "" : said.remove(said.size() - 1);
    for (String line : said) {
      out.println(line.startsWith("tickcache: ") ? line.substring(11) : line);
    }
    if (version >= WARNS_SINCE) {
      out.println(
          "(a warning of a dynamically loaded agent on that JVM's standard error is the JVM's own;"
              + " -XX:+EnableDynamicAgentLoading at its start keeps it quiet)");
    }
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
