package io.tickcache.agent.upstream;

/**
 * Why a provider's calls are stopped, as processes tell each other: how often in a row it has
 * refused one, by which of the errors that the rules name, and in which words. Immutable.
 */
public final class Stop {

  private static final int LONGEST_MESSAGE = 200;

  /** How often in a row: the first time, and each probe since. */
  public final int failures;

  /** The position of the error among those that the rules name. */
  public final int pattern;

  /** What the error said, or the beginning of it. */
  public final String message;

  public Stop(int failures, int pattern, String message) {
    this.failures = failures;
    this.pattern = pattern;
    this.message =
        message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) : message;
  }

  /** Reads what {@link #toString} has written; throws IllegalArgumentException for all else. */
  public static Stop parse(String text) {
    String[] words = text.split(" ", 3);
    if (words.length != 3) {
      throw new IllegalArgumentException("no stop");
    }
    return new Stop(count(words[0]), count(words[1]), words[2]);
  }

  private static int count(String word) {
    int count = Integer.parseInt(word);
    if (count < 0) {
      throw new IllegalArgumentException("no count");
    }
    return count;
  }

  @Override
  public String toString() {
    return failures + " " + pattern + " " + message;
  }
}
