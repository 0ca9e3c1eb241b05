package io.tickcache.it.nemesis;

import io.tickcache.it.harness.FaultProxy;
import io.tickcache.it.harness.FaultProxy.Direction;
import io.tickcache.it.harness.FaultProxy.Kind;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;

/** Faults of the way to Redis, for all applications whose proxy it is. */
public final class NetworkFaults {

  private static final long SEED = 20_090_706;

  private NetworkFaults() {}

  /** Connections end with a reset, and there are no new ones. */
  public static Nemesis down(FaultProxy proxy) {
    return Fault.of(
            "network down",
            () -> {
              proxy.refuse();
              proxy.reset(Kind.ALL);
            },
            proxy::pass)
        .redisIsOut();
  }

  /** Nothing moves for a while, and then goes on where it was. */
  public static Nemesis stall(FaultProxy proxy, Kind kind) {
    Fault stall =
        Fault.of("network stalls" + words(kind), () -> proxy.stall(kind), proxy::pass)
            .messagesAreLost();
    return kind == Kind.SUBSCRIBERS ? stall : stall.redisIsOut();
  }

  /** Connections swallow everything from now on, and nobody is told; new ones work. */
  public static Nemesis cut(FaultProxy proxy, Kind kind) {
    return Fault.atOnce("connections half open" + words(kind), () -> proxy.cut(kind))
        .messagesAreLost();
  }

  /** Everything is late, each way by the fixed time and up to the jitter. */
  public static Nemesis delay(FaultProxy proxy, Duration fixed, Duration jitter) {
    return Fault.of(
        "network delays " + fixed.toMillis() + " + " + jitter.toMillis() + " ms each way",
        () -> proxy.delay(fixed, jitter),
        proxy::pass);
  }

  /** Bits flip. */
  public static Nemesis corruption(FaultProxy proxy, Direction direction, double share) {
    return Fault.of(
            "bits flip " + words(direction),
            () -> proxy.corrupt(direction, share, SEED),
            proxy::pass)
        .messagesAreLost();
  }

  /** Parts of the stream are missing. */
  public static Nemesis holes(FaultProxy proxy, double share) {
    return Fault.of("bytes are missing", () -> proxy.drop(share, SEED), proxy::pass)
        .messagesAreLost();
  }

  /** A share of published messages doesn't arrive, and nothing else shows. */
  public static Nemesis lostMessages(FaultProxy proxy, double share) {
    Random random = new Random(SEED);
    return Fault.of(
            String.format(Locale.ROOT, "%.0f %% of messages lost", 100 * share),
            () -> proxy.loseMessages(text -> random.nextDouble() < share),
            proxy::pass)
        .messagesAreLost();
  }

  private static String words(Kind kind) {
    return switch (kind) {
      case ALL -> "";
      case SUBSCRIBERS -> ", subscribers only";
      case COMMANDS -> ", commands only";
    };
  }

  private static String words(Direction direction) {
    return switch (direction) {
      case BOTH -> "both ways";
      case TO_SERVER -> "on the way to Redis";
      case TO_CLIENT -> "on the way from Redis";
    };
  }
}
