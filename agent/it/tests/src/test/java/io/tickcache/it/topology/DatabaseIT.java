package io.tickcache.it.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.RespClient;
import io.tickcache.it.harness.World;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A database other than 0. */
class DatabaseIT {

  @RegisterExtension final World world = World.ofTest();

  @Test
  void everythingIsKeptInTheDatabaseThatTheAddressNamesAlsoAfterALostConnection()
      throws IOException {
    RedisServer redis = world.redis();
    Applications applications =
        new Applications(world, world.upstream(), "uri: " + redis.uri() + "/3", "timeout: 1s");
    AgentJvm app = applications.startKeeping();
    app.ask("quote AAPL");
    awaitValue(redis, "AAPL");

    redis.command("CLIENT", "KILL", "TYPE", "normal");
    app.awaitError("redis: in use");
    app.awaitSynced();
    app.ask("quote MSFT");

    awaitValue(redis, "MSFT");
    assertThat(redis.keys("*")).isEmpty();
  }

  private static void awaitValue(RedisServer redis, String symbol) {
    AgentJvm.awaiting("the fill of L2")
        .until(
            () -> {
              try (RespClient client = new RespClient(redis.port())) {
                client.command("SELECT", "3");
                return !client
                    .command("KEYS", "tickcache:*:v:*" + symbol + "*")
                    .toString()
                    .equals("[]");
              }
            });
  }
}
