package io.tickcache.rules;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds the name that somebody meant: the one with the fewest edits (a letter more, less, other, or
 * two letters swapped) if they are few for its length. Letter case and underscores don't count.
 */
public final class Spelling {
  /** Past this nobody has mistyped a setting, and the table below would be large. */
  private static final int LONGEST = 40;

  private Spelling() {}

  /** "did you mean ...?", or null if nothing is near. */
  public static @Nullable String didYouMean(String name, Collection<String> known) {
    String nearest = nearest(name, known);
    return nearest == null ? null : "did you mean `" + nearest + "`?";
  }

  /** The known name that is nearest, or null if none is near. */
  public static @Nullable String nearest(String name, Collection<String> known) {
    String wanted = plain(name);
    String nearest = null;
    int fewest = 1 + Math.max(1, wanted.length() / 3);
    for (String candidate : known) {
      boolean far =
          wanted.length() > LONGEST || Math.abs(wanted.length() - candidate.length()) >= fewest;
      int edits = far ? fewest : edits(wanted, plain(candidate));
      if (edits < fewest) {
        nearest = candidate;
        fewest = edits;
      }
    }
    return nearest;
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static int edits(String from, String to) {
    int[][] edits = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        edits[i][j] = i == 0 || j == 0 ? i + j : fewest(edits, from, to, i, j);
      }
    }
    return edits[from.length()][to.length()];
  }

  private static int fewest(int[][] edits, String from, String to, int i, int j) {
    int other = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
    int fewest =
        Math.min(edits[i - 1][j - 1] + other, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
    boolean swapped =
        i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1);
    return swapped ? Math.min(fewest, 1 + edits[i - 2][j - 2]) : fewest;
  }
}
