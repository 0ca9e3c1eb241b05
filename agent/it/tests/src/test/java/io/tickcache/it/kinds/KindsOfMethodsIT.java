package io.tickcache.it.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.World;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Methods of classes that a compiler of another age wrote, or that are made at run time. */
class KindsOfMethodsIT {

  private static final String SOURCES = "com.acme.kinds.Sources$";

  @RegisterExtension final World world = World.ofTest();

  private AgentJvm start() {
    return start("east", "");
  }

  private AgentJvm start(String process, String redis) {
    List<String> rules = new ArrayList<>();
    rules.add("singles: {method: '" + SOURCES + "Single#quote(String)'}");
    rules.add("classes: {method: '" + SOURCES + "ByClass#quote(String)', receiver: class}");
    rules.add("instances: {method: '" + SOURCES + "ByInstance#quote(String)', receiver: instance}");
    rules.add("ignoring: {method: '" + SOURCES + "Ignoring#quote(String)', receiver: ignore}");
    rules.add("venues: {method: '" + SOURCES + "ByVenue#quote(String)', receiver: this.venue}");
    rules.add("functions: {method: '" + SOURCES + "Functional#quote(String)'}");
    rules.add("clients: {method: 'com.acme.kinds.Client#quote(String)'}");
    rules.add("written: {method: 'com.acme.written.*#quote(String)'}");
    rules.add("compiled: {method: 'com.acme.compiled.*#quote(String)'}");
    return world.start(
        KindsApp.of("com.acme.kinds.Kinds", process)
            .brief()
            .rules(
                "version: 1\ndefaults: {ttl: 10m}\n"
                    + redis
                    + "rules:\n  "
                    + String.join("\n  ", rules)
                    + "\n"));
  }

  private static String redis(RedisServer redis) {
    return "redis: {uri: '" + redis.uri() + "', timeout: 1s, circuit-breaker: {slow-call: 1s}}\n";
  }

  @ParameterizedTest
  @ValueSource(strings = {"proxy", "cglib"})
  void aSecondClientMadeForAnInterfaceGoesUpstreamAndTheLogSaysWhatToWrite(String maker) {
    AgentJvm app = start();

    assertThat(app.ask(maker + " Single a,a,b,b,a AAPL"))
        .isEqualTo("easta1 easta1 eastb1 eastb2 easta1");
    app.awaitError("singles: a second ");
    assertThat(app.errors("a second "))
        .singleElement()
        .asString()
        .startsWith("tickcache: singles: a second ")
        .contains("[" + SOURCES + "Single", "`receiver: ignore`", "`instance`", "`this.baseUrl`");
  }

  @Test
  void aClassThatIsMadeForEachClientTellsThemApart() {
    AgentJvm app = start();

    assertThat(app.ask("bytebuddy Single a,a,b,b,a AAPL"))
        .isEqualTo("easta1 easta1 eastb1 eastb1 easta1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"proxy", "bytebuddy", "cglib"})
  void theClassOfAClientMadeForAnInterfaceNeverMixesTwoVenues(String maker) {
    AgentJvm app = start();

    assertThat(app.ask(maker + " ByClass a,a,b,b,a AAPL"))
        .isEqualTo("easta1 easta2 eastb1 eastb2 easta3");
    app.awaitError("classes: its receivers are ");
    assertThat(app.errors("classes: its receivers are "))
        .singleElement()
        .asString()
        .contains("calls go upstream. Instead of `receiver: class`, say `receiver: ignore`");
  }

  @ParameterizedTest
  @CsvSource({
    "ByInstance, easta1 easta1 eastb1 eastb1 easta1",
    "Ignoring, easta1 easta1 easta1 easta1 easta1",
    "ByVenue, easta1 easta1 eastb1 eastb1 easta1"
  })
  void otherSettingsServeAllProxies(String type, String answers) {
    AgentJvm app = start();

    assertThat(app.ask("same-class " + type)).isEqualTo("true");
    assertThat(app.ask("proxy " + type + " a,a,b,b,a AAPL")).isEqualTo(answers);
    assertThat(app.errors("receiver")).isEmpty();
  }

  @Test
  void anExceptionOfAProxyIsItsOwn() {
    assertThat(start().ask("failing-proxy")).isEqualTo("true");
  }

  /** Each process served its first proxy, and these are two venues. */
  @Test
  void twoProcessesWhoseFirstProxiesAreTwoVenuesShareNothing() throws IOException {
    RedisServer redis = world.redis();
    AgentJvm east = synced(start("east", redis(redis)));
    AgentJvm west = synced(start("west", redis(redis)));

    assertThat(east.ask("proxy Single a,a AAPL")).isEqualTo("easta1 easta1");
    assertThat(west.ask("proxy Single b,b AAPL")).isEqualTo("westb1 westb1");
    east.awaitError("singles: its receivers were made at run time");
  }

  @Test
  void proxiesThatAProperyTellsApartAreSharedBetweenProcesses() throws IOException {
    RedisServer redis = world.redis();
    AgentJvm east = synced(start("east", redis(redis)));
    AgentJvm west = synced(start("west", redis(redis)));
    west.ask("proxy Ignoring a SHIFTS-THE-NUMBERS-OF-PROXIES");
    assertThat(east.ask("proxy ByVenue a,b AAPL")).isEqualTo("easta1 eastb1");

    AgentJvm.awaiting("the answers of the other process")
        .until(() -> west.ask("proxy ByVenue a,b AAPL"), "easta1 eastb1"::equals);
  }

  private static AgentJvm synced(AgentJvm app) {
    app.ask("subclass bytebuddy-super");
    return app.awaitSynced();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytebuddy-super", "bytebuddy-target", "cglib-super", "cglib-target"})
  void aSubclassMadeAtRunTimeAsksItsClientOnce(String how) {
    AgentJvm app = start();

    assertThat(app.ask("subclass " + how)).isEqualTo("AAPL@1 AAPL@1 MSFT@2");
    assertThat(app.errors("could not weave")).isEmpty();
  }

  @Test
  void aLambdaGoesUpstreamAndTheLogSaysWhose() {
    AgentJvm app = start();
    app.ask("subclass bytebuddy-super");

    assertThat(app.ask("lambda")).isEqualTo("AAPL@1 AAPL@2 MSFT@3");
    app.awaitError(
        "warning[R027]: rule `functions` leaves out a lambda in `com.acme.kinds.MadeClients`");
    assertThat(app.errors("could not weave")).isEmpty();
  }

  @Test
  void classFilesOfEveryVersionAreWoven() {
    AgentJvm app = start();

    assertThat(app.ask("versions")).matches("46 to \\d+ are answered");
    assertThat(app.errors("could not weave")).isEmpty();
  }

  @Test
  void whatNewerCompilersMakeIsWoven() {
    AgentJvm app = start();

    String answers = app.ask("compiled");

    assertThat(answers).matches("compiled( \\w+=AAPL@(\\d),AAPL@\\2)*");
    assertThat(app.errors("could not weave")).isEmpty();
  }
}
