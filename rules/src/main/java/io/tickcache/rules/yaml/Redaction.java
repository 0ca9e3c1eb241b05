package io.tickcache.rules.yaml;

import java.util.Locale;

/**
 * Blots out what looks like a secret in a source line, character for character so that columns
 * stay: the value of a setting with a telling name, and credentials in an address. A bare reference
 * such as {@code ${REDIS_PASSWORD}} is no secret and stays.
 */
final class Redaction {
  private static final String[] TELLING = {"pas", "pwd", "secret", "token", "credential"};

  private static final int LONGEST = 4000;

  private final char[] line;

  private Redaction(String line) {
    this.line = line.toCharArray();
  }

  /** The line without its secrets; nothing of a line too long to be looked through. */
  static String of(String line) {
    if (line.length() > LONGEST) {
      return "";
    }
    Redaction redaction = new Redaction(line);
    redaction.settings(line.toLowerCase(Locale.ROOT));
    redaction.credentials(line);
    return new String(redaction.line);
  }

  private void settings(String lower) {
    for (String word : TELLING) {
      for (int at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1)) {
        int end = nameEnd(lower, at);
        if (lower.startsWith(":", end)) {
          blot(end + 1, valueEnd(lower, end + 1));
        }
      }
    }
  }

  private void credentials(String text) {
    for (int at = text.indexOf("://"); at >= 0; at = text.indexOf("://", at + 1)) {
      int end = at + 3;
      while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
        end++;
      }
      int sign = text.lastIndexOf('@', end - 1);
      if (sign > at) {
        blot(at + 3, sign);
      }
    }
  }

  private void blot(int from, int to) {
    String value = new String(line, from, Math.max(0, to - from)).trim();
    boolean reference = value.startsWith("${") || value.startsWith("\"${");
    if (reference && !value.contains(":-")) {
      return;
    }
    for (int i = from; i < to; i++) {
      if (!Character.isWhitespace(line[i])) {
        line[i] = '*';
      }
    }
  }

  private static int nameEnd(String text, int from) {
    int end = from;
    while (end < text.length() && isNamePart(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || "-_\"' ".indexOf(c) >= 0;
  }

  /** In braces a comma or a brace ends a value that no quote holds together. */
  private static int valueEnd(String text, int from) {
    int start = from;
    while (text.startsWith(" ", start)) {
      start++;
    }
    boolean quoted = text.startsWith("\"", start) || text.startsWith("'", start);
    int close = quoted ? text.indexOf(text.charAt(start), start + 1) : -1;
    if (close >= 0) {
      return close + 1;
    }
    int brace = text.lastIndexOf('{', from);
    boolean inBraces = brace >= 0 && !text.startsWith("${", brace - 1);
    int end = from;
    while (end < text.length() && !(inBraces && ",}".indexOf(text.charAt(end)) >= 0)) {
      end++;
    }
    return end;
  }
}
