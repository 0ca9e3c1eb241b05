package io.tickcache.sample.exchange.limit;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One limit of a provider: {@code weight} per {@code period}, counted in the way of its kind.
 *
 * @param burst how much may come at once; the weight itself where windows are counted
 */
public record Limit(Kind kind, int weight, Duration period, int burst) {
  private static final Pattern WRITTEN =
      Pattern.compile(
          "(\\d{1,9}) per (\\d{1,6})(ms|s|m|h)(?: (sliding|(burst|counter) (\\d{1,9})))?");

  /** How a limit is counted. */
  enum Kind {
    /** In windows that are aligned to the clock. */
    FIXED,
    /** In every window of the period's length, wherever it begins. */
    SLIDING,
    /** By a bucket that holds the burst and is filled up all the time. */
    BURST,
    /** By a counter up to the burst that decays, and that calls put up even if they are refused. */
    COUNTER
  }

  /** Refuses a limit that allows nothing. */
  public Limit {
    if (weight <= 0 || burst <= 0 || period.toMillis() <= 0) {
      throw new IllegalArgumentException("a limit must be above 0");
    }
  }

  static Limit fixed(int weight, Duration period) {
    return new Limit(Kind.FIXED, weight, period, weight);
  }

  /**
   * Reads {@code 20 per 1s, 1200 per 1m}; {@code sliding}, {@code burst 30} or {@code counter 30}
   * after a limit says how it is counted if not in windows by the clock.
   *
   * @throws IllegalArgumentException if the text is not of that form
   */
  static List<Limit> parseAll(String text) {
    return Arrays.stream(text.split(",", -1)).map(part -> parse(part.trim())).toList();
  }

  private static Limit parse(String text) {
    Matcher matcher = WRITTEN.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "no limit: `" + text + "`; write it as `20 per 1s` or `20 per 1s sliding`");
    }
    int weight = Integer.parseInt(matcher.group(1));
    Duration period = period(Integer.parseInt(matcher.group(2)), matcher.group(3));
    if (matcher.group(4) == null) {
      return fixed(weight, period);
    }
    if (matcher.group(5) == null) {
      return new Limit(Kind.SLIDING, weight, period, weight);
    }
    Kind kind = matcher.group(5).equals("burst") ? Kind.BURST : Kind.COUNTER;
    return new Limit(kind, weight, period, Integer.parseInt(matcher.group(6)));
  }

  private static Duration period(int number, String unit) {
    return switch (unit) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      default -> Duration.ofHours(number);
    };
  }

  /**
   * An unused window of this limit.
   *
   * @param originMillis when a window by the clock begins
   */
  Window open(long originMillis, long nowMillis) {
    return switch (kind) {
      case FIXED -> new FixedWindow(this, originMillis, nowMillis);
      case SLIDING -> new SlidingWindow(this, nowMillis);
      case BURST -> new Bucket(this, 0, nowMillis);
      case COUNTER -> new Bucket(this, -burst, nowMillis);
    };
  }

  /** The limit as {@link #parseAll} reads it. */
  @Override
  public String toString() {
    String rate = weight + " per " + periodText();
    return switch (kind) {
      case FIXED -> rate;
      case SLIDING -> rate + " sliding";
      case BURST -> rate + " burst " + burst;
      case COUNTER -> rate + " counter " + burst;
    };
  }

  private String periodText() {
    long millis = period.toMillis();
    if (millis % 3_600_000 == 0) {
      return millis / 3_600_000 + "h";
    }
    if (millis % 60_000 == 0) {
      return millis / 60_000 + "m";
    }
    return millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
  }
}
