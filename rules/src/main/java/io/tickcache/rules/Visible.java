package io.tickcache.rules;

/** Text made fit for one line of a terminal: what can't be seen becomes visible. */
final class Visible {
  private static final String UNSEEN = "\uFFFD";

  private Visible() {}

  /** The text with every invisible character replaced, cut after so many characters. */
  static String text(String text, int longest) {
    StringBuilder visible = new StringBuilder();
    int point;
    for (int i = 0; i < text.length(); i += Character.charCount(point)) {
      if (i >= longest) {
        return visible.append("...").toString();
      }
      point = text.codePointAt(i);
      visible.append(character(point));
    }
    return visible.toString();
  }

  static String character(int point) {
    switch (Character.getType(point)) {
      case Character.CONTROL:
      case Character.FORMAT:
      case Character.SURROGATE:
      case Character.LINE_SEPARATOR:
      case Character.PARAGRAPH_SEPARATOR:
        return UNSEEN;
      default:
        return new String(Character.toChars(point));
    }
  }
}
