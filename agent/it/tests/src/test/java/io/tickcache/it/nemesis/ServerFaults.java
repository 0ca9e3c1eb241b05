package io.tickcache.it.nemesis;

import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.RespClient;
import java.io.IOException;
import java.time.Duration;

/** Faults of the server itself: it dies, hangs, is full, or is busy with a script. */
public final class ServerFaults {

  private static final String BUSY_FOR =
      """
      local t = redis.call('TIME')
      local till = t[1] * 1000000 + t[2] + ARGV[1] * 1000
      repeat t = redis.call('TIME') until t[1] * 1000000 + t[2] >= till
      return 1
      """;

  private ServerFaults() {}

  /** It dies, and comes back empty. */
  public static Nemesis crash(RedisServer redis) {
    return Fault.of("Redis crashes", redis::kill, redis::start).redisIsOut();
  }

  /** It writes a snapshot, and later dies and comes back with what it was then. */
  public static Nemesis rewind(RedisServer redis) {
    return Fault.of(
        "Redis returns from a snapshot",
        redis::save,
        () -> {
          redis.kill();
          redis.start();
        });
  }

  public static Nemesis hang(RedisServer redis) {
    return Fault.of("Redis hangs", redis::pause, redis::resume).redisIsOut();
  }

  /** It hangs a few times, each time for so short a while that nobody should give it up. */
  public static Nemesis hiccups(RedisServer redis, Duration each) {
    return Fault.atOnce(
        "Redis hangs for " + each.toMillis() + " ms, five times",
        () -> {
          for (int i = 0; i < 5; i++) {
            redis.pause();
            Pause.of(each);
            redis.resume();
            Pause.of(each.multipliedBy(2));
          }
        });
  }

  /** It takes no more writes. */
  public static Nemesis full(RedisServer redis) {
    return Fault.of(
        "Redis is full",
        () -> {
          redis.configure("maxmemory-policy", "noeviction");
          redis.configure("maxmemory", "1");
        },
        () -> redis.configure("maxmemory", "0"));
  }

  /** A script of someone else keeps it busy once. */
  public static Nemesis slowScript(RedisServer redis, Duration time) {
    return Fault.atOnce(
        "a script takes " + time.toMillis() + " ms",
        () -> redis.command("EVAL", BUSY_FOR, "0", "" + time.toMillis()));
  }

  /** A script of someone else doesn't end; everyone is told that Redis is busy. */
  public static Nemesis stuckScript(RedisServer redis) {
    return Fault.of(
            "a script never ends",
            () -> {
              redis.configure("busy-reply-threshold", "100");
              try (RespClient client = new RespClient(redis.port())) {
                client.send("EVAL", "while true do end", "0");
                Pause.until("a busy Redis", () -> isBusy(redis));
              }
            },
            () -> {
              redis.command("SCRIPT", "KILL");
              Pause.until("a Redis that answers", () -> !isBusy(redis));
              redis.configure("busy-reply-threshold", "5000");
            })
        .redisIsOut();
  }

  /** It forgets all scripts. */
  public static Nemesis scriptFlush(RedisServer redis) {
    return Fault.atOnce("SCRIPT FLUSH", () -> redis.command("SCRIPT", "FLUSH"));
  }

  private static boolean isBusy(RedisServer redis) throws IOException {
    try (RespClient client = new RespClient(redis.port())) {
      client.send("PING");
      return client.isRefused();
    }
  }
}
