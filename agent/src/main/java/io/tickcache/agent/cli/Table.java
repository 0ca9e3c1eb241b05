package io.tickcache.agent.cli;

import java.util.ArrayList;
import java.util.List;

/** Cells in columns as wide as they need; numbers stand at the right. */
final class Table {

  private static final String GAP = "  ";

  private final List<String[]> rows = new ArrayList<>();
  private final int left;

  /**
   * @param left how many columns, of the first ones, are words
   */
  Table(int left, String... heads) {
    this.left = left;
    rows.add(heads);
  }

  void row(String... cells) {
    rows.add(cells);
  }

  @Override
  public String toString() {
    int[] widths = new int[rows.get(0).length];
    for (String[] row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(i == 0 ? "" : GAP);
        String blank = blank(widths[i] - row[i].length());
        line.append(i < left ? row[i] + blank : blank + row[i]);
      }
      text.append(line.toString().replaceAll(" +$", "")).append('\n');
    }
    return text.toString();
  }

  private static String blank(int width) {
    StringBuilder blank = new StringBuilder();
    while (blank.length() < width) {
      blank.append(' ');
    }
    return blank.toString();
  }
}
