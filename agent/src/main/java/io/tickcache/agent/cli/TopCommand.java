package io.tickcache.agent.cli;

import java.io.PrintStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what happens in a running process, again and again. */
@Command(
    name = "top",
    description = {
      "Shows each second what the caches of a running process do, those with the most calls first.",
      "`q` ends it, or `q` and Enter where the terminal can't hand over single keys, and so does"
          + " Ctrl-C. Where the output is no terminal, it is one table."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:it was ended",
      "1:the agent could not tell",
      "2:wrong use",
      AskingCommand.REACHED
    })
final class TopCommand extends AskingCommand {

  private static final String CLEAR = "\u001b[H\u001b[2J";
  private static final String HOME = "\u001b[H";
  private static final String CLEAR_LINE = "\u001b[K";
  private static final String CLEAR_REST = "\u001b[J";
  private static final double SHORTEST_SECONDS = 0.1;
  private static final double LONGEST_SECONDS = 20;

  private final Terminal terminal = Terminal.own();

  @Option(
      names = "--interval",
      paramLabel = "SECONDS",
      description = "From one table to the next, 0.1 to 20; 1 unless it is said.")
  private double interval = 1;

  @Option(names = "--once", description = "One table, of what happens in one interval.")
  private boolean once;

  @Option(
      names = "--rows",
      paramLabel = "NUMBER",
      description = "How many caches are told; 20 unless it is said.")
  private int most = 20;

  TopCommand(PrintStream out, PrintStream errors) {
    super(out, errors);
  }

  @Override
  int ask(Target target) throws UnreachedException {
    if (!(interval >= SHORTEST_SECONDS && interval <= LONGEST_SECONDS) || most < 1) {
      errors.println("tickcache: --interval takes 0.1 to 20 seconds, and --rows 1 or more");
      return CommandLine.WRONG_USE;
    }
    boolean stays = terminal.isPresent() && !once;
    try (Feed feed = target.statuses()) {
      KeyByKey keys = stays ? terminal.keyByKey() : null;
      try {
        return watch(target, feed, stays);
      } finally {
        if (keys != null) {
          keys.close();
        }
      }
    }
  }

  private int watch(Target target, Feed feed, boolean stays) throws UnreachedException {
    JsonObject former = told(target, feed.next());
    long formerNanos = System.nanoTime();
    if (stays && !wantsJson()) {
      out.print(CLEAR);
    }
    while (former != null && !terminal.endsWithin((long) (1000 * interval))) {
      JsonObject status = told(target, feed.next());
      long nanos = System.nanoTime();
      if (status != null && !wantsJson()) {
        show(new TopText(former, status, (nanos - formerNanos) / 1e9, most), stays);
      }
      if (!stays) {
        return status == null ? CommandLine.MISTAKES : CommandLine.GOOD;
      }
      former = status;
      formerNanos = nanos;
    }
    return former == null ? CommandLine.MISTAKES : CommandLine.GOOD;
  }

  private void show(TopText text, boolean stays) {
    out.print(
        stays
            ? HOME + text.toString().replace("\n", CLEAR_LINE + "\n") + CLEAR_REST
            : text.toString());
    out.flush();
  }
}
