package io.tickcache.sample.demo;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The command line of the demo.
 *
 * @param home the repository root
 * @param agent the agent jar, null for the one built in the repository
 * @param json where to write the figures for scripts, null for nowhere
 * @param live whether a line of output may be overwritten
 */
record DemoOptions(
    Path home,
    @Nullable Path agent,
    @Nullable Path json,
    int seconds,
    boolean redis,
    boolean explain,
    boolean live) {

  static final String USAGE =
      """
      usage: ./demo [--no-redis]      the cache of each process only, no Redis
                    [--explain]       show the arithmetic behind the table
                    [--json FILE]     write the same figures for scripts
                    [--seconds N]     length of each of the two runs (default 15)
                    [--agent JAR]     another agent jar than the one built here
      """;

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException if an option is unknown or has no usable value
   */
  static DemoOptions parse(String... args) {
    Path home = Path.of("");
    Path agent = null;
    Path json = null;
    int seconds = 15;
    boolean redis = true;
    boolean explain = false;
    boolean live = false;
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--no-redis" -> redis = false;
        case "--explain" -> explain = true;
        case "--live" -> live = true;
        case "--home" -> home = Path.of(value(args, ++i));
        case "--agent" -> agent = Path.of(value(args, ++i));
        case "--json" -> json = Path.of(value(args, ++i));
        case "--seconds" -> seconds = seconds(value(args, ++i));
        default -> throw new IllegalArgumentException("unknown option " + args[i]);
      }
    }
    return new DemoOptions(home, agent, json, seconds, redis, explain, live);
  }

  private static String value(String[] args, int index) {
    if (index >= args.length) {
      throw new IllegalArgumentException(args[index - 1] + " needs a value");
    }
    return args[index];
  }

  private static int seconds(String text) {
    if (!text.matches("[1-9]\\d{0,3}")) {
      throw new IllegalArgumentException("--seconds needs a whole number from 1 to 9999");
    }
    return Integer.parseInt(text);
  }
}
