package io.tickcache.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of cells under a head; all columns but the first are figures. */
final class Table {

  /** Stands where nothing was measured. */
  static final String NOTHING = "-";

  private final List<List<String>> rows = new ArrayList<>();

  Table(String... head) {
    rows.add(List.of(head));
  }

  /** A row, unless there is no figure in it but what the row is of. */
  void add(List<String> cells) {
    if (cells.subList(2, cells.size()).stream().anyMatch(cell -> !cell.equals(NOTHING))) {
      rows.add(cells);
    }
  }

  boolean isEmpty() {
    return rows.size() == 1;
  }

  String text() {
    int[] widths =
        IntStream.range(0, rows.get(0).size())
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    return rows.stream()
        .map(
            row ->
                IntStream.range(0, row.size())
                    .mapToObj(i -> ("%" + (i == 0 ? "-" : "") + widths[i] + "s"))
                    .collect(Collectors.joining("  "))
                    .formatted(row.toArray()))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  String markdown() {
    List<String> lines = new ArrayList<>();
    rows.forEach(row -> lines.add("| " + String.join(" | ", row) + " |"));
    lines.add(1, "|---|" + "---:|".repeat(rows.get(0).size() - 1));
    return String.join("\n", lines) + "\n";
  }
}
