package io.tickcache.it.neighbours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tickcache.it.containers.Desk;
import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.JvmUnderTest;
import io.tickcache.it.harness.Upstream;
import io.tickcache.it.harness.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mockito's inline mocks are objects of the woven class itself, which it weaves once more. */
class MockitoIT {

  @RegisterExtension final World world = World.ofTest();

  @ParameterizedTest
  @CsvSource({"mockito4, 8, 17", "mockito5, 11, 25"})
  void aMockAnswersAsToldAndTheClientFromTheCache(String release, int oldest, int newest)
      throws IOException {
    assumeThat(JvmUnderTest.version()).isBetween(oldest, newest);
    Upstream upstream = world.upstream();
    AgentJvm app =
        world.start(Neighbours.desk(upstream, libraries(release)).rules(Desk.rules(world.redis())));
    app.ask("quote FIRST");
    app.awaitSynced();

    assertThat(app.ask("request AAPL")).isEqualTo("AAPL@0");
    upstream.change("AAPL");
    for (int i = 0; i < 2; i++) {
      assertThat(app.ask("mock AAPL")).isEqualTo("mocked-AAPL@0 mocked-AAPL@0 null");
      assertThat(app.ask("request AAPL")).isEqualTo("AAPL@0");
    }

    assertThat(app.ask("quote AAPL")).as("no mock has filled the cache").isEqualTo("AAPL@1");
    assertThat(upstream.calls()).isEqualTo(3);
    app.awaitError("methods matched");
    app.end();
    assertThat(Neighbours.ours(app)).hasSize(3);
    // The rest is what JVMs say when Mockito attaches itself.
    assertThat(app.errors()).hasSizeLessThan(10).noneMatch(line -> line.contains("io.tickcache"));
  }

  private static List<Path> libraries(String release) {
    List<Path> jars =
        new ArrayList<>(
            Desk.library(release, "mockito-core", "byte-buddy", "byte-buddy-agent", "objenesis"));
    if (release.equals("mockito4")) {
      jars.addAll(Desk.library(release, "mockito-inline"));
    }
    return jars;
  }
}
