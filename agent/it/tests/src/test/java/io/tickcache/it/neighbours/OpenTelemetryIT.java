package io.tickcache.it.neighbours;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.it.containers.Desk;
import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.Upstream;
import io.tickcache.it.harness.World;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * OpenTelemetry's agent makes a span of each call of the same method, and matches the libraries of
 * whatever it finds by name.
 */
class OpenTelemetryIT {

  private static final String[] SETTINGS = {
    "-Dotel.traces.exporter=console",
    "-Dotel.metrics.exporter=none",
    "-Dotel.logs.exporter=none",
    "-Dotel.instrumentation.methods.include=com.acme.desk.DeskClient[quote]"
  };

  @RegisterExtension final World world = World.ofTest();

  @ParameterizedTest
  @EnumSource
  void itTracesTheClientAndWeSpareItsUpstream(Neighbours.Order order) throws IOException {
    RedisServer redis = world.redis();
    Upstream upstream = world.upstream();
    AgentJvm.Builder desk = Neighbours.desk(upstream, List.of()).jvmArguments(SETTINGS);
    String agent = "-javaagent:" + Desk.library("opentelemetry", "opentelemetry-javaagent").get(0);
    AgentJvm app = Neighbours.beside(world, desk, order, redis, agent);

    List<String> answers = Neighbours.calls(app);
    app.awaitError("methods matched");
    app.end();

    assertThat(answers)
        .containsExactly(
            "quote@0",
            "request@0",
            "[list@0]",
            "promise@0",
            "ordered other",
            "quote@0",
            "request@0",
            "[list@0]",
            "promise@0",
            "ordered other");
    assertThat(upstream.calls()).isEqualTo(1 + 4);
    assertThat(Neighbours.ours(app)).hasSize(3);
    assertThat(app.errors("[otel.javaagent"))
        .noneMatch(line -> line.contains(" ERROR ") || line.contains(" WARN "));
    // Who comes later stands further out: before us it sees the calls that go upstream, after us
    // all.
    assertThat(app.errors("'DeskClient.quote'")).hasSize(order == Neighbours.Order.BEFORE ? 3 : 5);
  }
}
