package io.tickcache.rules.yaml;

import io.tickcache.rules.SourcePlace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;

/** The rules file as lines, to point at. Secrets in it are blotted out before anyone sees them. */
final class SourceText {
  private final String file;
  private final List<String> lines;
  private final @Nullable SourcePlace[] shown;

  SourceText(String file, String text) {
    this.file = file;
    this.lines = lines(text);
    this.shown = new SourcePlace[lines.size()];
  }

  /** One character at a mark of the YAML parser. */
  SourcePlace at(Mark mark) {
    return at(mark.getLine() + 1, mark.getColumn() + 1);
  }

  /** One character; lines and columns count from 1. A line past the end means the last one. */
  SourcePlace at(int line, int column) {
    int real = Math.max(1, Math.min(line, lines.size()));
    SourcePlace whole = shown[real - 1];
    if (whole == null) {
      whole = SourcePlace.ofLine(file, real, Redaction.of(lines.get(real - 1)));
      shown[real - 1] = whole;
    }
    return whole.span(column, 1);
  }

  /** What lies between two marks, or the part of it that is on the first line. */
  SourcePlace between(Mark start, Mark end) {
    SourcePlace place = at(start);
    boolean oneLine = start.getLine() == end.getLine();
    int to = oneLine ? end.getColumn() : trimmedLength(place.text());
    return place.span(place.column(), to - start.getColumn());
  }

  /** The first occurrence of some words from a place on in its line, or the place itself. */
  SourcePlace within(SourcePlace place, String words) {
    if (words.isEmpty() || place.text().isEmpty()) {
      return place;
    }
    String line = lines.get(place.line() - 1);
    int points = Math.min(place.column() - 1, line.codePointCount(0, line.length()));
    int found = line.indexOf(words, line.offsetByCodePoints(0, points));
    int length = words.codePointCount(0, words.length());
    return found < 0 ? place : place.span(line.codePointCount(0, found) + 1, length);
  }

  /** The place of an offset into the whole text. */
  SourcePlace atOffset(String text, int offset) {
    List<String> before = lines(text.substring(0, offset));
    String last = before.get(before.size() - 1);
    return at(before.size(), last.codePointCount(0, last.length()) + 1);
  }

  private static int trimmedLength(String line) {
    int end = line.length();
    while (end > 0 && line.charAt(end - 1) <= ' ') {
      end--;
    }
    return line.codePointCount(0, end);
  }

  /** Breaks lines where the YAML parser does, so that both count alike. */
  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      if (!breaksLine(text.charAt(i))) {
        continue;
      }
      lines.add(text.substring(from, i));
      if (text.startsWith("\r\n", i)) {
        i++;
      }
      from = i + 1;
    }
    lines.add(text.substring(from));
    return lines;
  }

  static boolean breaksLine(char c) {
    return c == '\n' || c == '\r' || c == '\u0085' || c == '\u2028' || c == '\u2029';
  }
}
