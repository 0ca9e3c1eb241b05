package io.tickcache.it.neighbours;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.it.harness.AgentFile;
import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.Upstream;
import io.tickcache.it.harness.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A profiler that weaves our woven classes again and again, while they are in use. */
class ProfilerIT {

  @RegisterExtension final World world = World.ofTest();

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void classesStayWovenAndEntriesStayWhateverItDoesToThem(Neighbours.Order order)
      throws IOException {
    RedisServer redis = world.redis();
    Upstream upstream = world.upstream();
    Path jar = directory.resolve("profiler.jar");
    AgentFile.write(jar, "Premain-Class", ProfilerAgent.parts());
    AgentJvm app =
        Neighbours.beside(
            world, Neighbours.desk(upstream, List.of()), order, redis, "-javaagent:" + jar);

    List<String> first = Neighbours.calls(app);
    for (String step : List.of("begin", "redefine", "end")) {
      assertThat(app.ask("profiler " + step)).isEqualTo("done");
      assertThat(Neighbours.calls(app)).as(step).isEqualTo(first);
    }

    assertThat(Long.parseLong(app.ask("profiler count"))).as("calls it has seen").isPositive();
    assertThat(upstream.calls()).isEqualTo(1 + 4);
    app.awaitError("methods matched");
    app.end();
    assertThat(app.errors()).isEqualTo(Neighbours.ours(app)).hasSize(3);
  }
}
