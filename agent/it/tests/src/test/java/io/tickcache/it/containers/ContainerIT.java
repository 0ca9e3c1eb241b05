package io.tickcache.it.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.JvmUnderTest;
import io.tickcache.it.harness.Upstream;
import io.tickcache.it.harness.World;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two applications in one container that hold the same client, whose answers are of one class in
 * two versions. The tests share the container, and each has symbols of its own.
 */
@ParameterizedClass
@EnumSource
class ContainerIT {

  @RegisterExtension static final World WORLD = World.ofClass();

  private static final int REDEPLOYMENTS = 50;

  @TempDir static Path directory;

  private static Upstream upstream;
  private static Deployments deployments;

  @Parameter Container container;

  @BeforeParameterizedClassInvocation
  static void deploy(Container container) throws IOException {
    assumeThat(JvmUnderTest.version()).isGreaterThanOrEqualTo(container.oldestJava());
    upstream = WORLD.upstream();
    deployments =
        Deployments.in(
            container, directory.resolve(container.name()), WORLD, WORLD.redis(), upstream);
    deployments.deploy("west", "west");
  }

  private static String ask(String application, String line) {
    return deployments.ask(application, line);
  }

  @Test
  void theApplicationsHaveClassLoadersOfTheContainer() {
    assertThat(ask("east", "loader")).startsWith(container.classLoaders());
    assertThat(ask("west", "loader")).startsWith(container.classLoaders());
  }

  @Test
  void eachApplicationIsAnsweredByItsOwnEntries() {
    for (String how : Deployments.CALLS) {
      String east = how + "@0";
      String west = how + "@0 west";
      for (int i = 0; i < 2; i++) {
        assertThat(ask("east", how + " " + how)).isIn(east, "[" + east + "]");
        assertThat(ask("west", how + " " + how)).isIn(west, "[" + west + "]");
        upstream.change(how);
      }
      assertThat(upstream.calls(how)).as("calls for " + how).isEqualTo(2);
    }
  }

  @Test
  void eachApplicationIsAnsweredByItsOwnEntriesInRedis() {
    long before = remoteHits();
    AgentJvm.awaiting("answers from L2")
        .until(
            () -> {
              assertThat(ask("east", "quote SHARED")).isEqualTo("SHARED@0");
              assertThat(ask("west", "quote SHARED")).isEqualTo("SHARED@0 west");
              return remoteHits() >= before + 4;
            });
    assertThat(upstream.calls("SHARED")).isEqualTo(2);
  }

  private static long remoteHits() {
    return deployments
        .host()
        .meters()
        .countOnceShown("tickcache.cache.gets", "level", "l2", "result", "hit");
  }

  @Test
  void anOrderOfOneApplicationInvalidatesForBoth() {
    assertThat(ask("east", "quote ORDERED")).isEqualTo("ORDERED@0");
    assertThat(ask("west", "quote ORDERED")).isEqualTo("ORDERED@0 west");
    upstream.change("ORDERED");

    ask("west", "order ORDERED");

    assertThat(ask("east", "quote ORDERED")).isEqualTo("ORDERED@1");
    assertThat(ask("west", "quote ORDERED")).isEqualTo("ORDERED@1 west");
  }

  /**
   * What stays in the process stays for an hour here, and must not keep the classes for so long.
   */
  @Test
  void nothingOfAnApplicationStaysWhenItIsStopped() {
    deployments.redeploy(REDEPLOYMENTS / 5);
    int before = deployments.classes();
    deployments.redeploy(REDEPLOYMENTS - REDEPLOYMENTS / 5);

    assertThat(deployments.classes()).isLessThan(before + REDEPLOYMENTS);
    assertThat(ask("east", "quote STILL-THERE")).isEqualTo("STILL-THERE@0");
  }

  @Test
  void standardErrorSpeaksOfTheAgentInTheThreeLinesOfTheStartAndNowhereElse() {
    deployments.host().awaitError("methods matched");
    assertThat(deployments.host().errors("tickcache"))
        .hasSize(3)
        .allMatch(line -> line.startsWith("tickcache: "));
  }
}
