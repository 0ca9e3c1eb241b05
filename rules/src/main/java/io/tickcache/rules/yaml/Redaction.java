package io.tickcache.rules.yaml;

/**
 * Blots out what looks like a secret in a source line, character for character so that columns
 * stay: the value of a setting with a telling name, and credentials in an address. A bare reference
 * such as {@code ${REDIS_PASSWORD}} is no secret and stays.
 */
final class Redaction {
  static final String[] TELLING = {"pas", "pwd", "secret", "token", "credential"};

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
    redaction.settings(lowerCase(line));
    redaction.credentials(line);
    return new String(redaction.line);
  }

  private void settings(String lower) {
    for (String word : TELLING) {
      int next;
      for (int at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, next)) {
        next = nameEnd(lower, at);
        if (lower.startsWith(":", next)) {
          next = blot(next + 1, valueEnd(lower, next + 1));
        }
      }
    }
  }

  private void credentials(String text) {
    int end;
    for (int at = text.indexOf("://"); at >= 0; at = text.indexOf("://", end)) {
      end = at + 3;
      while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
        end++;
      }
      int sign = text.lastIndexOf('@', end - 1);
      if (sign > at) {
        blot(at + 3, sign);
      }
    }
  }

  /** Blots out the value unless it is bare references. Returns where there may be more. */
  private int blot(int from, int to) {
    if (isReferences(bare(new String(line, from, to - from)))) {
      return from;
    }
    for (int i = from; i < to; i++) {
      if (!Character.isWhitespace(line[i])) {
        line[i] = '*';
      }
    }
    return to;
  }

  /** The value without its quotes and the comment behind it. */
  private static String bare(String value) {
    int comment = value.indexOf(" #");
    String bare = (comment < 0 ? value : value.substring(0, comment)).trim();
    boolean quoted = bare.length() > 1 && "\"'".indexOf(bare.charAt(0)) >= 0;
    return quoted ? bare.substring(1, bare.length() - 1) : bare;
  }

  /** Whether the text is made of references without defaults, and colons behind them. */
  static boolean isReferences(String text) {
    int at = 0;
    while (text.startsWith("${", at)) {
      int close = text.indexOf('}', at);
      int end = close < 0 ? text.length() : close;
      if (text.substring(at, end).contains(":-")) {
        return false;
      }
      at = Math.min(text.length(), text.startsWith(":", end + 1) ? end + 2 : end + 1);
    }
    return at > 0 && at == text.length();
  }

  /** Letter by letter, since whole texts may grow: {@code İ} becomes two characters. */
  private static String lowerCase(String text) {
    char[] lower = text.toCharArray();
    for (int i = 0; i < lower.length; i++) {
      lower[i] = Character.toLowerCase(lower[i]);
    }
    return new String(lower);
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
