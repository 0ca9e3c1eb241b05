package io.tickcache.rules.yaml;

import io.tickcache.rules.Diagnostic;
import io.tickcache.rules.DiagnosticCode;
import io.tickcache.rules.SourcePlace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The mistakes found so far, each once, up to a number that nobody reads. */
final class Problems {
  private static final int MOST = 10_000;

  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private boolean errors;

  /** Adds a mistake that is not known yet; with the last one that fits, also says that it is. */
  void add(Diagnostic diagnostic) {
    if (tooMany()
        || !seen.add(diagnostic.code() + ' ' + diagnostic.place() + ' ' + diagnostic.message())) {
      return;
    }
    diagnostics.add(diagnostic);
    errors |= diagnostic.severity() == Diagnostic.Severity.ERROR;
    if (tooMany()) {
      diagnostics.add(
          Diagnostic.error(
                  DiagnosticCode.R018,
                  "the file has " + MOST + " mistakes; the rest of it was not looked at")
              .build());
      errors = true;
    }
  }

  /** Whether there is nothing to be gained by reading on. */
  boolean tooMany() {
    return diagnostics.size() >= MOST;
  }

  boolean anyError() {
    return errors;
  }

  /** All of them by place; what has no place comes first. */
  List<Diagnostic> inFileOrder() {
    List<Diagnostic> sorted = new ArrayList<>(diagnostics);
    Collections.sort(sorted, new ByPlace());
    return Collections.unmodifiableList(sorted);
  }

  private static final class ByPlace implements Comparator<Diagnostic> {
    @Override
    public int compare(Diagnostic one, Diagnostic other) {
      int lines = Integer.compare(line(one), line(other));
      return lines != 0 ? lines : Integer.compare(column(one), column(other));
    }

    private static int line(Diagnostic diagnostic) {
      SourcePlace place = diagnostic.place();
      return place == null ? 0 : place.line();
    }

    private static int column(Diagnostic diagnostic) {
      SourcePlace place = diagnostic.place();
      return place == null ? 0 : place.column();
    }
  }
}
