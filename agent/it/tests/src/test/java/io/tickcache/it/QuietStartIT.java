package io.tickcache.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.it.harness.AdminPort;
import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.Upstream;
import io.tickcache.it.harness.World;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class QuietStartIT {

  private static final List<String> HEAVY = List.of("bytebuddy", "netty", "lettuce", "reactor");

  /** What Lettuce makes for each connection unless it is told not to, and for its events. */
  private static final List<String> IDLE =
      List.of("lettuce.core.FutureSyncInvocationHandler", "reactor.core.scheduler.Schedulers");

  @RegisterExtension final World world = World.ofTest();

  private Upstream upstream;
  private RedisServer redis;

  @BeforeEach
  void startServers() throws IOException {
    upstream = world.upstream();
    redis = world.redis();
  }

  @Test
  void aGoodRunSaysThreeLinesAndNoMore() {
    String rules = Rules.quotes(redis, "ttl: 10m");
    List<AgentJvm> apps = new ArrayList<>();
    // Several at once, so that the threads of a start meet in other orders than the usual one.
    for (int i = 0; i < 4; i++) {
      apps.add(world.start(AgentJvm.console(upstream).rules(rules)));
    }
    for (AgentJvm app : apps) {
      app.ask("quote AAPL");
    }
    for (AgentJvm app : apps) {
      app.awaitSynced();
      app.awaitError("methods matched");
      app.ask("quote AAPL");
      app.ask("order AAPL");
      app.ask("quote AAPL");
      assertThat(app.end()).isZero();
    }

    for (AgentJvm app : apps) {
      List<String> lines = app.errors();
      assertThat(lines).hasSize(3);
      assertThat(lines.get(0)).matches("tickcache: Tickcache \\S+ on Java \\S+");
      assertThat(lines.get(1)).matches("tickcache: .*it-rules.*\\.yaml: 1 rule, digest \\w+");
      assertThat(lines.get(2)).isEqualTo("tickcache: methods matched: quotes 1");
      assertThat(app.output()).hasSize(4);
    }
  }

  @Test
  void nothingHeavyIsLoadedBeforeTheFirstMatch() {
    String rules =
        Rules.of("venues: {method: com.acme.md.VenueClient#quote(String)}")
            + ("redis: {uri: '" + redis.uri() + "'}\n");
    AgentJvm app =
        world.start(AgentJvm.console(upstream).rules(rules).jvmArguments("-verbose:class"));

    app.send("quote AAPL");
    AgentJvm.awaiting("the answer of a class that no rule names")
        .until(() -> hasAnswered(app, "0"));
    assertThat(loaded(app, "com.acme.md.QuoteClient")).isNotEmpty();
    for (String library : HEAVY) {
      assertThat(loaded(app, library))
          .as("classes of %s before the first match", library)
          .isEmpty();
    }

    app.send("venue-1 AAPL");
    AgentJvm.awaiting("the answer of a class that a rule names")
        .until(() -> hasAnswered(app, "first:0"));
    for (String library : HEAVY) {
      AgentJvm.awaiting("classes of " + library).until(() -> !loaded(app, library).isEmpty());
    }
    assertThat(loaded(app, "picocli")).as("the command line's library").isEmpty();
    app.awaitSynced();
    for (String idle : IDLE) {
      assertThat(loaded(app, idle)).as("classes of %s, which nobody needs", idle).isEmpty();
    }
  }

  @Test
  void noLibraryOfTheAgentLogsIntoJavaUtilLogging() throws IOException {
    AdminPort port = AdminPort.free();
    String rules = Rules.quotes(redis, "ttl: 10m") + port.section();
    AgentJvm app = world.start(AgentJvm.console(upstream).rules(rules));

    app.ask("quote AAPL");
    app.awaitSynced();
    AgentJvm.awaiting("the port").until(port::isOpen);
    assertThat(port.get("/metrics")).startsWith("HTTP/1.1 200 ");

    assertThat(app.meters().beans()).isNotEmpty();
    assertThat(app.meters().loggers()).noneMatch(name -> name.contains("tickcache"));
  }

  /** On a line of its own, or beside one of the JVM's, which writes there whenever it likes. */
  private static boolean hasAnswered(AgentJvm app, String answer) {
    return app.output().stream().anyMatch(line -> line.matches("(.*\\])?" + answer + "(\\[.*)?"));
  }

  private static List<String> loaded(AgentJvm app, String text) {
    return app.output().stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT)))
        .collect(Collectors.toList());
  }
}
