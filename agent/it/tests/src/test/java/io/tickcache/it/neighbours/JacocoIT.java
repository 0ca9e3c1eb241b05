package io.tickcache.it.neighbours;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.it.containers.Desk;
import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.Upstream;
import io.tickcache.it.harness.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** JaCoCo adds a member to each class when it is loaded, and counts what of it was run. */
class JacocoIT {

  @RegisterExtension static final World WORLD = World.ofClass();

  @TempDir static Path directory;

  private static List<String> answersAlone;
  private static Map<String, String> coverageAlone;

  @BeforeAll
  static void runItAlone() throws IOException {
    Path file = directory.resolve("alone.exec");
    AgentJvm app =
        WORLD.start(Neighbours.desk(WORLD.upstream(), List.of()).jvmArguments(jacoco(file)));
    app.ask("quote FIRST");
    answersAlone = Neighbours.calls(app);
    app.end();
    coverageAlone = JacocoFile.coverage(file);
    assertThat(app.errors()).isEmpty();
    assertThat(coverageAlone.get("com/acme/desk/DeskClient")).contains("1");
  }

  private static String jacoco(Path file) {
    return "-javaagent:"
        + Desk.library("jacoco", "org.jacoco.agent-runtime").get(0)
        + "=includes=com.acme.*,destfile="
        + file;
  }

  @ParameterizedTest
  @EnumSource
  void itCountsAsBeforeAndSoDoWe(Neighbours.Order order) throws IOException {
    Path file = directory.resolve(order + ".exec");
    RedisServer redis = WORLD.redis();
    Upstream upstream = WORLD.upstream();
    AgentJvm app =
        Neighbours.beside(WORLD, Neighbours.desk(upstream, List.of()), order, redis, jacoco(file));

    List<String> answers = Neighbours.calls(app);
    app.awaitError("methods matched");
    app.end();

    assertThat(answers).isEqualTo(answersAlone);
    assertThat(upstream.calls()).isEqualTo(1 + 4);
    assertThat(JacocoFile.coverage(file)).isEqualTo(coverageAlone);
    assertThat(app.errors()).isEqualTo(Neighbours.ours(app)).hasSize(3);
  }
}
