package io.tickcache.it.history;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Shows that the checker can find what it looks for: a run with each mutant of the agent, until the
 * first violation. The main program is run by {@code ci/mutants}.
 */
final class MutantRun {

  private static final int SECONDS = 60;

  private MutantRun() {}

  /** Arguments: the names of mutants, none for all. Ends with 1 if one survives. */
  public static void main(String[] arguments) throws Exception {
    List<Mutant> mutants =
        arguments.length == 0
            ? Mutant.ALL
            : List.of(arguments).stream().map(Mutant::named).toList();
    List<String> survivors = new ArrayList<>();
    for (Mutant mutant : mutants) {
      if (!caught(mutant)) {
        survivors.add(mutant.name());
      }
    }
    System.out.println(survivors.isEmpty() ? "all were caught" : "not caught: " + survivors);
    System.exit(survivors.isEmpty() ? 0 : 1);
  }

  private static boolean caught(Mutant mutant) throws Exception {
    RunSettings shipped = RunSettings.brief(SECONDS, System.nanoTime() & 0xFFFF);
    Path jar = MutantJar.of(shipped.agentJar(), mutant);
    try (HistoryRun run = new HistoryRun(shipped.untilFirstViolation(jar))) {
      Summary summary = run.run().summary();
      System.out.printf(
          Locale.ROOT,
          "%-24s %s (seed %d)%n",
          mutant.name(),
          summary.firstInShort(),
          shipped.seed());
      if (Boolean.getBoolean("tickcache.it.stories")) {
        System.out.println(summary);
      }
      return !summary.kept();
    } finally {
      Files.delete(jar);
    }
  }
}
