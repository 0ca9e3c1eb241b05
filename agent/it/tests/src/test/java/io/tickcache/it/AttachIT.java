package io.tickcache.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.it.harness.AdminPort;
import io.tickcache.it.harness.AgentCommand;
import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.ClassWitness;
import io.tickcache.it.harness.Meters;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.Upstream;
import io.tickcache.it.harness.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The agent comes into an application that runs already, changes its rules, and goes again. */
class AttachIT {

  private static final String CLIENT = "com.acme.md.QuoteClient";
  private static final String ORDERS = "com.acme.orders.OrderService";

  @RegisterExtension final World world = World.ofTest();

  @TempDir Path directory;

  private Upstream upstream;
  private Path rules;

  @BeforeEach
  void startUpstream() throws IOException {
    upstream = world.upstream();
    rules = directory.resolve("rules.yaml");
  }

  /** Another file each time, for one in force that changes is read without being told. */
  private Path write(String text) throws IOException {
    rules = Files.writeString(Files.createTempFile(directory, "rules", ".yaml"), text);
    return rules;
  }

  private static AgentCommand attach(AgentJvm app, Object... more) throws IOException {
    return more.length == 0
        ? AgentCommand.run("attach", app.pid())
        : AgentCommand.run("attach", app.pid(), more[0]);
  }

  @Test
  void itComesChangesItsRulesAndGoes() throws IOException {
    RedisServer redis = world.redis();
    AdminPort port = AdminPort.free();
    AgentJvm app = world.start(AgentJvm.console(upstream).brief());
    app.ask("quote AAPL");
    app.ask("quote AAPL");
    assertThat(upstream.calls("AAPL")).isEqualTo(2);
    assertObserves(app, redis);

    AgentCommand came = attach(app, write(Rules.quotes(redis, "ttl: 10m") + port.section()));
    assertThat(came.errors()).isEmpty();
    assertThat(came.out())
        .contains(": 1 rule, digest ", "methods matched: quotes 1")
        .contains("quotes (observe): 8 calls for 2 keys in ")
        .contains("; with ttl 600 s 62.5 % would have been answered: 5 calls and ");
    assertThat(came.status()).isZero();
    assertCalls(app, 1);
    AgentJvm.awaiting("the end of what was observed")
        .until(() -> !app.meters().has("tickcache.observed.calls"));
    assertShows(port);
    assertVoids(port, app);

    AgentCommand refused = attach(app, write("version: 1\nrules:\n  quotes: {ttl: soon}\n"));
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.out()).contains("error[R", "stay in force");
    assertCalls(app, 0);

    AgentCommand changed = attach(app, write(Rules.quotes(redis, "ttl: 9m") + port.section()));
    assertThat(changed.status()).isZero();
    assertThat(changed.out()).contains("in place of digest", "methods matched: quotes 1");
    assertThat(attach(app).out()).contains("is in force already");
    assertCalls(app, 0); // L2 has it still
    app.ask("order AAPL");
    assertCalls(app, 1);

    assertThat(port.get("/status")).contains("\"ttlMillis\":540000,");
    assertThat(app.errors("admin: answers at")).as("the same port, all along").hasSize(1);

    AgentCommand gone = AgentCommand.run("detach", app.pid());
    assertThat(gone.status()).isZero();
    assertThat(port.isOpen()).isFalse();
    assertCalls(app, 3);
    AgentJvm.awaiting("the end of the agent's threads")
        .until(() -> app.meters().threads().stream().noneMatch(name -> name.contains("tickcache")));
    assertThat(app.meters().beans()).isEmpty();

