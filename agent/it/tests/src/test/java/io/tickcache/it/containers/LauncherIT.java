package io.tickcache.it.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.JvmUnderTest;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.Upstream;
import io.tickcache.it.harness.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One application behind each of the launchers that have class loaders of their own. */
class LauncherIT {

  @RegisterExtension static final World WORLD = World.ofClass();

  private static final List<String> CALLS = List.of("quote", "request", "list", "promise");

  @TempDir Path directory;

  private static RedisServer redis;

  @BeforeAll
  static void startRedis() throws IOException {
    redis = WORLD.redis();
  }

  @ParameterizedTest
  @EnumSource
  void theApplicationIsAnsweredFromBothTiers(Launcher launcher) throws IOException {
    assumeThat(launcher.runsOn(JvmUnderTest.version())).isTrue();
    Upstream upstream = WORLD.upstream();
    AgentJvm app =
        WORLD.start(
            launcher
                .jvm(directory)
                .jvmArguments("-Ddesk.url=" + upstream.url())
                .rules(Desk.rules(redis)));

    assertThat(app.ask("loader")).matches(launcher.classLoader());
    app.ask("quote " + launcher + "-FIRST");
    app.awaitSynced();
    for (String how : CALLS) {
      String symbol = launcher + "-" + how;
      String first = app.ask(how + " " + symbol);
      upstream.change(symbol);
      assertThat(app.ask(how + " " + symbol)).as(how).isEqualTo(first).contains(symbol + "@0");
    }
    String symbol = launcher + "-quote";
    AgentJvm.awaiting("an answer from L2")
        .until(
            () -> {
              assertThat(app.ask("quote " + symbol)).isEqualTo(symbol + "@0");
              return app.meters().count("tickcache.cache.gets", "level", "l2", "result", "hit") > 0;
            });
    app.ask("order " + symbol);
    assertThat(app.ask("quote " + symbol)).isEqualTo(symbol + "@1");
    assertThat(upstream.calls()).isEqualTo(1 + CALLS.size() + 1);

    app.awaitError("methods matched");
    assertThat(app.end()).isZero();
    assertThat(app.errors())
        .hasSize(3)
        .endsWith("tickcache: methods matched: quotes 1, requests 1, lists 1, promises 1");
  }
}
