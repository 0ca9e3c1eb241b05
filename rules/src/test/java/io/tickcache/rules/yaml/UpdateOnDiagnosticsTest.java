package io.tickcache.rules.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is said of mistakes in a rule's {@code update-on}, word for word. */
class UpdateOnDiagnosticsTest {

  private static void assertReport(String settings, String report) {
    String file = "version: 1\nrules:\n  quotes:\n    method: com.acme.A#get\n" + settings;
    assertThat(RulesFile.read("rules.yaml", file, FixedEnvironment.EMPTY).render())
        .isEqualTo(report);
  }

  @Test
  void itTakesAList() {
    assertReport(
        "    update-on: {method: com.acme.B#on}\n",
        """
        error[R006]: `update-on` takes a list, not settings
          --> rules.yaml:5:16
           |
         5 |     update-on: {method: com.acme.B#on}
           |                ^^^^^^^^^^^^^^^^^^^^^^^
           = help: put `- ` before its first setting
        """);
  }

  @Test
  void anEntrySaysAllThree() {
    assertReport(
        "    update-on: [{at: noon}]\n",
        """
        error[R005]: an entry of `update-on` has no `method`
          --> rules.yaml:5:17
           |
         5 |     update-on: [{at: noon}]
           |                 ^^^^^^^^^^
           = help: add one, such as `method: com.acme.feed.Listener#onQuote(Quote)`

        error[R005]: an entry of `update-on` has no `symbol`
          --> rules.yaml:5:17
           |
         5 |     update-on: [{at: noon}]
           |                 ^^^^^^^^^^
           = help: add one, such as `symbol: arg0.symbol`

        error[R005]: an entry of `update-on` has no `value`
          --> rules.yaml:5:17
           |
         5 |     update-on: [{at: noon}]
           |                 ^^^^^^^^^^
           = help: add one, such as `value: arg0`

        error[R004]: unknown setting `at` in `update-on` of rule `quotes`
          --> rules.yaml:5:18
           |
         5 |     update-on: [{at: noon}]
           |                  ^^
           = note: known here: `method`, `symbol`, `value`
        """);
  }

  @Test
  void theSymbolIsKnownBeforeTheCall() {
    assertReport(
        "    update-on: [{method: com.acme.B#on, symbol: return.symbol, value: quote}]\n",
        """
        error[R009]: a `return` path is not supported here yet
          --> rules.yaml:5:49
           |
         5 |     update-on: [{method: com.acme.B#on, symbol: return.symbol, value: quote}]
           |                                                 ^^^^^^

        error[R014]: `quote` does not start with an argument, `this` or `return`
          --> rules.yaml:5:71
           |
         5 |     update-on: [{method: com.acme.B#on, symbol: return.symbol, value: quote}]
           |                                                                       ^^^^^
           = help: a path is `arg0` or `this`, then `.name` for each property to go through
        """);
  }
}
