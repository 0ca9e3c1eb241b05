package io.tickcache.it.harness;

import java.util.HashMap;
import java.util.Map;

/** Numbers from a command line of the form {@code --rounds 5000}; each has a default. */
public final class Options {

  private final Map<String, Integer> values;

  private Options(Map<String, Integer> values) {
    this.values = values;
  }

  /**
   * The defaults with what the arguments say instead; ends this JVM with a message where they say
   * something else.
   */
  public static Options of(String[] arguments, Map<String, Integer> defaults) {
    Map<String, Integer> values = new HashMap<>(defaults);
    for (int i = 0; i < arguments.length; i += 2) {
      String name = arguments[i].replaceFirst("^--", "");
      if (!defaults.containsKey(name) || i + 1 == arguments.length) {
        System.err.println(
            "unknown or without a number: " + arguments[i] + "; there are " + defaults);
        System.exit(2);
      }
      values.put(name, Integer.parseInt(arguments[i + 1]));
    }
    return new Options(values);
  }

  public int get(String name) {
    return values.get(name);
  }
}
