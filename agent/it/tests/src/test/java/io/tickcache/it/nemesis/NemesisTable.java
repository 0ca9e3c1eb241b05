package io.tickcache.it.nemesis;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Drills with all nemeses, and what each did, as a table; run by {@code ci/nemeses}. A scene where
 * not all became well again is left, and the next nemesis gets a new one.
 */
final class NemesisTable {

  private static final Duration LIMIT = Duration.ofSeconds(15);

  private NemesisTable() {}

  public static void main(String[] arguments) throws Exception {
    Duration lasting =
        Duration.ofMillis(arguments.length == 0 ? 3_000 : Long.parseLong(arguments[0]));
    String wanted = arguments.length < 2 ? "" : arguments[1].toLowerCase(Locale.ROOT);
    System.out.println(Outcome.HEAD);
    Scene scene = Scene.ready();
    for (Nemeses kind : Nemeses.values()) {
      Nemesis nemesis = kind.in(scene);
      if (!nemesis.name().toLowerCase(Locale.ROOT).contains(wanted)) {
        continue;
      }
      Outcome outcome = new Drill(scene, lasting, LIMIT).run(nemesis);
      System.out.println(outcome);
      outcome.faults().forEach(fault -> System.out.println("    " + fault));
      if (!outcome.recovery().complete()) {
        outcome.lines().stream().flatMap(List::stream).distinct().forEach(NemesisTable::showLine);
      }
      if (!outcome.recovery().complete() || outcome.wrong() > 0) {
        scene.close();
        scene = Scene.ready();
      }
    }
    scene.close();
  }

  private static void showLine(String line) {
    System.out.println("    | " + line);
  }
}
