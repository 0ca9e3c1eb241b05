package io.tickcache.it.containers;

import io.tickcache.it.harness.Heap;
import io.tickcache.it.harness.JvmUnderTest;
import io.tickcache.it.harness.Machine;
import io.tickcache.it.harness.Options;
import io.tickcache.it.harness.World;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Redeploys applications many times in each container; run by {@code ci/containers}. */
final class Redeployments {

  private Redeployments() {}

  public static void main(String[] arguments) throws Exception {
    int times = Options.of(arguments, Map.of("times", 1_000)).get("times");
    for (Container container : Container.values()) {
      if (JvmUnderTest.version() >= container.oldestJava()) {
        measure(container, times);
      }
    }
    System.out.println("machine: " + Machine.description());
  }

  private static void measure(Container container, int times) throws Exception {
    World world = World.ofTest();
    Path directory = Files.createTempDirectory("containers");
    try {
      Deployments deployments =
          Deployments.in(container, directory, world, world.redis(), world.upstream());
      deployments.redeploy(times / 10);
      print(container, times / 10, deployments);
      deployments.redeploy(times - times / 10);
      print(container, times, deployments);
    } finally {
      world.end();
    }
  }

  private static void print(Container container, int times, Deployments deployments) {
    // The agent takes back what was for applications that are gone when the next one comes.
    deployments.redeploy(1);
    System.out.printf(
        Locale.ROOT,
        "%s: after %,d redeployments %,d classes, %,d KB of heap in use%n",
        container,
        times,
        deployments.classes(),
        Heap.kibibytesAfterCollection(deployments.host().pid()));
  }
}
