package io.tickcache.it.nemesis;

import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.RespClient;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the agent keeps in Redis is lost or not what it was. */
public final class DataFaults {

  private static final String KEYS = "tickcache:*";
  private static final String WRONG_TYPE =
      "redis.call('DEL', KEYS[1]) return redis.call('LPUSH', KEYS[1], 'not ours')";

  /** By turns: a piece is missing, the end is other, one byte is other, all of it is other. */
  private static final String GARBLED =
      """
      local v = redis.call('GET', KEYS[1])
      if not v then return 0 end
      local n = ARGV[1] % 4
      local half = math.floor(#v / 2)
      if n == 0 then v = string.sub(v, 1, half)
      elseif n == 1 then v = string.sub(v, 1, half) .. string.rep('\\255', #v - half)
      elseif n == 2 then v = string.sub(v, 1, #v - 6) .. '!' .. string.sub(v, #v - 4)
      else v = '\\0garbage' end
      redis.call('SET', KEYS[1], v, 'KEEPTTL')
      return 1
      """;

  private DataFaults() {}

  public static Nemesis flushAll(RedisServer redis) {
    return Fault.atOnce("FLUSHALL", () -> redis.command("FLUSHALL"));
  }

  /**
   * Keys of the agent become lists, and stay so.
   *
   * @param kind what the keys are for: value, lease, generation or counter
   */
  public static Nemesis wrongType(RedisServer redis, String kind) {
    return Fault.atOnce("lists under " + kind + " keys", () -> runOn(redis, kind, WRONG_TYPE));
  }

  public static Nemesis garbage(RedisServer redis) {
    return Fault.atOnce("garbage under value keys", () -> runOn(redis, "value", GARBLED));
  }

  private static void runOn(RedisServer redis, String kind, String script) throws IOException {
    try (RespClient client = new RespClient(redis.port())) {
      int turn = 0;
      for (String key : keys(client, kind)) {
        client.command("EVAL", script, "1", key, "" + turn++);
      }
    }
  }

  /**
   * The keys of the kind that are there, and for leases, which come and go, those that might be.
   */
  @SuppressWarnings("unchecked")
  private static Set<String> keys(RespClient client, String kind) throws IOException {
    Set<String> keys = new LinkedHashSet<>();
    for (String key : (List<String>) client.command("KEYS", KEYS)) {
      if (kind.equals("lease")) {
        keys.add(key.replace("}:v:", "}:l:"));
      } else {
        keys.add(key);
      }
    }
    keys.removeIf(key -> !isOf(kind, key));
    return keys;
  }

  private static boolean isOf(String kind, String key) {
    return switch (kind) {
      case "value" -> key.contains("}:v:");
      case "lease" -> key.contains("}:l:");
      case "generation" -> key.matches(".*:g(:.*)?");
      case "counter" -> key.endsWith("}:n");
      default -> throw new IllegalArgumentException("no such keys: " + kind);
    };
  }
}
