package io.tickcache.it.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.FreePorts;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.Upstream;
import io.tickcache.it.harness.World;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A user who may do what the agent does, and nothing else. */
class AclIT {

  /** As the documentation has it. */
  private static final List<String> RIGHTS =
      List.of(
          "resetchannels",
          "~tickcache:{default:*",
          "&tickcache:{default}:*",
          "+evalsha",
          "+eval",
          "+get",
          "+mget",
          "+set",
          "+del",
          "+pexpire",
          "+pttl",
          "+time",
          "+info",
          "+publish",
          "+subscribe");

  private static final List<String> FURTHER_RIGHTS_IN_A_CLUSTER =
      List.of("+cluster|nodes", "+cluster|myid", "+asking", "+client|setname");

  private static final List<String> FURTHER_RIGHTS_FOR_BUDGETS =
      List.of("+hgetall", "+hset", "+hdel");

  private static final List<String> FURTHER_RIGHTS_FOR_MOST_ASKED =
      List.of("+zincrby", "+zunionstore", "+zremrangebyrank", "+zrevrange");

  @RegisterExtension final World world = World.ofTest();

  private Upstream upstream;

  @BeforeEach
  void startUpstream() throws IOException {
    upstream = world.upstream();
  }

  @Test
  void theLeastRightsAreEnough() throws IOException {
    RedisServer redis = world.redis();
    user(redis, "on", ">secret");
    user(redis, RIGHTS.toArray(new String[0]));

    assertThatAllWorks(redis, start(redis.uri()));
  }

  @Test
  void theLeastRightsAreEnoughInACluster() throws IOException {
    String bus = Integer.toString(FreePorts.next());
    RedisServer redis =
        world.keep(RedisServer.prepared("--cluster-enabled", "yes", "--cluster-port", bus));
    redis.start();
    redis.command("CLUSTER", "ADDSLOTSRANGE", "0", "16383");
    AgentJvm.awaiting("a cluster of one")
        .until(() -> ((String) redis.command("CLUSTER", "INFO")).contains("cluster_state:ok"));
    user(redis, "on", ">secret");
    user(redis, RIGHTS.toArray(new String[0]));
    user(redis, FURTHER_RIGHTS_IN_A_CLUSTER.toArray(new String[0]));

    assertThatAllWorks(redis, start("[" + redis.uri() + "]"));
  }

  @Test
  void aMissingRightIsNamedAndUsedOnceItIsGranted() throws IOException {
    RedisServer redis = world.redis();
    user(redis, "on", ">secret");
    user(redis, RIGHTS.toArray(new String[0]));
    AgentJvm app = start(redis.uri());

    for (String right : RIGHTS) {
      if (right.startsWith("+")) {
        assertThatLackIsNamed(redis, app, right.substring(1));
      }
    }
  }

  /** Such as have been granted to a user before the agent looked so. */
  @Test
  void withoutTheRightToGlanceAllWorks() throws IOException {
    RedisServer redis = world.redis();
    user(redis, "on", ">secret");
    user(redis, RIGHTS.toArray(new String[0]));
    user(redis, "-mget");

    AgentJvm app = start(redis.uri());
    app.ask("quote AAPL");
    AgentJvm.awaiting("the fill of L2").until(() -> !redis.keys("tickcache:*:v:*AAPL*").isEmpty());
    long changed = upstream.change("AAPL");
    app.ask("order AAPL");

    assertThat(app.askNumber("quote AAPL")).isEqualTo(changed);
    assertThat(app.errors("'mget' command: the user in `username` needs this right")).hasSize(1);
    assertThat(app.meters().sum("tickcache.redis.failures")).isZero();
  }

