package io.tickcache.it.jvm;

import io.tickcache.it.harness.AgentJvm;
import java.util.ArrayList;
import java.util.List;

/** A short dialogue with an application, to its end, and all that it said. */
final class Talk {

  private final List<String> output;
  private final List<String> errors;
  private final int exitCode;

  private Talk(List<String> output, List<String> errors, int exitCode) {
    this.output = output;
    this.errors = errors;
    this.exitCode = exitCode;
  }

  /** A call, one more that hits, and one after an invalidation. */
  static Talk with(AgentJvm app, String symbol) {
    List<String> said = app.output();
    for (String line :
        List.of(
            "quote " + symbol,
            "quote " + symbol,
            "order " + symbol,
            "quote " + symbol,
            "no such command")) {
      app.ask(line);
    }
    int exitCode = app.end();
    List<String> output = app.output();
    return new Talk(output.subList(said.size(), output.size()), app.errors(), exitCode);
  }

  List<String> output() {
    return output;
  }

  int exitCode() {
    return exitCode;
  }

  /** The lines of standard error that are the agent's. */
  List<String> agentsErrors() {
    return errors.stream().filter(Talk::isAgents).toList();
  }

  /** The other ones, without those that contain one of these texts. */
  List<String> errorsWithout(List<String> texts) {
    List<String> lines = new ArrayList<>(errors);
    lines.removeIf(line -> isAgents(line) || texts.stream().anyMatch(line::contains));
    return lines;
  }

  private static boolean isAgents(String line) {
    return line.startsWith("tickcache: ");
  }
}
