package io.tickcache.rules.yaml;

import io.tickcache.rules.Diagnostic;
import io.tickcache.rules.DiagnosticCode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the things are called that a file names: {@code [a-z0-9][a-z0-9-]*}. */
final class NamePattern {
  private NamePattern() {}

  static boolean fits(String name) {
    boolean fits = !name.isEmpty() && name.charAt(0) != '-';
    for (int i = 0; i < name.length(); i++) {
      fits &= isPart(name.charAt(i));
    }
    return fits;
  }

  /**
   * Reports a value whose name is none.
   *
   * @param what is named, such as {@code a rule}
   */
  static void require(YamlValue value, String what) {
    String name = value.name();
    if (fits(name)) {
      return;
    }
    String near = near(name);
    value
        .reading()
        .report(
            Diagnostic.error(DiagnosticCode.R010, "`" + name + "` is not a name of " + what)
                .at(value.namePlace())
                .note("a name is made of `a` to `z`, `0` to `9` and, not in front, `-`")
                .help(near == null ? null : "did you mean `" + near + "`?"));
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
