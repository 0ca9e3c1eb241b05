package io.tickcache.it.load;

import io.tickcache.it.harness.RedisServer;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Redis has done so far, by its own counts: commands, those that scripts run among them, the
 * bytes that came and went, its CPU time, and how often each command was called.
 */
record RedisTraffic(long commands, long bytes, double cpuMicros, Map<String, Long> calls) {

  private static final Pattern CPU = Pattern.compile("used_cpu_(?:user|sys):([0-9.]+)");
  private static final Pattern CALLS = Pattern.compile("cmdstat_(\\S+?):calls=(\\d+)");

  static RedisTraffic of(RedisServer redis) throws IOException {
    Map<String, Long> calls = new TreeMap<>();
    Matcher matcher = CALLS.matcher((String) redis.command("INFO", "commandstats"));
    while (matcher.find()) {
      calls.put(matcher.group(1), Long.parseLong(matcher.group(2)));
    }
    return new RedisTraffic(
        redis.info("total_commands_processed"),
        redis.info("total_net_input_bytes") + redis.info("total_net_output_bytes"),
        cpuMicros(redis),
        calls);
  }

  private static double cpuMicros(RedisServer redis) throws IOException {
    return CPU.matcher((String) redis.command("INFO", "cpu"))
        .results()
        .mapToDouble(time -> 1e6 * Double.parseDouble(time.group(1)))
        .sum();
  }

  RedisTraffic since(RedisTraffic earlier) {
    Map<String, Long> more = new TreeMap<>();
    calls.forEach(
        (command, number) -> more.put(command, number - earlier.calls.getOrDefault(command, 0L)));
    more.values().removeIf(number -> number == 0);
    return new RedisTraffic(
        commands - earlier.commands, bytes - earlier.bytes, cpuMicros - earlier.cpuMicros, more);
  }
}
