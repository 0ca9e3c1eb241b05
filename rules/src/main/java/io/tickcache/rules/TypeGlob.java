package io.tickcache.rules;

/**
 * A type name with wildcards: {@code *} stands for any run of characters within one package
 * segment, {@code **} across segments. Matching walks the name once and keeps the set of places the
 * pattern may have come to, so its cost is bounded by both lengths whatever the pattern.
 */
final class TypeGlob {
  private static final char WITHIN = '*';
  private static final char ACROSS = '\0';

  private final String literalStart;
  private final String tokens;

  TypeGlob(String pattern) {
    int star = pattern.indexOf('*');
    this.literalStart = star < 0 ? pattern : pattern.substring(0, star);
    this.tokens = star < 0 ? "" : tokens(pattern.substring(star));
  }

  boolean matches(String name) {
    if (!name.startsWith(literalStart)) {
      return false;
    }
    boolean[] at = new boolean[tokens.length() + 1];
    at[0] = true;
    passWildcards(at);
    for (int i = literalStart.length(); i < name.length(); i++) {
      at = after(name.charAt(i), at);
    }
    return at[tokens.length()];
  }

  private boolean[] after(char c, boolean[] at) {
    boolean[] next = new boolean[at.length];
    for (int t = 0; t < tokens.length(); t++) {
      if (!at[t]) {
        continue;
      }
      char token = tokens.charAt(t);
      if (token == ACROSS || (token == WITHIN && c != '.')) {
        next[t] = true;
      } else if (token == c) {
        next[t + 1] = true;
      }
    }
    passWildcards(next);
    return next;
  }

  /** A wildcard may stand for nothing. */
  private void passWildcards(boolean[] at) {
    for (int t = 0; t < tokens.length(); t++) {
      if (at[t] && (tokens.charAt(t) == WITHIN || tokens.charAt(t) == ACROSS)) {
        at[t + 1] = true;
      }
    }
  }

  /** The pattern with each run of two or more stars as one token. */
  private static String tokens(String pattern) {
    StringBuilder tokens = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      if (pattern.startsWith("**", i)) {
        tokens.append(ACROSS);
        i++;
      } else {
        tokens.append(pattern.charAt(i));
      }
    }
    return tokens.toString();
  }
}