    assertThat(AgentCommand.run("detach", app.pid()).status()).isEqualTo(1);
    assertThat(attach(app, rules).status()).isZero();
    assertCalls(app, 1);
    assertThat(app.end()).isZero();
  }

  /**
   * The same answers and calls as without the agent, nothing in Redis, and what might have been.
   */
  private void assertObserves(AgentJvm app, RedisServer redis) throws IOException {
    String answer = app.ask("quote AAPL");
    AgentCommand came = attach(app, write(Rules.quotes(redis, "ttl: 10m", "mode: observe")));
    assertThat(came.out()).contains("methods matched: quotes 1 (observe)");
    assertThat(came.status()).isZero();
    app.awaitSynced();
    assertThat(app.ask("quote AAPL")).isEqualTo(answer);
    assertCalls(app, 3);
    app.ask("order AAPL");
    assertCalls(app, 3);
    app.ask("quote MSFT");

    Meters meters = app.meters();
    String[] misses = {"rule", "quotes", "result", "miss"};
    assertThat(meters.countOnceShown("tickcache.observed.calls", misses)).isEqualTo(3);
    assertThat(meters.count("tickcache.observed.calls", "rule", "quotes", "result", "hit"))
        .isEqualTo(5);
    assertThat(meters.count("tickcache.observed.keys")).isEqualTo(2);
    assertThat(meters.count("tickcache.observed.saved.calls")).isEqualTo(5);
    assertThat(meters.sum("tickcache.observed.saved.time")).isPositive();
    assertThat(redis.keys("*AAPL*")).isEmpty();
    assertThat(redis.keys("*quotes*")).isEmpty();
  }

  private static void assertShows(AdminPort port) throws IOException {
    AgentJvm.awaiting("the port").until(port::isOpen);
    AgentJvm.awaiting("the hits").until(() -> hits(port.get("/metrics")) == 2);
    assertThat(port.get("/health"))
        .startsWith("HTTP/1.1 200 ")
        .contains("{\"status\":\"UP\",", "\"backplane\":\"synced\"");
    assertThat(port.get("/ready")).startsWith("HTTP/1.1 200 ");
    assertThat(port.get("/status"))
        .contains("com.acme.md.QuoteClient.getQuote(String)", "\"savedCalls\":2")
        .doesNotContain("AAPL");
    assertThat(port.getAs("evil.example", "/status")).startsWith("HTTP/1.1 403 ");
  }

  /** In both tiers together: an entry stays in L1 for 100 ms only. */
  private static double hits(String metrics) {
    return metrics
        .lines()
        .filter(line -> line.startsWith("tickcache_cache_gets_total{"))
        .filter(line -> line.contains("result=\"hit\",rule=\"quotes\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf('}') + 2)))
        .sum();
  }

  private void assertVoids(AdminPort port, AgentJvm app) throws IOException {
    String path = "/invalidate?rule=quotes&symbol=AAPL";
    assertThat(port.postWith("wrong", path)).startsWith("HTTP/1.1 401 ");
    assertCalls(app, 0);
    assertThat(port.post(path)).startsWith("HTTP/1.1 200 ");
    assertCalls(app, 1);
  }

  /** Three calls for one symbol, and how many of them came to the upstream. */
  private void assertCalls(AgentJvm app, int expected) {
    long before = upstream.calls("AAPL");
    for (int i = 0; i < 3; i++) {
      app.ask("quote AAPL");
    }
    assertThat(upstream.calls("AAPL") - before).as("calls upstream").isEqualTo(expected);
  }

  @Test
  void rulesChangeUnderLoadWithoutABurst() throws IOException {
    AgentJvm app = world.start(AgentJvm.console(upstream).rules(Rules.quotes("ttl: 10m")));
    app.ask("load quotes 2000 20 4");
    for (int change = 0; change < 4; change++) {
      String ttl = "ttl: " + (20 + change) + "m";
      assertThat(attach(app, write(Rules.quotes(ttl))).status()).isZero();
    }
    app.ask("load-stop quotes");

    assertThat(upstream.calls())
        .as("one load of each symbol for each set of rules")
        .isLessThan(120);
    assertThat(app.errors("could not")).isEmpty();
  }

  @Test
  void aRuleThatIsSwitchedOffLeavesTheClassesAsTheyWere() throws IOException {
    AdminPort port = AdminPort.free();
    AdminPort other = AdminPort.free();
    AgentJvm app =
        world.start(
            AgentJvm.console(upstream)
                .rules(Rules.quotes("ttl: 10m") + port.section())
                .laterJvmArguments(ClassWitness.option(directory)));
    assertCalls(app, 1);
    AgentJvm.awaiting("the port").until(port::isOpen);
    byte[] client = ClassWitness.taken(directory, CLIENT);
    byte[] orders = ClassWitness.taken(directory, ORDERS);
    assertThat(client).isNotEqualTo(ClassWitness.shipped(CLIENT));
    assertThat(orders).isNotEqualTo(ClassWitness.shipped(ORDERS));

    AgentCommand off = attach(app, write(Rules.quotes("ttl: 10m", "mode: off") + other.section()));
    assertThat(off.out()).contains("in place of digest", "methods matched: quotes off");
    assertIsAsShipped(CLIENT);
    assertIsAsShipped(ORDERS);
    assertCalls(app, 3);
    AgentJvm.awaiting("the other port").until(other::isOpen);
    assertThat(port.isOpen()).isFalse();

    assertThat(attach(app, write(Rules.quotes("ttl: 9m"))).status()).isZero();
    AgentJvm.awaiting("the close of the port").until(() -> !other.isOpen());
    assertThat(ClassWitness.taken(directory, CLIENT)).isEqualTo(client);
    assertThat(ClassWitness.taken(directory, ORDERS)).isEqualTo(orders);
    assertCalls(app, 1);
  }

  private void assertIsAsShipped(String type) throws IOException {
    assertThat(ClassWitness.taken(directory, type)).isEqualTo(ClassWitness.shipped(type));
  }

  @Test
  void whatCannotBeReachedIsTold() throws IOException {
    AgentCommand nobody = AgentCommand.run("attach", 4_190_000, "rules.yaml");
    assertThat(nobody.status()).isEqualTo(3);
    assertThat(nobody.errors()).contains("there is no process 4190000", "= help: ");

    AgentJvm closed =
        world.start(
            AgentJvm.console(upstream)
                .brief()
                .jvmArguments("-XX:+DisableAttachMechanism")
                .withoutAgent());
    AgentCommand refused = attach(closed, rules);
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.errors()).contains("doesn't answer", "-XX:+DisableAttachMechanism");
    assertThat(refused.errors()).doesNotContain("\tat ");
  }

  @Test
  void aJvmThatWasStartedWithTheAgentSwitchedOffStaysWithoutIt() throws IOException {
    AgentJvm app =
        world.start(
            AgentJvm.console(upstream)
                .brief()
                .rules(Rules.quotes("ttl: 10m"))
                .jvmArguments("-Dtickcache.enabled=false")
                .laterJvmArguments(ClassWitness.option(directory)));
    assertCalls(app, 3);
    assertThat(app.errors()).isEmpty();
    assertIsAsShipped(CLIENT);
    assertIsAsShipped(ORDERS);

    AgentCommand refused = attach(app, write(Rules.quotes("ttl: 10m")));

    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.out()).contains("-Dtickcache.enabled=false");
    assertIsAsShipped(CLIENT);
    assertCalls(app, 3);
  }
}
