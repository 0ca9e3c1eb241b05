package io.tickcache.rules;

/**
 * A stretch of one line of the rules file. Lines and columns count from 1; columns and lengths
 * count code points, as editors do.
 */
public final class SourcePlace {
  private final String file;
  private final int line;
  private final int column;
  private final int length;
  private final String text;

  private SourcePlace(String file, int line, int column, int length, String text) {
    this.file = file;
    this.line = line;
    this.column = column;
    this.length = length;
    this.text = text;
  }

  /** The whole of a line; {@link #span} narrows it. */
  public static SourcePlace ofLine(String file, int line, String text) {
    if (line < 1) {
      throw new IllegalArgumentException("lines count from 1, not " + line);
    }
    return new SourcePlace(file, line, 1, Math.max(1, text.codePointCount(0, text.length())), text);
  }

  /** A stretch of the same line, at least one character long. */
  public SourcePlace span(int newColumn, int newLength) {
    if (newColumn < 1) {
      throw new IllegalArgumentException("columns count from 1, not " + newColumn);
    }
    return new SourcePlace(file, line, newColumn, Math.max(1, newLength), text);
  }

  /** The file's name as it was given. */
  public String file() {
    return file;
  }

  public int line() {
    return line;
  }

  public int column() {
    return column;
  }

  public int length() {
    return length;
  }

  /** The whole source line, without its end. */
  public String text() {
    return text;
  }

  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
