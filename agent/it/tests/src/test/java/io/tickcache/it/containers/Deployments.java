package io.tickcache.it.containers;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.Upstream;
import io.tickcache.it.harness.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A container that runs, and what is deployed in it. */
final class Deployments {

  /** The ways in which a desk can be asked, one for each kind of method. */
  static final List<String> CALLS = List.of("quote", "request", "list", "promise");

  private final AgentJvm host;

  private Deployments(AgentJvm host) {
    this.host = host;
  }

  /** Starts a container with the eastern desk in it, which hears what others invalidate. */
  static Deployments in(
      Container container, Path directory, World world, RedisServer redis, Upstream upstream)
      throws IOException {
    Deployments deployments =
        new Deployments(
            world.start(
                container
                    .jvm(directory)
                    .jvmArguments("-Ddesk.url=" + upstream.url())
                    .rules(Desk.rules(redis))));
    deployments.deploy("east", "east");
    deployments.ask("east", "quote FIRST");
    deployments.host.awaitSynced();
    return deployments;
  }

  AgentJvm host() {
    return host;
  }

  void deploy(String name, String release) {
    assertThat(host.ask("deploy " + name + " " + Desk.made("desk-" + release + ".jar")))
        .isEqualTo("deployed");
  }

  private void undeploy(String name) {
    assertThat(host.ask("undeploy " + name)).isEqualTo("undeployed");
  }

  String ask(String application, String line) {
    return host.ask("ask " + application + " " + line);
  }

  /**
   * Deploys one application after the other, in both releases, asks it for everything, and
   * undeploys it; waits until the class loaders of all are gone.
   */
  void redeploy(int times) {
    for (int i = 0; i < times; i++) {
      deploy("next", i % 2 == 0 ? "east" : "west");
      for (String how : CALLS) {
        assertThat(ask("next", how + " NEXT-" + how)).contains("NEXT-" + how + "@0");
        assertThat(ask("next", how + " NEXT-" + how)).contains("NEXT-" + how + "@0");
      }
      undeploy("next");
    }
    assertThat(host.ask("held")).as("class loaders that are still there").isEqualTo("0");
  }

  /** How many classes there are in the JVM, after a collection. */
  int classes() {
    return Integer.parseInt(host.ask("classes"));
  }
}
