package io.tickcache.rules.yaml;

import io.tickcache.rules.DiagnosticCode;
import java.io.IOException;

/**
 * Replaces {@code ${NAME}}, {@code ${NAME:-default}} and {@code ${file:/path}} in a text. As in a
 * shell, the default also stands in for a variable that is set but empty.
 */
final class References {
  private static final String FILE = "file:";
  private static final String DEFAULT = ":-";

  /** Secrets are short; whatever is larger was named by mistake. */
  private static final int LARGEST_FILE = 64 * 1024;

  private final Environment environment;

  References(Environment environment) {
    this.environment = environment;
  }

  String replace(String text) throws Unfit {
    StringBuilder replaced = new StringBuilder();
    int from = 0;
    for (int open = text.indexOf("${"); open >= 0; open = text.indexOf("${", from)) {
      int close = text.indexOf('}', open);
      if (close < 0) {
        String rest = text.substring(open);
        throw new Unfit(DiagnosticCode.R016, "`${` is not closed", "end it with `}`", rest);
      }
      replaced.append(text, from, open).append(value(text.substring(open + 2, close)));
      from = close + 1;
      if (replaced.length() > RulesFile.LARGEST) {
        throw new Unfit(
            DiagnosticCode.R018,
            "the text is larger than 1 MiB with its references replaced",
            null);
      }
    }
    return replaced.append(text.substring(from)).toString();
  }

  private String value(String reference) throws Unfit {
    if (reference.startsWith(FILE)) {
      return file(reference.substring(FILE.length()), "${" + reference + "}");
    }
    int split = reference.indexOf(DEFAULT);
    String name = split < 0 ? reference : reference.substring(0, split);
    requireName(name, "${" + reference + "}");
    String value = environment.variable(name);
    if (split >= 0) {
      return value == null || value.isEmpty() ? reference.substring(split + 2) : value;
    }
    if (value == null) {
      throw new Unfit(
          DiagnosticCode.R016,
          "the environment variable `" + name + "` is not set",
          "set it, or give it a default: `${" + name + ":-...}`",
          "${" + reference + "}");
    }
    return value;
  }

  /** The file's text without the line end that editors put there. */
  private String file(String path, String whole) throws Unfit {
    try {
      String text = environment.file(path, LARGEST_FILE);
      int end = text.length();
      while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
        end--;
      }
      return text.substring(0, end);
    } catch (IOException e) {
      String reason = e.getMessage() == null ? "" : ": " + e.getMessage();
      throw new Unfit(
          DiagnosticCode.R016, "the file `" + path + "` can't be read" + reason, null, whole);
    }
  }

  private static void requireName(String name, String whole) throws Unfit {
    boolean fits = !name.isEmpty();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      fits &= c == '_' || c == '.' || Character.isLetterOrDigit(c);
    }
    if (!fits) {
      throw new Unfit(
          DiagnosticCode.R016,
          "`" + name + "` is not the name of an environment variable",
          "write `${NAME}`, `${NAME:-default}` or `${file:/path}`",
          whole);
    }
  }
}
