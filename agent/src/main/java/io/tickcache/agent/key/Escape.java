package io.tickcache.agent.key;

/**
 * Texts as words of keys and messages: letters, digits and {@code _ - / .} stay, every other UTF-16
 * unit becomes {@code %XX} or {@code %uXXXX}. Different texts, unpaired surrogates included, have
 * different words.
 */
public final class Escape {

  private static final String PLAIN = "_-/.";
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private Escape() {}

  public static String of(String raw) {
    for (int i = 0; i < raw.length(); i++) {
      if (!isPlain(raw.charAt(i))) {
        return append(new StringBuilder(raw.length()), raw).toString();
      }
    }
    return raw;
  }

  static StringBuilder append(StringBuilder word, String raw) {
    for (int i = 0; i < raw.length(); i++) {
      char unit = raw.charAt(i);
      if (isPlain(unit)) {
        word.append(unit);
      } else if (unit < 0x100) {
        hex(word.append('%'), unit, 2);
      } else {
        hex(word.append("%u"), unit, 4);
      }
    }
    return word;
  }

  private static boolean isPlain(char unit) {
    return unit < 0x80 && (Character.isLetterOrDigit(unit) || PLAIN.indexOf(unit) >= 0);
  }

  /** What {@link #of} was given; throws IllegalArgumentException for a word that it never gives. */
  public static String undo(String word) {
    StringBuilder raw = new StringBuilder(word.length());
    for (int i = 0; i < word.length(); i++) {
      char unit = word.charAt(i);
      if (unit != '%') {
        raw.append(unit);
        continue;
      }
      int digits = word.startsWith("%u", i) ? 4 : 2;
      int first = digits == 4 ? i + 2 : i + 1;
      if (first + digits > word.length()) {
        throw new IllegalArgumentException("cut off");
      }
      raw.append((char) Integer.parseInt(word.substring(first, first + digits), 16));
      i = first + digits - 1;
    }
    return raw.toString();
  }

  private static void hex(StringBuilder word, int unit, int digits) {
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
      word.append(HEX[(unit >> shift) & 15]);
    }
  }
}
