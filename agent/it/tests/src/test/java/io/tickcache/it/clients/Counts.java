package io.tickcache.it.clients;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an application counted, as it says it on its console: {@code asked=80 failed=0}. */
final class Counts {

  private static final Pattern COUNT = Pattern.compile("(\\w+)=(\\d+)");

  private final String answer;
  private final Map<String, Integer> values = new HashMap<>();

  private Counts(String answer) {
    this.answer = answer;
    Matcher counts = COUNT.matcher(answer);
    while (counts.find()) {
      values.put(counts.group(1), Integer.parseInt(counts.group(2)));
    }
  }

  static Counts in(String answer) {
    return new Counts(answer);
  }

  int of(String name) {
    Integer value = values.get(name);
    if (value == null) {
      throw new AssertionError("no count of `" + name + "` in: " + answer);
    }
    return value;
  }

  @Override
  public String toString() {
    return answer;
  }
}
