package io.tickcache.it.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.it.harness.AgentJvm;
import io.tickcache.it.harness.Upstream;
import java.util.ArrayList;
import java.util.List;

/**
 * Calls that ask for many symbols at once or are answered later, by a promise or a callback, each
 * made twice; and two at once of which the second has waited for the first in vain.
 */
final class FurtherCalls {

  /** Rules for them, below that for the quotes. */
  static final String RULES =
      """
        batches: {method: com.acme.md.QuoteClient#getQuotes, symbols: arg0, l1-ttl: 10m}
        calls:
          method: com.acme.md.AsyncQuoteClient#getQuote
          callback: {arg: arg1, success: onSuccess, failure: onFailure}
          l1-ttl: 10m
        promises: {method: com.acme.md.AsyncQuoteClient#promise, wait: 100ms, l1-ttl: 10m}
        boards:
          method: com.acme.boards.BoardClient#later
          symbols: arg0
          result-symbol: return
          l1-ttl: 10m
      """;

  private final Upstream upstream;
  private final AgentJvm app;

  FurtherCalls(AgentJvm app, Upstream upstream) {
    this.app = app;
    this.upstream = upstream;
  }

  /** Has the application load the classes. */
  void begin() {
    ask("BEGIN");
  }

  /** Makes them all; what came of them. */
  List<String> make(String suffix) {
    List<String> answers = ask(suffix);
    answers.addAll(ask(suffix));
    answers.add(askInVain("VAIN" + suffix));
    return answers;
  }

  private List<String> ask(String suffix) {
    List<String> answers = new ArrayList<>();
    answers.add(app.ask("quotes C1" + suffix + ",A1" + suffix + ",B1" + suffix));
    answers.add(app.ask("board later C2" + suffix + ",A2" + suffix + ",B2" + suffix));
    answers.add(app.ask("promises P" + suffix + " 1"));
    answers.add(app.ask("call-back Q" + suffix).replaceFirst("@.*", ""));
    return answers;
  }

  private String askInVain(String symbol) {
    upstream.hold(symbol);
    app.send("promises " + symbol + " 2");
    AgentJvm.awaiting("a second call").until(() -> upstream.calls(symbol) == 2);
    upstream.letGo(symbol);
    return app.answer();
  }

  /** How often upstream was asked for each symbol, but for those that were asked for in vain. */
  void assertCalls(String suffix, int expected) {
    for (String symbol : List.of("A1", "B1", "C1", "A2", "B2", "C2", "P", "Q")) {
      assertThat(upstream.calls(symbol + suffix)).as("calls for " + symbol).isEqualTo(expected);
    }
  }
}
