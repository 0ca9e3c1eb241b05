package io.tickcache.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.it.harness.AgentCommand;
import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.Heap;
import io.tickcache.it.harness.JvmUnderTest;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the agent's own Lettuce and Netty have to say goes nowhere, least of all to the application.
 */
class CrowdedOutageIT {

  @RegisterExtension final World world = World.ofTest();

  @TempDir Path directory;

  @Test
  void anOutageOfRedisIsToldByTheAgentAlone() throws IOException {
    RedisServer redis = world.redis();
    CrowdedRun run =
        CrowdedRun.connected(
            Crowd.OLD,
            world,
            directory,
            redis,
            JvmUnderTest.openToReflection(),
            "metrics: {application-registry: on}\n");
    List<String> before = run.errors();
    int inUse = run.jvm().errors("redis: in use").size();

    redis.kill();
    run.jvm().awaitError("redis: out");
    run.jvm().ask("quotes");
    redis.start();
    AgentJvm.awaiting("Redis to be in use again")
        .until(() -> run.jvm().errors("redis: in use").size() > inUse);
    run.jvm().ask("quotes");
    run.jvm().ask("logging");
    List<String> during = run.errors();
    // To a command that comes in, newer JVMs have something to say themselves.
    assertIsInItsRegistryAndHeldByNone(run.jvm());
    run.jvm().end();

    assertThat(during).isEqualTo(before);
    assertThat(run.log()).noneMatch(line -> line.contains("lettuce") || line.contains("shaded"));
  }

  /** Its Micrometer has no way to take a meter out. */
  private static void assertIsInItsRegistryAndHeldByNone(AgentJvm app) throws IOException {
    AgentJvm.awaiting("the look-ups in the application's registry")
        .until(() -> app.ask("registry"), told -> told.matches("\\d{2,} meters, [1-9].* gets"));

    assertThat(AgentCommand.run("detach", app.pid()).status()).isZero();

    AgentJvm.awaiting("the agent to be unloaded")
        .until(() -> Heap.objects(app.pid(), "io.tickcache.bootstrap.AgentLoader") == 0);
  }
}
