package io.tickcache.it.history;

import io.tickcache.it.harness.RedisServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What goes wrong in a run. */
final class Nemeses {

  private Nemeses() {}

  /** Every trouble once, in an order that the seed gives. */
  static List<Trouble> rotation(RedisServer redis, Fleet fleet, Random random) {
    List<Trouble> troubles = new ArrayList<>();
    troubles.add(everyone(of("redis hangs for a moment", redis::pause, redis::resume), 0.3));
    troubles.add(silence(of("redis hangs", redis::pause, redis::resume), 6));
    troubles.add(silence(of("redis crashes", redis::kill, redis::start), 1.5));
    troubles.add(everyone(of("connections are killed", () -> killClients(redis, "normal")), 0.1));
    troubles.add(everyone(new DeafClients(redis), 1));
    troubles.add(
        everyone(of("redis is full", () -> memory(redis, "1"), () -> memory(redis, "0")), 1.5));
    troubles.add(amnesia(of("redis forgets all", () -> redis.command("FLUSHALL"))));
    troubles.add(paused(fleet, random.nextInt(fleet.size())));
    Collections.shuffle(troubles, random);
    return troubles;
  }

  private static void memory(RedisServer redis, String bytes) throws IOException {
    redis.command("CONFIG", "SET", "maxmemory", bytes);
  }

  private static Trouble amnesia(Nemesis nemesis) {
    return new Trouble(nemesis, Fault.Effect.AMNESIA, () -> Operation.ALL, Duration.ZERO);
  }

  private static Trouble paused(Fleet fleet, int place) {
    Nemesis nemesis =
        of(
            "a process is paused",
            () -> Signals.send(fleet.pid(place), "STOP"),
            () -> Signals.send(fleet.pid(place), "CONT"));
    return new Trouble(
        nemesis, Fault.Effect.PAUSE, () -> fleet.number(place), Duration.ofMillis(1_200));
  }

  private static Trouble everyone(Nemesis nemesis, double seconds) {
    return new Trouble(nemesis, Fault.Effect.LOSS, () -> Operation.ALL, seconds(seconds));
  }

  private static Trouble silence(Nemesis nemesis, double seconds) {
    return new Trouble(nemesis, Fault.Effect.SILENCE, () -> Operation.ALL, seconds(seconds));
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.round(1_000 * seconds));
  }

  static Object killClients(RedisServer redis, String type) throws IOException {
    return redis.command("CLIENT", "KILL", "TYPE", type, "SKIPME", "yes");
  }

  private static Nemesis of(String name, Step strike) {
    return of(name, strike, () -> {});
  }

  private static Nemesis of(String name, Step strike, Step heal) {
    return new Nemesis() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public void strike() throws Exception {
        strike.take();
      }

      @Override
      public void heal() throws Exception {
        heal.take();
      }
    };
  }

  private interface Step {
    void take() throws Exception;
  }
}
