package io.tickcache.sample.demo;

import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the exchange knows of its symbols: the moments from which the sequences 1, 2 and so on held,
 * in milliseconds since 1970.
 */
record Truth(Map<String, long[]> since) {
  private static final Pattern SINCE = Pattern.compile("\"since\":\\[([\\d,]*)]");

  /** The moments of one symbol, as the exchange writes them. */
  static long[] parse(String json) {
    Matcher matcher = SINCE.matcher(json);
    if (!matcher.find() || matcher.group(1).isEmpty()) {
      throw new IllegalArgumentException("no moments in " + json);
    }
    return Arrays.stream(matcher.group(1).split(",", -1)).mapToLong(Long::parseLong).toArray();
  }

  /**
   * Whether somebody who had that sequence in hand at that moment had an old one.
   *
   * @throws IllegalStateException if the symbol is not known
   */
  boolean isStale(String symbol, int sequence, long atMillis) {
    long[] moments = since.get(symbol);
    if (moments == null) {
      throw new IllegalStateException("no truth about " + symbol);
    }
    return sequence < moments.length && moments[sequence] <= atMillis;
  }
}
