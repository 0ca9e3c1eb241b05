package io.tickcache.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.RedisServer;
import io.tickcache.it.harness.Upstream;
import io.tickcache.it.harness.World;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The forms in which clients answer for many symbols, in two processes: what is put together must
 * be what the client itself would have answered.
 */
class BatchFormsIT {

  private static final int THREADS = 8;
  private static final int REPETITIONS = 10;

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
        Rules.quotes(redis)
            + rule("by-id", "byId", "result-symbol: return.value.symbol")
            + rule("page", "page", "result-symbol: return.quotes.symbol")
            + rule(
                "response",
                "response",
                "result-symbol: return.result.list.symbol, ignore: [return.count]")
            + rule("later", "later", "result-symbol: return");
    one = WORLD.start(AgentJvm.console(upstream).brief().rules(rules));
    two = WORLD.start(AgentJvm.console(upstream).brief().rules(rules));
    for (AgentJvm app : new AgentJvm[] {one, two}) {
      app.ask("quote WARM-UP");
      app.awaitSynced();
      for (String form : new String[] {"by-id", "page", "response", "later"}) {
        app.ask("board " + form + " WARM-UP-C,WARM-UP-A,WARM-UP-B");
      }
    }
  }

  private static String rule(String name, String method, String settings) {
    return "  "
        + name
        + ": {method: com.acme.boards.BoardClient#"
        + method
        + ", symbols: arg0, ttl: 10m, l1-ttl: 10m, wait: 20s, "
        + settings
        + ", invalidate-on: [{method: com.acme.orders.OrderService#placeOrder, symbol:"
        + " arg0.symbol}]}\n";
  }

  private static void awaitFill(String form, String symbol) {
    AgentJvm.awaiting("the fill of L2")
        .until(() -> !redis.keys("*:v:" + form + ":" + symbol + ":*").isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"by-id", "page", "response", "later"})
  void theOtherProcessAsksOnlyForWhatNobodyHas(String form) {
    String a = form + "-A";
    String b = form + "-B";
    String c = form + "-C";
    upstream.change(b);
    one.ask("board " + form + " " + b + "," + a);
    awaitFill(form, a);
    awaitFill(form, b);

    String answer = two.ask("board " + form + " " + String.join(",", a, c, b));

    for (String symbol : new String[] {a, b, c}) {
      assertThat(upstream.calls(symbol)).as("upstream calls for %s", symbol).isEqualTo(1);
    }
    assertThat(answer).isEqualTo(two.ask("own-board " + form + " " + String.join(",", a, c, b)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"by-id", "page", "response", "later"})
  void anInvalidationOfOneSymbolLeavesTheOthers(String form) {
    String a = form + "-I";
    String b = form + "-J";
    one.ask("board " + form + " " + a + "," + b);
    upstream.change(a);

    one.ask("order " + a);

    assertThat(one.ask("board " + form + " " + b + "," + a))
        .isEqualTo(one.ask("own-board " + form + " " + b + "," + a));
    assertThat(upstream.calls(a)).isEqualTo(3);
    assertThat(upstream.calls(b)).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"by-id", "page", "response", "later"})
  void whoAsksForOverlappingListsAtOnceGetsWhatTheClientAnswers(String form) {
    upstream.delay(Duration.ofMillis(5));
    for (int i = 0; i < REPETITIONS; i++) {
      List<String> lists = new ArrayList<>();
      List<String> symbols = new ArrayList<>();
      for (int k = 0; k < THREADS; k++) {
        String symbol = String.format(Locale.ROOT, "%s-%d-%d", form, i, k);
        symbols.add(symbol);
        if (k % 2 == 0) {
          upstream.change(symbol);
        }
      }
      for (int k = 0; k < THREADS; k++) {
        lists.add(
            String.join(
                ",",
                symbols.get(k),
                symbols.get((k + 1) % THREADS),
                symbols.get((k + THREADS - 1) % THREADS)));
      }

      String answers = one.ask("boards-at-once " + form + " " + String.join(";", lists));

      for (String symbol : symbols) {
        assertThat(upstream.calls(symbol)).as("upstream calls for %s", symbol).isEqualTo(1);
      }
      List<String> own = new ArrayList<>();
      for (String list : lists) {
        own.add(one.ask("own-board " + form + " " + list));
      }
      assertThat(answers).isEqualTo(String.join(";", own));
    }
    upstream.delay(Duration.ZERO);
  }

  @Test
  void aCountThatDoesNotMatterIsThatOfTheLatestAnswer() {
    assertThat(one.ask("board-count COUNT-1,COUNT-2,COUNT-3")).isEqualTo("3");
    assertThat(one.ask("board-count COUNT-4,COUNT-1")).isEqualTo("1");
    assertThat(one.ask("board-count COUNT-1,COUNT-2")).isEqualTo("1");
  }

  @Test
  void aCountThatNobodySpeaksOfKeepsTheRuleOff() throws IOException {
    AgentJvm app =
        WORLD.start(
            AgentJvm.console(upstream)
                .brief()
                .rules(
                    Rules.of(
                        "response: {method: com.acme.boards.BoardClient#response, symbols: arg0,"
                            + " result-symbol: return.result.list.symbol}")));

    assertThat(app.ask("board-count OFF-1,OFF-2")).isEqualTo("2");
    assertThat(app.ask("board-count OFF-1")).isEqualTo("1");

    assertThat(upstream.calls("OFF-1")).isEqualTo(2);
    assertThat(app.awaitError("R028").errors("also holds `count`")).isNotEmpty();
  }
}
