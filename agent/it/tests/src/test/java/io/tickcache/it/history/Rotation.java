package io.tickcache.it.history;

import io.tickcache.it.harness.FaultProxy;
import io.tickcache.it.harness.FaultProxy.Direction;
import io.tickcache.it.harness.FaultProxy.Kind;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.history.Fault.Effect;
import io.tickcache.it.nemesis.ClientFaults;
import io.tickcache.it.nemesis.DataFaults;
import io.tickcache.it.nemesis.Nemesis;
import io.tickcache.it.nemesis.NetworkFaults;
import io.tickcache.it.nemesis.ProcessFaults;
import io.tickcache.it.nemesis.Scene;
import io.tickcache.it.nemesis.ServerFaults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What goes wrong in a run, in an order that the seed gives, and what it takes from whom. */
final class Rotation {

  private static final Duration JUMP = Duration.ofHours(1);

  private final RedisServer redis;
  private final FaultProxy proxy;
  private final Fleet fleet;
  private final Random random;
  private final List<Trouble> troubles = new ArrayList<>();

  private Rotation(RedisServer redis, FaultProxy proxy, Fleet fleet, Random random) {
    this.redis = redis;
    this.proxy = proxy;
    this.fleet = fleet;
    this.random = random;
  }

  /** One fault of each sort, for a run of a minute. */
  static List<Trouble> brief(RedisServer redis, FaultProxy proxy, Fleet fleet, Random random) {
    Rotation rotation = new Rotation(redis, proxy, fleet, random);
    rotation.oneOfEachSort();
    return rotation.shuffled();
  }

  /** All faults there are. */
  static List<Trouble> whole(RedisServer redis, FaultProxy proxy, Fleet fleet, Random random) {
    Rotation rotation = new Rotation(redis, proxy, fleet, random);
    rotation.oneOfEachSort();
    rotation.furtherOfServers();
    rotation.furtherOfNetworks();
    rotation.furtherOfData();
    rotation.furtherOfProcesses();
    return rotation.shuffled();
  }

  private List<Trouble> shuffled() {
    Collections.shuffle(troubles, random);
    return troubles;
  }

  private void oneOfEachSort() {
    loss(ServerFaults.hang(redis), 0.3);
    silence(ServerFaults.hang(redis), 6);
    silence(ServerFaults.crash(redis), 1.5);
    loss(ClientFaults.clientKill(redis, "normal"), 0.1);
    loss(new DeafClients(redis), 1);
    loss(ServerFaults.full(redis), 1.5);
    amnesia(DataFaults.flushAll(redis));
    int place = random.nextInt(fleet.size());
    troubles.add(
        new Trouble(
            ProcessFaults.pause(() -> fleet.jvm(place)),
            Effect.PAUSE,
            () -> fleet.number(place),
            Duration.ofMillis(1_200)));
  }

  private void furtherOfServers() {
    loss(ServerFaults.rewind(redis), 1.5);
    nothing(ServerFaults.hiccups(redis, Duration.ofMillis(25)), 0);
    loss(ServerFaults.slowScript(redis, Duration.ofMillis(300)), 0);
    loss(ServerFaults.stuckScript(redis), 1.5);
    nothing(ServerFaults.scriptFlush(redis), 0);
    loss(ClientFaults.clientKill(redis, "pubsub"), 0.1);
    loss(ClientFaults.overflow(redis, proxy, Scene.CHANNEL), 1);
  }

  private void furtherOfNetworks() {
    silence(NetworkFaults.down(proxy), 4);
    silence(NetworkFaults.stall(proxy, Kind.ALL), 4);
    loss(NetworkFaults.stall(proxy, Kind.SUBSCRIBERS), 2);
    for (Kind kind : Kind.values()) {
      loss(NetworkFaults.cut(proxy, kind), 1.5);
    }
    nothing(NetworkFaults.delay(proxy, Duration.ofMillis(5), Duration.ofMillis(5)), 3);
    loss(NetworkFaults.delay(proxy, Duration.ofMillis(80), Duration.ofMillis(80)), 3);
    loss(NetworkFaults.corruption(proxy, Direction.TO_CLIENT, 0.02), 2);
    loss(NetworkFaults.corruption(proxy, Direction.TO_SERVER, 0.02), 2);
    loss(NetworkFaults.holes(proxy, 0.02), 2);
    loss(NetworkFaults.lostMessages(proxy, 1), 2);
    loss(NetworkFaults.lostMessages(proxy, 0.3), 2);
  }

  private void furtherOfData() {
    amnesia(DataFaults.garbage(redis));
    for (String kind : List.of("value", "lease", "generation", "counter")) {
      amnesia(DataFaults.wrongType(redis, kind));
    }
  }

  private void furtherOfProcesses() {
    for (Duration jump : List.of(JUMP, JUMP.negated())) {
      nothing(new ClockJump(fleet, random.nextInt(fleet.size()), jump), 2);
    }
  }

  /** Nothing that a caller or another process would notice. */
  private void nothing(Nemesis nemesis, double seconds) {
    everyone(nemesis, Effect.NOTHING, seconds);
  }

  private void loss(Nemesis nemesis, double seconds) {
    everyone(nemesis, Effect.LOSS, seconds);
  }

  private void silence(Nemesis nemesis, double seconds) {
    everyone(nemesis, Effect.SILENCE, seconds);
  }

  private void amnesia(Nemesis nemesis) {
    everyone(nemesis, Effect.AMNESIA, 0);
  }

  private void everyone(Nemesis nemesis, Effect effect, double seconds) {
    Duration length = Duration.ofMillis(Math.round(1_000 * seconds));
    troubles.add(new Trouble(nemesis, effect, () -> Operation.ALL, length));
  }
}
