package io.tickcache.sample.demo;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Named counts, as the exchange and the trading processes give them. Immutable. */
record Counters(Map<String, Long> values) {
  private static final Pattern FIELD = Pattern.compile("\"(\\w+)\"\\s*:\\s*(-?\\d+)");

  Counters {
    values = Map.copyOf(values);
  }

  /** Reads a flat JSON object; fields that are no whole number are passed over. */
  static Counters ofJson(String json) {
    Map<String, Long> values = new TreeMap<>();
    Matcher matcher = FIELD.matcher(json);
    while (matcher.find()) {
      values.put(matcher.group(1), Long.parseLong(matcher.group(2)));
    }
    return new Counters(values);
  }

  /**
   * The count of that name.
   *
   * @throws IllegalStateException if nobody counted it
   */
  long get(String name) {
    Long value = values.get(name);
    if (value == null) {
      throw new IllegalStateException("no counter " + name + " in " + values.keySet());
    }
    return value;
  }

  /** The count of that name, 0 if nobody counted it. */
  long getOrZero(String name) {
    return values.getOrDefault(name, 0L);
  }

  /** What was counted since {@code before}. */
  Counters since(Counters before) {
    Map<String, Long> result = new TreeMap<>(values);
    result.replaceAll((name, value) -> value - before.getOrZero(name));
    return new Counters(result);
  }
}
