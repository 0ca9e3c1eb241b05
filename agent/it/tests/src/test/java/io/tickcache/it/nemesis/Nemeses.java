package io.tickcache.it.nemesis;

import io.tickcache.it.harness.FaultProxy.Direction;
import io.tickcache.it.harness.FaultProxy.Kind;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** All nemeses there are, for a scene that is yet to be. */
public final class Nemeses {

  private static final Duration BELOW_TIMEOUT = Duration.ofMillis(10);
  private static final Duration BEYOND_TIMEOUT = Duration.ofMillis(80);

  private Nemeses() {}

  /** No nemesis: what the machine and the agent do by themselves. */
  public static Nemesis none() {
    return Fault.atOnce("(none)", () -> {});
  }

  public static List<Function<Scene, Nemesis>> all() {
    return List.of(
        scene -> none(),
        scene -> ServerFaults.crash(scene.redis()),
        scene -> ServerFaults.rewind(scene.redis()),
        scene -> ServerFaults.hang(scene.redis()),
        scene -> ServerFaults.hiccups(scene.redis(), Duration.ofMillis(25)),
        scene -> ServerFaults.full(scene.redis()),
        scene -> ServerFaults.slowScript(scene.redis(), Duration.ofMillis(300)),
        scene -> ServerFaults.stuckScript(scene.redis()),
        scene -> ServerFaults.scriptFlush(scene.redis()),
        scene -> NetworkFaults.down(scene.proxy()),
        scene -> NetworkFaults.stall(scene.proxy(), Kind.ALL),
        scene -> NetworkFaults.stall(scene.proxy(), Kind.SUBSCRIBERS),
        scene -> NetworkFaults.cut(scene.proxy(), Kind.ALL),
        scene -> NetworkFaults.cut(scene.proxy(), Kind.SUBSCRIBERS),
        scene -> NetworkFaults.cut(scene.proxy(), Kind.COMMANDS),
        scene -> NetworkFaults.delay(scene.proxy(), BELOW_TIMEOUT, BELOW_TIMEOUT),
        scene -> NetworkFaults.delay(scene.proxy(), BEYOND_TIMEOUT, BEYOND_TIMEOUT),
        scene -> NetworkFaults.corruption(scene.proxy(), Direction.TO_CLIENT, 0.02),
        scene -> NetworkFaults.corruption(scene.proxy(), Direction.TO_SERVER, 0.02),
        scene -> NetworkFaults.holes(scene.proxy(), 0.02),
        scene -> NetworkFaults.lostMessages(scene.proxy(), 1),
        scene -> NetworkFaults.lostMessages(scene.proxy(), 0.3),
        scene -> ClientFaults.clientKill(scene.redis(), "normal"),
        scene -> ClientFaults.clientKill(scene.redis(), "pubsub"),
        scene -> ClientFaults.overflow(scene.redis(), scene.proxy(), Scene.CHANNEL),
        scene -> DataFaults.flushAll(scene.redis()),
        scene -> DataFaults.garbage(scene.redis()),
        scene -> DataFaults.wrongType(scene.redis(), "value"),
        scene -> DataFaults.wrongType(scene.redis(), "lease"),
        scene -> DataFaults.wrongType(scene.redis(), "generation"),
        scene -> DataFaults.wrongType(scene.redis(), "counter"),
        scene -> ProcessFaults.pause(scene.two()),
        scene -> ProcessFaults.clockJump(scene.clock(), Duration.ofHours(1)),
        scene -> ProcessFaults.clockJump(scene.clock(), Duration.ofHours(-1)));
  }
}
