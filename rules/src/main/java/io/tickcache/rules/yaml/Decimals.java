package io.tickcache.rules.yaml;

/** Finds the number that a text starts with. */
final class Decimals {
  private Decimals() {}

  /** The length of the leading digits, with at most one point between two of them. */
  static int length(String text) {
    int whole = digits(text, 0);
    if (whole == 0 || !text.startsWith(".", whole)) {
      return whole;
    }
    int fraction = digits(text, whole + 1);
    return fraction == 0 ? whole : whole + 1 + fraction;
  }

  /** The number of digits from a position on. */
  static int digits(String text, int from) {
    int to = from;
    while (to < text.length() && text.charAt(to) >= '0' && text.charAt(to) <= '9') {
      to++;
    }
    return to - from;
  }
}
