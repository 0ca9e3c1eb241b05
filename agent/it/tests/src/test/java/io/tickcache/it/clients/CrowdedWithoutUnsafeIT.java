package io.tickcache.it.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tickcache.it.harness.JvmUnderTest;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The crowded application on a JVM that refuses the memory access of {@code sun.misc.Unsafe}, where
 * there is such a JVM. Some of its old libraries fail there; that is their own affair, and the same
 * without the agent.
 */
class CrowdedWithoutUnsafeIT {

  @RegisterExtension final World world = World.ofTest();

  @TempDir Path directory;

  @Test
  void onlyTheAgentsLinesAreAdded() throws IOException {
    assumeThat(JvmUnderTest.withoutUnsafe()).as("options that forbid it").isNotEmpty();
    List<String> arguments = new ArrayList<>(JvmUnderTest.openToReflection());
    arguments.addAll(JvmUnderTest.withoutUnsafe());
    RedisServer redis = world.redis();

    CrowdedRun plain =
        CrowdedRun.plain(Crowd.OLD, world, directory.resolve("plain"), redis, arguments);
    CrowdedRun woven =
        CrowdedRun.woven(Crowd.OLD, world, directory.resolve("woven"), redis, arguments);

    assertThat(woven.output()).isEqualTo(plain.output());
    assertThat(woven.log()).isEqualTo(plain.log());
    assertThat(woven.exitCode()).isEqualTo(plain.exitCode());
    assertThat(woven.errors()).isEqualTo(plain.errors());
    assertThat(woven.upstreamRequests()).isLessThan(plain.upstreamRequests() / 10);
    assertThat(redis.keys("*tickcache*")).isNotEmpty();
    assertThat(woven.agentsErrors()).hasSize(3);
  }
}