  @Test
  void budgetsTakeFurtherRights() throws IOException {
    RedisServer redis = world.redis();
    user(redis, "on", ">secret");
    user(redis, RIGHTS.toArray(new String[0]));
    AgentJvm app =
        world.start(
            AgentJvm.console(upstream)
                .rules(
                    "version: 1\n"
                        + ("redis: {uri: '" + redis.uri() + "', username: tickcache,")
                        + " password: secret, timeout: 1s, circuit-breaker: {slow-call: 1s}}\n"
                        + "upstreams: {exchange: {budget: 20 per 1s, when-exhausted: call}}\n"
                        + "rules:\n"
                        + "  quotes:\n"
                        + "    method: com.acme.md.QuoteClient#getQuote(String)\n"
                        + "    upstream: exchange\n"));
    app.ask("quote AAPL");
    app.awaitError("the budget of upstream `exchange` can't be shared out");
    assertThat(app.errors("'hgetall': the user in `username` needs this right")).isNotEmpty();

    user(redis, FURTHER_RIGHTS_FOR_BUDGETS.toArray(new String[0]));

    AgentJvm.awaiting("a share")
        .until(() -> app.meters().sum("tickcache.upstream.budget", "part", "share") > 0);
  }

  @Test
  void theMostAskedSymbolsTakeFurtherRights() throws IOException {
    RedisServer redis = world.redis();
    user(redis, "on", ">secret");
    user(redis, RIGHTS.toArray(new String[0]));
    AgentJvm app =
        world.start(
            AgentJvm.console(upstream)
                .rules(
                    "version: 1\n"
                        + ("redis: {uri: '" + redis.uri() + "', username: tickcache,")
                        + " password: secret, timeout: 1s, circuit-breaker: {slow-call: 1s}}\n"
                        + "rules:\n"
                        + "  quotes:\n"
                        + "    method: com.acme.md.QuoteClient#getQuote(String)\n"
                        + "    warm: hot 500\n"));
    app.ask("quote AAPL");
    app.awaitError("which symbols are asked for most can't be kept");
    assertThat(app.errors("the user in `username` needs this right")).isNotEmpty();

    user(redis, FURTHER_RIGHTS_FOR_MOST_ASKED.toArray(new String[0]));

    AgentJvm.awaiting("a symbol")
        .until(
            () -> {
              app.ask("quote MSFT");
              return !redis.keys("tickcache:*:hot:quotes").isEmpty();
            });
    assertThat(app.meters().sum("tickcache.redis.breaker", "state", "open")).isZero();
  }

  private void assertThatLackIsNamed(RedisServer redis, AgentJvm app, String command)
      throws IOException {
    long before = app.errors("'" + command + "'").size();
    user(redis, "-" + command);
    redis.command("SCRIPT", "FLUSH");
    redis.command("CLIENT", "KILL", "TYPE", "normal");
    redis.command("CLIENT", "KILL", "TYPE", "pubsub");
    AgentJvm.awaiting("a line that names " + command)
        .until(() -> app.errors("'" + command + "'").size() > before);
    assertThat(app.ask("quote WITHOUT-" + command)).isEqualTo("0");
    user(redis, "+" + command);
    app.awaitSynced();
  }

  private void assertThatAllWorks(RedisServer redis, AgentJvm app) throws IOException {
    app.ask("quote AAPL");
    AgentJvm.awaiting("the fill of L2").until(() -> !redis.keys("tickcache:*:v:*AAPL*").isEmpty());
    long changed = upstream.change("AAPL");
    app.ask("order AAPL");

    assertThat(app.askNumber("quote AAPL")).isEqualTo(changed);
    assertThat(redis.command("ACL", "LOG")).as("refused").isEqualTo(List.of());
  }

  private AgentJvm start(String uri) {
    return new Applications(
            world,
            upstream,
            "uri: " + uri,
            "username: tickcache",
            "password: secret",
            "timeout: 1s",
            "circuit-breaker: {slow-call: 1s, open-for: 200ms}")
        .startKeeping();
  }

  private static void user(RedisServer redis, String... words) throws IOException {
    List<String> line = new ArrayList<>(List.of("ACL", "SETUSER", "tickcache"));
    line.addAll(List.of(words));
    redis.command(line.toArray(new String[0]));
  }
}
