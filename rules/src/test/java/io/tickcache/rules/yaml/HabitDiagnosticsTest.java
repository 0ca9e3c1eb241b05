package io.tickcache.rules.yaml;

import static io.tickcache.rules.yaml.Reports.assertReport;

import org.junit.jupiter.api.Test;

/** What people write by what they know from elsewhere is told with what to write here. */
class HabitDiagnosticsTest {
  @Test
  void aShareOfOneIsNamedAsAPercentage() {
    assertReport(
        """
        version: 1
        redis: {uri: 'redis://cache'}
        rules:
          quotes:
            method: com.acme.A#get
            jitter: 0.1
        """,
        """
        error[R008]: `0.1` has no `%`
          --> rules.yaml:6:13
           |
         6 |     jitter: 0.1
           |             ^^^
           = help: write `10%`
        """);
  }

  @Test
  void theSymbolOfAnAnswerStartsAtTheAnswer() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            symbols: arg0
            result-symbol: symbol
        """,
        """
        error[R014]: `symbol` does not start with `return`
          --> rules.yaml:6:20
           |
         6 |     result-symbol: symbol
           |                    ^^^^^^
           = help: write `return.symbol`
        """);
  }

  @Test
  void manySymbolsStartAtAnArgument() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            symbols: symbols
        """,
        """
        error[R014]: `symbols` does not start with an argument
          --> rules.yaml:5:14
           |
         5 |     symbols: symbols
           |              ^^^^^^^
           = help: a path is `arg0`, then `.name` for each property to go through
        """);
  }

  @Test
  void aSymbolToInvalidateMayStartAtTheAnswer() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            invalidate-on: [{method: com.acme.A#put, symbol: order.symbol}]
        """,
        """
        error[R014]: `order.symbol` does not start with an argument, `this` or `return`
          --> rules.yaml:5:54
           |
         5 |     invalidate-on: [{method: com.acme.A#put, symbol: order.symbol}]
           |                                                      ^^^^^^^^^^^^
           = help: a path is `arg0` or `this`, then `.name` for each property to go through
        """);
  }

  @Test
  void noTimeForNullIsZero() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            null-ttl: none
        """,
        """
        error[R008]: `none` is not a duration
          --> rules.yaml:5:15
           |
         5 |     null-ttl: none
           |               ^^^^
           = help: write `0`
        """);
  }

  @Test
  void aRuleIsSwitchedOffByItsMode() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            enabled: false
        """,
        """
        error[R004]: `enabled` is no setting: a rule is in force unless its `mode` is `off`
          --> rules.yaml:5:5
           |
         5 |     enabled: false
           |     ^^^^^^^
           = help: to switch the rule off write `mode: off`, else leave the line out
        """);
  }

  @Test
  void falseIsOff() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            mode: false
            l2: true
        """,
        """
        error[R008]: `false` is not one of `cache`, `observe`, `shadow`, `guard`, `off`
          --> rules.yaml:5:11
           |
         5 |     mode: false
           |           ^^^^^
           = help: did you mean `off`?

        warning[R019]: `l2` has no effect without `redis`
          --> rules.yaml:6:5
           |
         6 |     l2: true
           |     ^^

        error[R008]: `true` is not one of `on`, `off`
          --> rules.yaml:6:9
           |
         6 |     l2: true
           |         ^^^^
           = help: did you mean `on`?
        """);
  }

  @Test
  void aVariableStandsBetweenBraces() {
    assertReport(
        """
        version: 1
        redis: {uri: 'redis://$REDIS_HOST:6379'}
        rules: {quotes: {method: com.acme.A#get}}
        """,
        """
        error[R008]: the address has no host, or one that is not a host name
          --> rules.yaml:2:14
           |
         2 | redis: {uri: 'redis://$REDIS_HOST:6379'}
           |              ^^^^^^^^^^^^^^^^^^^^^^^^^^
           = help: write `${REDIS_HOST}` for the environment variable
        """);
  }

  @Test
  void aSpaceBeforeTheSignBeginsAComment() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A #get
        """,
        """
        error[R012]: `com.acme.A` has no `#` between type and method
          --> rules.yaml:4:13
           |
         4 |     method: com.acme.A #get
           |             ^^^^^^^^^^
           = note: ` #` begins a comment, so what follows it is not part of the pattern
           = help: leave out the space before `#`
        """);
  }

  @Test
  void aCommentBehindAPatternIsNotTakenForItsMethod() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A.get # of the old client
        """,
        """
        error[R012]: `com.acme.A.get` has no `#` between type and method
          --> rules.yaml:4:13
           |
         4 |     method: com.acme.A.get # of the old client
           |             ^^^^^^^^^^^^^^
           = help: did you mean `com.acme.A#get`?
        """);
  }

  @Test
  void anAddressAloneIsNoSection() {
    assertReport(
        """
        version: 1
        redis: redis://localhost:6379
        rules: {quotes: {method: com.acme.A#get}}
        """,
        """
        error[R006]: `redis` takes settings, not text
          --> rules.yaml:2:8
           |
         2 | redis: redis://localhost:6379
           |        ^^^^^^^^^^^^^^^^^^^^^^
           = help: write `redis: {uri: redis://host:6379}`
        """);
  }

  @Test
  void rulesHaveNames() {
    assertReport(
        """
        version: 1
        rules:
          - method: com.acme.A#get
        """,
        """
        error[R006]: `rules` takes settings, not a list
          --> rules.yaml:3:3
           |
         3 |   - method: com.acme.A#get
           |   ^^^^^^^^^^^^^^^^^^^^^^^^
           = help: name each rule: `quotes: {method: com.acme.QuoteClient#getQuote(String)}`
        """);
  }

  @Test
  void aMethodAloneIsNoInvalidation() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            invalidate-on: [com.acme.A#put]
        """,
        """
        error[R006]: an entry of `invalidate-on` takes settings, not text
          --> rules.yaml:5:21
           |
         5 |     invalidate-on: [com.acme.A#put]
           |                     ^^^^^^^^^^^^^^
           = help: write `invalidate-on: [{method: com.acme.OrderService#placeOrder}]`
        """);
  }

  @Test
  void aComparisonIsNoCondition() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            symbol: arg0
            when: [arg1 == false]
        """,
        """
        error[R006]: `when` takes settings, not a list
          --> rules.yaml:6:11
           |
         6 |     when: [arg1 == false]
           |           ^^^^^^^^^^^^^^^
           = help: write a path and its value: `when: {arg1: false}`
        """);
  }

  @Test
  void aCacheThatIsNearlyThatOfAnotherRuleIsDoubted() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
          batch:
            method: com.acme.A#all
            symbols: arg0
            cache: qoutes
        """,
        """
        warning[R019]: no other rule has the cache `qoutes`
          --> rules.yaml:8:12
           |
         8 |     cache: qoutes
           |            ^^^^^^
           = help: did you mean `quotes`?
        """);
  }

  @Test
  void aCacheThatAnotherRuleHasIsNotDoubted() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            cache: market
          quote:
            method: com.acme.A#one
            cache: market
          market2:
            method: com.acme.A#all
        """,
        "");
  }
}
