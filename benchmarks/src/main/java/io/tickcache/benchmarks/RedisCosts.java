package io.tickcache.benchmarks;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.tickcache.agent.cache.Reading;
import io.tickcache.agent.cache.RemoteCache;
import io.tickcache.agent.cache.RemoteKey;
import io.tickcache.agent.cache.Ticker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Measures what each of the agent's steps takes of Redis: CPU time of its process, system calls
 * included, and bytes. One step at a time, as of many processes that each wait for their answer.
 * What the model of docs/scale.md counts with comes from here.
 */
final class RedisCosts {

  private static final int STEPS = 20_000;
  private static final int MESSAGES = 4_000;
  private static final int SUBSCRIBERS = 50;
  private static final long LEASE_MILLIS = 10_000;
  private static final long HOUR = TimeUnit.HOURS.toNanos(1);
  private static final Pattern FIGURE = Pattern.compile("(\\w+):([0-9.]+)");

  /** About as long as a quote of ten fields that the agent has encoded. */
  private static final int VALUE = 120;

  private final RedisClient lettuce;
  private final RedisCommands<String, String> redis;
  private final Table table = new Table("step", "CPU us", "bytes");

  private RedisCosts(RedisClient lettuce, RedisCommands<String, String> redis) {
    this.lettuce = lettuce;
    this.redis = redis;
  }

  public static void main(String[] arguments)
      throws IOException, InterruptedException, RunnerException {
    try (RedisServer server = RedisServer.started()) {
      RedisClient lettuce = RedisClient.create("redis://127.0.0.1:" + server.port());
      try (StatefulRedisConnection<String, String> connection = lettuce.connect()) {
        RedisCosts costs = new RedisCosts(lettuce, connection.sync());
        costs.second("a second of Redis by itself");
        try (SecondTier tier = SecondTier.inUse(server)) {
          costs.second("a second of a process that asks for nothing, with that");
          costs.measure(tier.remote);
        }
      } finally {
        lettuce.shutdown();
      }
    }
  }

  private void second(String name) throws InterruptedException {
    step(name, 10, i -> TimeUnit.SECONDS.sleep(1));
  }

  private void measure(RemoteCache tier) throws InterruptedException {
    System.out.println("machine: " + Machine.load());
    RemoteKey[] keys = new RemoteKey[STEPS];
    for (int i = 0; i < STEPS; i++) {
      keys[i] = new RemoteKey("quotes", "SYM" + i, "1");
    }
    List<Reading.Leased> leases = new ArrayList<>();
    step(
        "read that finds nothing and takes the lease",
        STEPS,
        i -> leases.add(leased(tier, keys[i])));
    byte[] value = new byte[VALUE];
    // Fills aren't waited for; a read of the same connection is.
    step(
        "fill, told to one process",
        STEPS,
        i -> {
          tier.fill(keys[i], leases.get(i).lease(), value, Ticker.SYSTEM.read(), HOUR);
          if (i % 100 == 99) {
            found(tier, keys[i]);
          }
        });
    step("read that finds a value", STEPS, i -> found(tier, keys[i]));
    step("GET of the same", STEPS, i -> redis.get("tickcache:{tickcache:0}:v:quotes:SYM" + i));
    step("invalidation, told to one process", STEPS, i -> tier.invalidate("quotes", "SYM" + i));
    step("PUBLISH, to nobody", MESSAGES, i -> redis.publish("other", message(i)));
    List<StatefulRedisPubSubConnection<String, String>> subscribers = new ArrayList<>();
    for (int i = 0; i < SUBSCRIBERS; i++) {
      subscribers.add(lettuce.connectPubSub());
      subscribers.get(i).sync().subscribe("other");
    }
    step("PUBLISH, to " + SUBSCRIBERS, MESSAGES, i -> redis.publish("other", message(i)));
    subscribers.forEach(StatefulRedisPubSubConnection::close);
    System.out.println(table.text());
  }

  private static String message(int i) {
    return "1 l 0123456789abcdef 0 1790000000000000 quotes SYM%05d 01234567".formatted(i);
  }

  private static Reading.Leased leased(RemoteCache tier, RemoteKey key) {
    return (Reading.Leased) tier.read(key, LEASE_MILLIS, Ticker.SYSTEM.read());
  }

  private static void found(RemoteCache tier, RemoteKey key) {
    if (!(tier.read(key, LEASE_MILLIS, Ticker.SYSTEM.read()) instanceof Reading.Found)) {
      throw new IllegalStateException("nothing for " + key);
    }
  }

  private void step(String name, int times, Step step) throws InterruptedException {
    double cpu = cpuMicros();
    double bytes = bytes();
    for (int i = 0; i < times; i++) {
      step.run(i);
    }
    cpu = cpuMicros() - cpu;
    bytes = bytes() - bytes;
    table.add(List.of(name, "%.1f".formatted(cpu / times), "%.0f".formatted(bytes / times)));
  }

  private double cpuMicros() {
    String info = redis.info("cpu");
    return 1e6 * (figure(info, "used_cpu_user") + figure(info, "used_cpu_sys"));
  }

  private double bytes() {
    String info = redis.info("stats");
    return figure(info, "total_net_input_bytes") + figure(info, "total_net_output_bytes");
  }

  private static double figure(String info, String name) {
    Matcher matcher = FIGURE.matcher(info);
    while (matcher.find()) {
      if (matcher.group(1).equals(name)) {
        return Double.parseDouble(matcher.group(2));
      }
    }
    throw new IllegalStateException("no " + name + " in " + info);
  }

  /** Something that Redis has a part in. */
  private interface Step {
    void run(int i) throws InterruptedException;
  }
}
