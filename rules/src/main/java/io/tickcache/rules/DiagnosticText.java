package io.tickcache.rules;

import java.util.Locale;

/** The layout of a diagnostic: headline, place, source line with carets, then notes and help. */
final class DiagnosticText {
  /** Room for two digits, so that diagnostics with and without a place line up in one report. */
  private static final int LEAST_GUTTER = 2;

  /** Past this, a message repeats the file instead of explaining it. */
  private static final int LONGEST = 1000;

  private final StringBuilder text = new StringBuilder();
  private final int gutter;

  DiagnosticText(Diagnostic diagnostic) {
    SourcePlace place = diagnostic.place();
    this.gutter = place == null ? LEAST_GUTTER : width(place.line());
    headline(diagnostic);
    if (place != null) {
      place(place);
    }
    for (Diagnostic.Related related : diagnostic.related()) {
      indent(gutter).append("::: ").append(related.place());
      text.append("   ").append(related.label()).append('\n');
    }
    for (String note : diagnostic.notes()) {
      remark("note", note);
    }
    String help = diagnostic.help();
    if (help != null) {
      remark("help", help);
    }
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private void headline(Diagnostic diagnostic) {
    text.append(diagnostic.severity().name().toLowerCase(Locale.ROOT));
    text.append('[').append(diagnostic.code()).append("]: ");
    text.append(visible(diagnostic.message())).append('\n');
  }

  private void place(SourcePlace place) {
    indent(gutter).append("--> ").append(place).append('\n');
    if (place.text().trim().isEmpty()) {
      return;
    }
    Snippet snippet = Snippet.of(place);
    String line = Integer.toString(place.line());
    indent(gutter + 1).append("|\n");
    indent(gutter - line.length()).append(line).append(" | ").append(snippet.line()).append('\n');
    indent(gutter + 1).append("| ").append(snippet.carets()).append('\n');
  }

  private void remark(String kind, String remark) {
    indent(gutter + 1).append("= ").append(kind).append(": ").append(visible(remark)).append('\n');
  }

  private StringBuilder indent(int width) {
    for (int i = 0; i < width; i++) {
      text.append(' ');
    }
    return text;
  }

  private static String visible(String words) {
    return Visible.text(words, LONGEST);
  }

  private static int width(int line) {
    return Math.max(LEAST_GUTTER, Integer.toString(line).length());
  }
}
