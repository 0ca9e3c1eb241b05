package io.tickcache.it;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.FaultProxy;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.Upstream;
import io.tickcache.it.harness.World;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Processes that have symbols ready before anybody asks for them. */
class WarmIT {

  private static final int ALLOWED = 50;
  private static final int SYMBOLS = 100;

  @RegisterExtension final World world = World.ofTest();

  private Upstream upstream;

  @BeforeEach
  void startUpstream() throws IOException {
    upstream = world.upstream();
    upstream.delay(Duration.ofMillis(5));
  }

  private static List<String> symbols(int number) {
    return IntStream.range(0, number).mapToObj(i -> "S" + i).toList();
  }

  private static String list(List<String> symbols) {
    return symbols.stream().collect(joining(", ", "[", "]"));
  }

  private static String rules(RedisServer redis, String warm) {
    return rules(redis.uri(), "1s", warm);
  }

  private static String rules(String redis, String slowCall, String warm) {
    return "version: 1\n"
        + ("redis: {uri: '" + redis + "', timeout: 1s,")
        + (" circuit-breaker: {slow-call: " + slowCall + "}}\n")
        + ("upstreams: {exchange: {budget: " + ALLOWED + " per 1s, when-exhausted: wait 10m}}\n")
        + "rules:\n"
        + "  quotes:\n"
        + "    method: com.acme.md.QuoteClient#getQuote(String)\n"
        + "    ttl: 10m\n"
        + "    upstream: exchange\n"
        + ("    warm: " + warm + "\n");
  }

  private AgentJvm start(String rules) {
    return world.start(AgentJvm.console(upstream).rules(rules));
  }

  private static double warmed(AgentJvm app, String result) {
    return app.meters().sum("tickcache.cache.warmed", "result", result);
  }

  @Test
  void aListIsLoadedWithinTheBudgetAndTheNextProcessFindsItInRedis() throws IOException {
    RedisServer redis = world.redis();
    String rules = rules(redis, list(symbols(SYMBOLS)));
    AgentJvm first = start(rules);
    first.ask("quote AAPL");
    first.awaitError("quotes: " + SYMBOLS + " symbols ready in ");

    assertThat(warmed(first, "loaded")).isEqualTo(SYMBOLS);
    assertThat(new Arrivals(upstream.moments(), Duration.ofSeconds(1)).mostInAPeriod())
        .as("calls within any second")
        .isLessThanOrEqualTo(ALLOWED);
    assertNoneIsAskedForTwice(first);

    AgentJvm second = start(rules);
    second.ask("quote AAPL");
    second.awaitError("quotes: " + SYMBOLS + " symbols ready in ");

    assertThat(warmed(second, "l2")).isEqualTo(SYMBOLS);
    assertNoneIsAskedForTwice(second);
  }

  private void assertNoneIsAskedForTwice(AgentJvm app) {
    for (String symbol : symbols(SYMBOLS)) {
      app.ask("quote " + symbol);
      assertThat(upstream.calls(symbol)).as("calls for " + symbol).isEqualTo(1);
    }
  }

  @Test
  void aProcessHasReadyWhatTheOthersHaveAskedForMost() throws IOException {
    int symbols = 500;
    RedisServer redis = world.redis();
    String rules = unlimited(rules(redis, "hot " + symbols));
    AgentJvm first = start(rules);
    first.ask("quote AAPL");
    first.awaitSynced();
    for (String symbol : symbols(symbols)) {
      first.ask("quote " + symbol);
      first.ask("quote " + symbol);
    }
    AgentJvm.awaiting("all of them told").until(() -> known(redis) >= symbols);
    first.end();

    AgentJvm second = start(rules);
    second.ask("quote S0");
    second.awaitError("quotes: " + symbols + " symbols ready in ");
    long before = upstream.calls();
    for (String symbol : symbols(symbols)) {
      second.ask("quote " + symbol);
    }

    assertThat(upstream.calls()).as("upstream calls").isEqualTo(before);
    assertThat(warmed(second, "loaded")).isZero();
  }

  private static String unlimited(String rules) {
    return rules.replaceAll("(?m)^ *upstreams?:.*\n", "");
  }

  /** For every one of them takes longer than the breaker lets a caller's read take. */
  @Test
  void whatIsReadAheadDoesNotOpenTheBreaker() throws IOException {
    int symbols = 150;
    RedisServer redis = world.redis();
    AgentJvm first = start(unlimited(rules(redis, list(symbols(symbols)))));
    first.ask("quote AAPL");
    first.awaitError("quotes: " + symbols + " symbols ready in ");
    FaultProxy proxy = world.proxy(redis);
    proxy.delay(Duration.ofMillis(15), Duration.ZERO);

    AgentJvm second = start(unlimited(rules(proxy.uri(), "10ms", list(symbols(symbols)))));
    second.ask("quote AAPL");
    second.awaitError("quotes: " + symbols + " symbols ready in ");

    assertThat(warmed(second, "l2")).isEqualTo(symbols);
    assertThat(second.errors("breaker")).isEmpty();
  }

  private static long known(RedisServer redis) throws IOException {
    List<String> keys = redis.keys("tickcache:{default:*}:hot:quotes");
    return keys.isEmpty() ? 0 : (Long) redis.command("ZCARD", keys.get(0));
  }

  @Test
  void noCallWaitsForSymbolsThatAreBeingMadeReady() throws IOException {
    upstream.hold("SLOW");
    AgentJvm app =
        start(
            """
            version: 1
            rules:
              quotes:
                method: com.acme.md.QuoteClient#getQuote(String)
                warm: [SLOW, IBM]
            """);
    app.ask("quote AAPL");
    AgentJvm.awaiting("the call").until(() -> upstream.calls() == 2);

    assertThat(app.ask("quote MSFT")).isEqualTo("0");

    upstream.letGo("SLOW");
    app.awaitError("quotes: 2 symbols ready in ");
    assertThat(upstream.calls("IBM")).isEqualTo(1);
  }
}
