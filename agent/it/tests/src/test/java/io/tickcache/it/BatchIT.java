package io.tickcache.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.Upstream;
import io.tickcache.it.harness.World;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Two processes that ask for many symbols and for one, of one cache; each test has symbols of its
 * own.
 */
class BatchIT {

  private static final int REPETITIONS = 20;

  @RegisterExtension static final World WORLD = World.ofClass();

  private static Upstream upstream;
  private static RedisServer redis;
  private static AgentJvm one;
  private static AgentJvm two;

  @BeforeAll
  static void startTwoProcesses() throws IOException {
    upstream = WORLD.upstream();
    redis = WORLD.redis();
    String rules =
        Rules.quotes(redis, "ttl: 10m", "l1-ttl: 10m", "wait: 20s", "symbol-case: upper")
            + ("  batches: {method: com.acme.md.QuoteClient#getQuotes, symbols: arg0,"
                + " cache: quotes}\n");
    one = WORLD.start(AgentJvm.console(upstream).brief().rules(rules));
    two = WORLD.start(AgentJvm.console(upstream).brief().rules(rules));
    for (AgentJvm app : new AgentJvm[] {one, two}) {
      app.ask("quotes WARM-UP");
      app.awaitSynced();
    }
  }

  private static void awaitFill(String symbol) {
    AgentJvm.awaiting("the fill of L2")
        .until(() -> !redis.keys("*:v:quotes:" + symbol + ":*").isEmpty());
  }

  @Test
  void theOtherProcessAsksOnlyForWhatNobodyHas() {
    assertThat(one.ask("quotes L1,L2,NONE-1")).isEqualTo("L1=0 L2=0");
    awaitFill("L1");
    awaitFill("L2");
    long batches = two.askNumber("batches");

    assertThat(two.ask("quotes L2,L3,L1")).isEqualTo("L2=0 L3=0 L1=0");
    assertThat(two.ask("quotes L1,L2")).isEqualTo("L1=0 L2=0");

    assertThat(two.askNumber("batches")).isEqualTo(batches + 1);
    for (String symbol : new String[] {"L1", "L2", "L3"}) {
      assertThat(upstream.calls(symbol)).as("upstream calls for %s", symbol).isEqualTo(1);
    }
  }

  @Test
  void oneSymbolAndManyShareTheirEntriesInAllProcesses() {
    assertThat(one.ask("quote S1")).isEqualTo("0");
    awaitFill("S1");
    assertThat(two.ask("quotes S1,S2")).isEqualTo("S1=0 S2=0");
    awaitFill("S2");
    assertThat(one.ask("quote S2")).isEqualTo("0");

    assertThat(upstream.calls("S1")).isEqualTo(1);
    assertThat(upstream.calls("S2")).isEqualTo(1);
  }

  @Test
  void anInvalidationOfOneSymbolLeavesTheOthersInAllProcesses() {
    one.ask("quotes I1,I2");
    awaitFill("I1");
    two.ask("quotes I1,I2");
    long changed = upstream.change("I1");
    upstream.change("I2");

    one.ask("order I1");

    assertThat(one.ask("quotes I1,I2")).isEqualTo("I1=" + changed + " I2=0");
    AgentJvm.awaiting("the other process to hear of it")
        .until(() -> two.ask("quotes I1,I2").equals("I1=" + changed + " I2=0"));
  }

  @Test
  void aProgramInvalidatesInAnyLetterCase() throws IOException {
    one.ask("quote P1");
    long changed = upstream.change("P1");

    redis.publish("tickcache:{default}:invalidate", "quotes p1");

    AgentJvm.awaiting("the message to arrive").until(() -> one.askNumber("quote P1") == changed);
  }

  @Test
  void batchesThatOverlapLoadEachSymbolOnce() {
    upstream.delay(Duration.ofMillis(5));
    for (int i = 0; i < REPETITIONS; i++) {
      String[] s = new String[6];
      for (int k = 0; k < s.length; k++) {
        s[k] = String.format(Locale.ROOT, "O%d-%d", i, k);
      }
      String first = s[0] + "," + s[1] + "," + s[2] + ";" + s[2] + "," + s[1] + ";" + s[5];
      String second = s[3] + "," + s[1] + ";" + s[4] + "," + s[2] + "," + s[0] + ";" + s[5];
      one.send("quotes-at-once " + first);
      two.send("quotes-at-once " + second);
      assertThat(one.answer()).endsWith("failures=0");
      assertThat(two.answer()).endsWith("failures=0");
      for (String symbol : s) {
        assertThat(upstream.calls(symbol)).as("upstream calls for %s", symbol).isEqualTo(1);
      }
    }
    upstream.delay(Duration.ZERO);
  }

  @Test
  void batchesAreAnsweredWhileRedisIsOut() throws IOException {
    RedisServer ownRedis = WORLD.redis();
    String rules =
        Rules.of("batches: {method: com.acme.md.QuoteClient#getQuotes, symbols: arg0, ttl: 10m}")
            + ("redis: {uri: '" + ownRedis.uri() + "', timeout: 50ms}\n");
    AgentJvm app = WORLD.start(AgentJvm.console(upstream).brief().rules(rules));
    app.ask("quotes WARM-UP");
    app.awaitSynced();
    app.ask("quotes R1,R2");

    ownRedis.kill();
    app.awaitBackplane("out");

    assertThat(app.ask("quotes R1,R3")).isEqualTo("R1=0 R3=0");
    assertThat(app.ask("quotes R3,R2,R1")).isEqualTo("R3=0 R2=0 R1=0");
    assertThat(upstream.calls("R3")).isEqualTo(1);
  }
}
