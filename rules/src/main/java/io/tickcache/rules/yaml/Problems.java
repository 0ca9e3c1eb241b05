package io.tickcache.rules.yaml;

import io.tickcache.rules.Diagnostic;
import io.tickcache.rules.SourcePlace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The mistakes found so far, each once. */
final class Problems {
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private boolean errors;

  void add(Diagnostic diagnostic) {
    if (seen.add(diagnostic.code() + ' ' + diagnostic.place() + ' ' + diagnostic.message())) {
      diagnostics.add(diagnostic);
      errors |= diagnostic.severity() == Diagnostic.Severity.ERROR;
    }
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
