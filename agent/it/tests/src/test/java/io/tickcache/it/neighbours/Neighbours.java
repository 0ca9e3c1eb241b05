package io.tickcache.it.neighbours;

import io.tickcache.it.containers.Desk;
import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.Upstream;
import io.tickcache.it.harness.World;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The desk on a class path, with other agents beside the one under test or alone. */
final class Neighbours {

  /** Where the other agent stands on the command line. */
  enum Order {
    BEFORE,
    AFTER
  }

  private Neighbours() {}

  static AgentJvm.Builder desk(Upstream upstream, List<Path> libraries) {
    List<Path> classPath =
        new ArrayList<>(List.of(Desk.made("containers-app.jar"), Desk.made("desk-east.jar")));
    classPath.addAll(libraries);
    return Desk.jvm("com.acme.hosts.WatchedDesk")
        .classPath(classPath.toArray(new Path[0]))
        .jvmArguments("-Ddesk.url=" + upstream.url());
  }

  /** With the agent under test and another one, which has had time for Redis. */
  static AgentJvm beside(
      World world, AgentJvm.Builder desk, Order order, RedisServer redis, String agent) {
    AgentJvm.Builder both =
        order == Order.BEFORE ? desk.jvmArguments(agent) : desk.laterJvmArguments(agent);
    AgentJvm app = world.start(both.rules(Desk.rules(redis)));
    app.ask("quote FIRST");
    return app.awaitSynced();
  }

  /** The same calls each time, each kind of them twice; the answers. */
  static List<String> calls(AgentJvm app) {
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      for (String how : List.of("quote", "request", "list", "promise")) {
        answers.add(app.ask(how + " " + how));
      }
      answers.add(app.ask("order other"));
    }
    return answers;
  }

  /** The lines that the agent under test has said. */
  static List<String> ours(AgentJvm app) {
    return app.errors("tickcache: ");
  }
}
