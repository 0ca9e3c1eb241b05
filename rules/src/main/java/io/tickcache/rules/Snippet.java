package io.tickcache.rules;

/**
 * A source line made fit for a terminal, and the carets under its span: tabs become spaces, control
 * characters become visible, and of a very long line only the part around the span is shown.
 */
final class Snippet {
  private static final int WIDEST = 120;
  private static final int BEFORE_SPAN = 40;
  private static final String TAB = "    ";
  private static final String CUT = "...";

  private final StringBuilder line = new StringBuilder();
  private final StringBuilder carets = new StringBuilder();

  private Snippet() {}

  static Snippet of(SourcePlace place) {
    int[] points = points(place.text());
    int spanStart = Math.min(place.column() - 1, points.length);
    int spanEnd = Math.min(spanStart + place.length(), points.length);
    boolean fits = points.length <= WIDEST;
    int from = fits ? 0 : Math.max(0, Math.min(spanStart - BEFORE_SPAN, points.length - WIDEST));
    int to = fits ? points.length : Math.min(points.length, from + WIDEST);
    Snippet snippet = new Snippet();
    snippet.add(from > 0 ? CUT : "", ' ');
    for (int i = from; i < to; i++) {
      snippet.add(shown(points[i]), i >= spanStart && i < spanEnd ? '^' : ' ');
    }
    snippet.add(to < points.length ? CUT : "", ' ');
    return snippet;
  }

  String line() {
    return line.toString();
  }

  /** At least one caret, even where the span is past the end of the line. */
  String carets() {
    String all = carets.toString();
    int last = all.lastIndexOf('^');
    return last < 0 ? all + '^' : all.substring(0, last + 1);
  }

  private void add(String shown, char mark) {
    line.append(shown);
    for (int i = 0; i < shown.length(); ) {
      int point = shown.codePointAt(i);
      for (int cell = 0; cell < cells(point); cell++) {
        carets.append(mark);
      }
      i += Character.charCount(point);
    }
  }

  private static int[] points(String text) {
    int[] points = new int[text.codePointCount(0, text.length())];
    for (int i = 0, at = 0; i < points.length; i++) {
      points[i] = text.codePointAt(at);
      at += Character.charCount(points[i]);
    }
    return points;
  }

  private static String shown(int point) {
    return point == '\t' ? TAB : Visible.character(point);
  }

  /** How many cells of a terminal a character takes, after Unicode's East Asian Width. */
  private static int cells(int point) {
    int type = Character.getType(point);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    boolean wide =
        between(point, 0x1100, 0x115F)
            || between(point, 0x2E80, 0xA4CF)
            || between(point, 0xAC00, 0xD7A3)
            || between(point, 0xF900, 0xFAFF)
            || between(point, 0xFE30, 0xFE6F)
            || between(point, 0xFF00, 0xFF60)
            || between(point, 0x1F300, 0x1FAFF)
            || between(point, 0x20000, 0x3FFFD);
    return wide ? 2 : 1;
  }

  private static boolean between(int point, int first, int last) {
    return point >= first && point <= last;
  }
}
