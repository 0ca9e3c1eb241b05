package io.tickcache.it.nemesis;

import io.tickcache.it.harness.FaultProxy.Direction;
import io.tickcache.it.harness.FaultProxy.Kind;
import java.time.Duration;
import java.util.function.Function;

/** All nemeses there are, each for a scene that is yet to be. */
public enum Nemeses {
  /** Nothing: what the machine and the agent do by themselves. */
  NONE(scene -> Fault.atOnce("(none)", () -> {})),
  CRASH(scene -> ServerFaults.crash(scene.redis())),
  REWIND(scene -> ServerFaults.rewind(scene.redis())),
  HANG(scene -> ServerFaults.hang(scene.redis())),
  HICCUPS(scene -> ServerFaults.hiccups(scene.redis(), Duration.ofMillis(25))),
  FULL(scene -> ServerFaults.full(scene.redis())),
  SLOW_SCRIPT(scene -> ServerFaults.slowScript(scene.redis(), Duration.ofMillis(300))),
  STUCK_SCRIPT(scene -> ServerFaults.stuckScript(scene.redis())),
  SCRIPT_FLUSH(scene -> ServerFaults.scriptFlush(scene.redis())),
  NETWORK_DOWN(scene -> NetworkFaults.down(scene.proxy())),
  STALL(scene -> NetworkFaults.stall(scene.proxy(), Kind.ALL)),
  SUBSCRIBERS_STALL(scene -> NetworkFaults.stall(scene.proxy(), Kind.SUBSCRIBERS)),
  CUT(scene -> NetworkFaults.cut(scene.proxy(), Kind.ALL)),
  SUBSCRIBERS_CUT(scene -> NetworkFaults.cut(scene.proxy(), Kind.SUBSCRIBERS)),
  COMMANDS_CUT(scene -> NetworkFaults.cut(scene.proxy(), Kind.COMMANDS)),
  DELAY(scene -> NetworkFaults.delay(scene.proxy(), Duration.ofMillis(10), Duration.ofMillis(10))),
  DELAY_BEYOND_TIMEOUT(
      scene -> NetworkFaults.delay(scene.proxy(), Duration.ofMillis(80), Duration.ofMillis(80))),
  CORRUPT_REPLIES(scene -> NetworkFaults.corruption(scene.proxy(), Direction.TO_CLIENT, 0.02)),
  CORRUPT_COMMANDS(scene -> NetworkFaults.corruption(scene.proxy(), Direction.TO_SERVER, 0.02)),
  HOLES(scene -> NetworkFaults.holes(scene.proxy(), 0.02)),
  ALL_MESSAGES_LOST(scene -> NetworkFaults.lostMessages(scene.proxy(), 1)),
  SOME_MESSAGES_LOST(scene -> NetworkFaults.lostMessages(scene.proxy(), 0.3)),
  CLIENTS_KILLED(scene -> ClientFaults.clientKill(scene.redis(), "normal")),
  SUBSCRIBERS_KILLED(scene -> ClientFaults.clientKill(scene.redis(), "pubsub")),
  SUBSCRIBERS_OVERFLOW(scene -> ClientFaults.overflow(scene.redis(), scene.proxy(), Scene.CHANNEL)),
  FLUSH_ALL(scene -> DataFaults.flushAll(scene.redis())),
  GARBAGE(scene -> DataFaults.garbage(scene.redis())),
  WRONG_VALUES(scene -> DataFaults.wrongType(scene.redis(), "value")),
  WRONG_LEASES(scene -> DataFaults.wrongType(scene.redis(), "lease")),
  WRONG_GENERATIONS(scene -> DataFaults.wrongType(scene.redis(), "generation")),
  WRONG_COUNTERS(scene -> DataFaults.wrongType(scene.redis(), "counter")),
  PAUSED_PROCESS(scene -> ProcessFaults.pause(scene.two())),
  CLOCK_AHEAD(scene -> ProcessFaults.clockJump(scene.clock(), Duration.ofHours(1))),
  CLOCK_BEHIND(scene -> ProcessFaults.clockJump(scene.clock(), Duration.ofHours(-1)));

  @SuppressWarnings("ImmutableEnumChecker") // functions without state
  private final Function<Scene, Nemesis> maker;

  Nemeses(Function<Scene, Nemesis> maker) {
    this.maker = maker;
  }

  public Nemesis in(Scene scene) {
    return maker.apply(scene);
  }
}
