package io.tickcache.it.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.Upstream;
import io.tickcache.it.harness.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.TestAbortedException;

/**
 * The same short run under each kind of JVM that the one under test can be, without and with the
 * agent: answers from both tiers to calls of all kinds, invalidations that hold, three lines on
 * standard error, and nothing else to tell the two apart.
 */
class JvmVariantsIT {

  private static final String OF_ANOTHER_PROCESS = "SHARED";
  private static final int SHARED_SYMBOLS = 10;

  @RegisterExtension static final World SHARED = World.ofClass();

  @TempDir static Path directory;

  @RegisterExtension final World world = World.ofTest();

  private static RedisServer redis;
  private static Path rules;
  private static int runs;

  static List<Variant> variants() {
    return Variant.all();
  }

  @BeforeAll
  static void haveAnotherProcessLoad() throws IOException {
    redis = SHARED.redis();
    rules =
        Files.writeString(
            directory.resolve("quotes.yaml"),
            """
            version: 1
            redis: {uri: '%s', timeout: 1s, connect-timeout: 20s, circuit-breaker: {slow-call: 1s}}
            defaults: {ttl: 10m}
            rules:
              quotes:
                method: com.acme.md.QuoteClient#getQuote(String)
                invalidate-on:
                  - method: com.acme.orders.OrderService#placeOrder
                    symbol: arg0.symbol
            """
                    .formatted(redis.uri())
                + FurtherCalls.RULES);
    AgentJvm other = SHARED.start(console(SHARED.upstream()).agentArgument(rules.toString()));
    for (int i = 0; i < SHARED_SYMBOLS; i++) {
      awaitKept(other, OF_ANOTHER_PROCESS + i);
    }
    other.end();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("variants")
  void nothingElseTellsItFromARunWithoutTheAgent(Variant variant) throws IOException {
    String obstacle = variant.obstacle();
    String outcome = "failed";
    try {
      assumeTrue(obstacle == null, obstacle);
      runBoth(variant);
      outcome = "ok";
    } catch (TestAbortedException impossible) {
      outcome = impossible.getMessage().replace("Assumption failed: ", "");
      throw impossible;
    } finally {
      // ci/jvm-matrix makes its table of these.
      System.out.println("variant of the JVM: " + variant + ": " + outcome);
    }
  }

  private void runBoth(Variant variant) throws IOException {
    String symbol = "RUN" + ++runs;
    Path own = Files.createDirectory(directory.resolve(symbol));
    variant.prepare(own, console(world.upstream()));
    Upstream asked = world.upstream();
    Upstream spared = world.upstream();

    AgentJvm without = world.start(variant.started(console(asked)));
    AgentJvm app = world.start(variant.woven(console(spared), rules));
    FurtherCalls furtherOfPlain = new FurtherCalls(without, asked);
    FurtherCalls further = new FurtherCalls(app, spared);
    List<String> answers = furtherOfPlain.make(symbol);
    Talk plain = Talk.with(without, symbol);
    further.begin();
    awaitKept(app, "WARM" + symbol);
    long published = redis.calls("publish");
    app.awaitError("methods matched");
    awaitHeartbeats(published);
    awaitAnswerFromRedis(app, spared);
    assertThat(further.make(symbol)).isEqualTo(answers);
    furtherOfPlain.assertCalls(symbol, 2);
    further.assertCalls(symbol, 1);
    Talk woven = Talk.with(app, symbol);

    assertThat(woven.output()).isEqualTo(plain.output());
    assertThat(woven.exitCode()).isEqualTo(plain.exitCode());
    assertThat(woven.errorsWithout(variant.further())).isEqualTo(plain.errorsWithout(List.of()));
    assertIsAGoodStart(woven.agentsErrors(), variant);
    assertThat(asked.calls(symbol)).isEqualTo(3);
    assertThat(spared.calls(symbol)).as("calls before and after the invalidation").isEqualTo(2);
    variant.check();
  }

  /** Compiles in one step only: such short runs end before the second pays. */
  private static AgentJvm.Builder console(Upstream upstream) {
    return AgentJvm.console(upstream).jvmArguments("-XX:TieredStopAtLevel=1");
  }

  private static void assertIsAGoodStart(List<String> lines, Variant variant) throws IOException {
    List<String> further = new ArrayList<>(variant.further());
    further.removeIf(line -> !line.startsWith("tickcache: "));
    assertThat(lines).hasSize(3 + further.size()).containsAll(further);
    assertThat(lines.get(0)).matches("tickcache: Tickcache \\S+ on Java \\S+");
    assertThat(lines.get(1)).matches("tickcache: .*\\.yaml: 5 rules, digest \\w+");
    assertThat(lines)
        .contains("tickcache: methods matched: quotes 1, batches 1, calls 1, promises 1, boards 1");
  }

  /**
   * Waits until the process hears the others, for nothing is to be flushed any more: from then on
   * it sends heartbeats, before which it publishes no more than its two tests of itself.
   */
  private static void awaitHeartbeats(long published) {
    AgentJvm.awaiting("heartbeats").until(() -> redis.calls("publish") > published + 3);
  }

  /**
   * Asks until it gets what only the other process has loaded; a busy machine may be too slow once.
   */
  private static void awaitAnswerFromRedis(AgentJvm app, Upstream upstream) {
    AtomicInteger next = new AtomicInteger();
    AgentJvm.awaiting("an answer that another process has loaded")
        .until(
            () -> {
              String symbol = OF_ANOTHER_PROCESS + next.getAndIncrement();
              app.ask("quote " + symbol);
              return upstream.calls(symbol) == 0;
            });
  }

  /** Asks until Redis has the answer, which takes the time of connecting to it. */
  private static void awaitKept(AgentJvm app, String symbol) {
    AgentJvm.awaiting("Redis to have " + symbol)
        .until(
            () -> {
              app.ask("quote " + symbol);
              return !redis.keys("*" + symbol + "*").isEmpty();
            });
  }
}
