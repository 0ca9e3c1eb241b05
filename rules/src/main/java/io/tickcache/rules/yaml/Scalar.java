package io.tickcache.rules.yaml;

/**
 * A text of the file, as written and with its references replaced. Messages show it as written, so
 * that what came from the environment stays there.
 */
final class Scalar {
  private static final int LONGEST_SHOWN = 80;

  private final String written;
  private final String text;

  Scalar(String written, String text) {
    this.written = written;
    this.text = text;
  }

  /** The text with references replaced. */
  String text() {
    return text;
  }

  /** The text as written, between backticks, shortened if it is long. */
  String shown() {
    boolean fits = written.length() <= LONGEST_SHOWN;
    return "`" + (fits ? written : written.substring(0, LONGEST_SHOWN) + "...") + "`";
  }

  /** A part of the text between backticks, or all of it where a reference may be in the part. */
  String shown(String part) {
    return isAsWritten() && !part.isEmpty() && part.length() <= LONGEST_SHOWN
        ? "`" + part + "`"
        : shown();
  }

  /** A part of the text; messages show all of it where a reference may be in the part. */
  Scalar part(String part) {
    return isAsWritten() ? new Scalar(part, part) : new Scalar(written, part);
  }

  /** Whether the text is what was written, so that a message may show what was made of it. */
  boolean isAsWritten() {
    return written.equals(text);
  }

  /** What the model says against this text, unless its words would show what a reference hides. */
  String complaint(IllegalArgumentException fromModel, String otherwise) {
    boolean shows = written.contains("${") || written.length() > LONGEST_SHOWN;
    return shows ? shown() + otherwise : String.valueOf(fromModel.getMessage());
  }
}
