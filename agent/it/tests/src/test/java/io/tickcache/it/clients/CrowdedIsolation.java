package io.tickcache.it.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tickcache.it.harness.JvmUnderTest;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An application with versions of its own of nearly all that the agent has inside, run once without
 * and once with the agent: it must not be able to tell the difference.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CrowdedIsolation {

  @RegisterExtension static final World WORLD = World.ofClass();

  private static final List<String> LAUNCHER =
      List.of(
          "class io.tickcache.bootstrap.AgentLoader by ",
          "class io.tickcache.bootstrap.Entrance by ",
          "class io.tickcache.bootstrap.Ignition by ",
          "class io.tickcache.bootstrap.JdkTool by ",
          "class io.tickcache.bootstrap.Launcher by ",
          "class io.tickcache.bootstrap.MisplacedJarException by ");

  private final Crowd crowd;
  private RedisServer redis;
  private CrowdedRun plain;
  private CrowdedRun woven;

  CrowdedIsolation(Crowd crowd) {
    this.crowd = crowd;
  }

  @BeforeAll
  void runBoth(@TempDir Path directory) throws IOException {
    assumeThat(JvmUnderTest.version())
        .as("the first Java version of its libraries")
        .isGreaterThanOrEqualTo(crowd.from());
    redis = WORLD.redis();
    List<String> arguments = JvmUnderTest.openToReflection();
    plain = CrowdedRun.plain(crowd, WORLD, directory.resolve("plain"), redis, arguments);
    woven = CrowdedRun.woven(crowd, WORLD, directory.resolve("woven"), redis, arguments);
  }

  @Test
  void itSaysLogsAndEndsAsBefore() throws IOException {
    assertThat(woven.output()).isEqualTo(plain.output());
    assertThat(woven.log()).isEqualTo(plain.log());
    assertThat(woven.exitCode()).isEqualTo(plain.exitCode()).isEqualTo(7);
  }

  @Test
  void itsLibrariesWork() {
    assertThat(plain.output()).noneMatch(line -> line.startsWith("failed"));
    assertThat(woven.output()).noneMatch(line -> line.startsWith("failed"));
  }

  @Test
  void itsUpstreamIsSparedThroughBothTiers() throws IOException {
    assertThat(plain.upstreamRequests()).isEqualTo(601);
    assertThat(woven.upstreamRequests()).isLessThan(20);
    assertThat(redis.keys("*tickcache*")).isNotEmpty();
  }

  @Test
  void standardErrorHasTheThreeLinesOfTheStartAndNothingElse() {
    assertThat(woven.errors()).isEqualTo(plain.errors());
    assertThat(woven.agentsErrors()).hasSize(3);
    assertThat(woven.agentsErrors().get(0)).matches("tickcache: Tickcache \\S+ on Java \\S+");
    assertThat(woven.agentsErrors().get(1)).contains(": 1 rule, digest ");
    assertThat(woven.agentsErrors().get(2)).isEqualTo("tickcache: methods matched: quotes 1");
  }

  @Test
  void onlyDaemonsOfTheAgentsNameJoinItsThreads() throws IOException {
    assertThat(CrowdedRun.added(woven.seen("thread"), plain.seen("thread"))).isEmpty();
    assertThat(CrowdedRun.added(plain.seen("thread"), woven.seen("thread")))
        .isNotEmpty()
        .allMatch(
            thread ->
                thread.matches(
                    "thread tickcache-[a-z]+-\\d+ daemon group system"
                        + " loader io.tickcache.bootstrap.AgentLoader"));
  }

  @Test
  void itFindsTheLauncherAndNoOtherClassOfTheAgent() throws IOException {
    List<String> visible =
        CrowdedRun.added(plain.seen("class"), woven.seen("class")).stream()
            .filter(line -> !line.startsWith("class java.lang.Tickcache"))
            .toList();

    assertThat(visible).hasSameSizeAs(LAUNCHER);
    for (int i = 0; i < visible.size(); i++) {
      assertThat(visible.get(i)).startsWith(LAUNCHER.get(i));
    }
    assertThat(woven.seen("class")).contains("class io.tickcache.agent.Agent absent");
  }

  @Test
  void itFindsNoResourceOfTheAgent() throws IOException {
    assertThat(woven.seen("resource")).contains("resource tickcache.schema.json absent");
  }

  @Test
  void noLoggerOfJavaUtilLoggingIsAdded() throws IOException {
    // The JDK's own loggers are held weakly and may be gone in either run.
    assertThat(plain.seen("logger")).containsAll(woven.seen("logger"));
  }

  @Test
  void beansOfTheAgentsDomainAreAddedAlone() throws IOException {
    assertThat(CrowdedRun.added(woven.seen("bean"), plain.seen("bean"))).isEmpty();
    assertThat(CrowdedRun.added(plain.seen("bean"), woven.seen("bean")))
        .isNotEmpty()
        .allMatch(bean -> bean.startsWith("bean tickcache:"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "resource",
        "service",
        "property",
        "package",
        "default",
        "provider",
        "handler",
        "log manager",
        "management",
        "group",
        "uncaught",
        "hook"
      })
  void ofAllElseItSeesWhatItSawBefore(String kind) throws IOException {
    assertThat(woven.seen(kind)).isEqualTo(plain.seen(kind));
  }
}
