package io.tickcache.rules.yaml;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What rules may be called: {@code [a-z0-9][a-z0-9-]*}. */
final class NamePattern {
  private NamePattern() {}

  static boolean fits(String name) {
    boolean fits = !name.isEmpty() && name.charAt(0) != '-';
    for (int i = 0; i < name.length(); i++) {
      fits &= isPart(name.charAt(i));
    }
    return fits;
  }

  /** A name near the text that fits, or null. */
  static @Nullable String near(String text) {
    StringBuilder near = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isUpperCase(c) && i > 0 && Character.isLowerCase(text.charAt(i - 1))) {
        near.append('-');
      }
      near.append(c);
    }
    String name =
        near.toString()
            .toLowerCase(Locale.ROOT)
            .replace('_', '-')
            .replace('.', '-')
            .replace(' ', '-');
    return fits(name) ? name : null;
  }

  private static boolean isPart(char c) {
    return c == '-' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }
}
