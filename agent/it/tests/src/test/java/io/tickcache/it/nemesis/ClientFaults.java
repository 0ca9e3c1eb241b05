package io.tickcache.it.nemesis;

import io.tickcache.it.harness.FaultProxy;
import io.tickcache.it.harness.FaultProxy.Kind;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.RespClient;
import java.io.IOException;

/** Redis ends connections of its own accord. */
public final class ClientFaults {

  private static final int MOST_MESSAGES = 4_000;
  private static final String MESSAGE = "flood " + "x".repeat(64 * 1024);

  private ClientFaults() {}

  /**
   * Someone ends the connections.
   *
   * @param type as CLIENT KILL has it: normal or pubsub
   */
  public static Nemesis clientKill(RedisServer redis, String type) {
    return Fault.atOnce(
            "CLIENT KILL TYPE " + type, () -> redis.command("CLIENT", "KILL", "TYPE", type))
        .messagesAreLost();
  }

  /** Subscribers are too slow for a flood of messages, and Redis gives them up. */
  public static Nemesis overflow(RedisServer redis, FaultProxy proxy, String channel) {
    return Fault.of(
            "flood of messages for slow subscribers",
            () -> {
              redis.configure("client-output-buffer-limit", "pubsub 100kb 0 0");
              proxy.stall(Kind.SUBSCRIBERS);
              flood(redis, channel);
            },
            () -> {
              proxy.pass();
              redis.configure("client-output-buffer-limit", "pubsub 32mb 8mb 60");
            })
        .messagesAreLost();
  }

  /** Publishes until Redis has no subscriber any more. */
  private static void flood(RedisServer redis, String channel) throws IOException {
    try (RespClient client = new RespClient(redis.port())) {
      for (int i = 0; i < MOST_MESSAGES; i++) {
        if ((Long) client.command("PUBLISH", channel, MESSAGE) == 0) {
          return;
        }
      }
    }
    throw new IllegalStateException("subscribers took " + MOST_MESSAGES + " messages");
  }
}
