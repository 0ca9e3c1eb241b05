package io.tickcache.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.Upstream;
import io.tickcache.it.harness.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** An upstream that fails for a while, and what the callers of its clients notice. */
class UpstreamOutageIT {

  private static final String TTL = "ttl: 200ms";
  private static final String ITS_OWN = "failed java.io.IOException: Server returned HTTP";
  private static final List<String> SYMBOLS = List.of("AAPL", "MSFT", "IBM");

  @RegisterExtension final World world = World.ofTest();

  @TempDir Path directory;

  private Upstream upstream;

  @BeforeEach
  void startUpstream() throws IOException {
    upstream = world.upstream();
    SYMBOLS.forEach(upstream::change);
  }

  private static double served(AgentJvm app) {
    return app.meters().sum("tickcache.cache.stale");
  }

  private static void awaitServed(AgentJvm app, int atLeast) {
    AgentJvm.awaiting("answers past their time")
        .until(
            () -> {
              for (String symbol : SYMBOLS) {
                assertThat(app.ask("quote " + symbol)).isEqualTo("1");
              }
              return served(app) >= atLeast;
            });
  }

  @Test
  void whoHasSeenASymbolNoticesNothing() throws IOException {
    AgentJvm app =
        world.start(
            AgentJvm.console(upstream)
                .brief()
                .rules(Rules.quotes(TTL, "on-error: {serve-stale: 10m, hold-off: 300ms}")));
    SYMBOLS.forEach(symbol -> app.ask("quote " + symbol));

    upstream.goDown();
    awaitServed(app, 500);
    assertThat(app.ask("quote NEVER")).startsWith(ITS_OWN);

    upstream.change("AAPL");
    upstream.takeAgain();
    AgentJvm.awaiting("news").until(() -> app.ask("quote AAPL").equals("2"));
  }

  @Test
  void processesThatShareAnUpstreamEachServeWhatTheyHaveSeen() throws IOException {
    RedisServer redis = world.redis();
    String rules =
        Rules.quotes(redis, TTL, "on-error: {serve-stale: 10m, for: [java.io.IOException]}");
    AgentJvm one = world.start(AgentJvm.console(upstream).brief().rules(rules));
    AgentJvm two = world.start(AgentJvm.console(upstream).brief().rules(rules));
    for (AgentJvm app : List.of(one, two)) {
      app.ask("quote AAPL");
      app.awaitSynced();
      SYMBOLS.forEach(symbol -> app.ask("quote " + symbol));
    }

    upstream.goDown();
    awaitServed(one, 100);
    awaitServed(two, 100);
    one.ask("order AAPL");

    assertThat(one.ask("quote AAPL")).startsWith(ITS_OWN);
    AgentJvm.awaiting("the word of the order")
        .until(() -> two.ask("quote AAPL").startsWith(ITS_OWN));
    assertThat(two.ask("quote MSFT")).isEqualTo("1");
  }

  @Test
  void nothingIsServedBeyondItsBound() throws IOException {
    AgentJvm app =
        world.start(
            AgentJvm.console(upstream)
                .brief()
                .rules(Rules.quotes(TTL, "on-error: {serve-stale: 800ms}")));
    assertThat(app.ask("quote AAPL")).isEqualTo("1");

    upstream.goDown();
    AgentJvm.awaiting("the bound").until(() -> app.ask("quote AAPL").startsWith(ITS_OWN));

    assertThat(app.ask("quote AAPL")).as("and it stays so").startsWith(ITS_OWN);
    assertThat(app.meters().attribute("Max", "tickcache.cache.stale.age"))
        .as("milliseconds")
        .isLessThanOrEqualTo(1_000);
  }

  @Test
  void withoutTheGrantTheClientsOwnFailuresComeThrough() throws IOException {
    AgentJvm app = world.start(AgentJvm.console(upstream).brief().rules(Rules.quotes(TTL)));
    assertThat(app.ask("quote AAPL")).isEqualTo("1");

    upstream.goDown();

    AgentJvm.awaiting("its failure").until(() -> app.ask("quote AAPL").startsWith(ITS_OWN));
    assertThat(served(app)).isZero();
  }

  @Test
  void theGrantCanBeGivenWhileUpstreamIsDown() throws IOException {
    Path file = directory.resolve("rules.yaml");
    Files.writeString(file, Rules.quotes(TTL));
    AgentJvm app = world.start(AgentJvm.console(upstream).brief().agentArgument(file.toString()));
    app.ask("quote AAPL");

    Files.writeString(file, Rules.quotes(TTL, "on-error: {serve-stale: 10m}"));
    AgentJvm.awaiting("the edit").until(() -> !app.errors("in place of digest").isEmpty());
    SYMBOLS.forEach(symbol -> app.ask("quote " + symbol));
    upstream.goDown();

    awaitServed(app, 50);
  }
}
