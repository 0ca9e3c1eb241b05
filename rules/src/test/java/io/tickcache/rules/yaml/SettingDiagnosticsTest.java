package io.tickcache.rules.yaml;

import static io.tickcache.rules.yaml.Reports.assertReport;

import org.junit.jupiter.api.Test;

/** The exact text of the diagnostics of settings: their names, kinds and presence. */
class SettingDiagnosticsTest {
  @Test
  void aFileMustSayItsVersion() {
    assertReport(
        """
        rules: {quotes: {method: com.acme.A#get}}
        """,
        """
        error[R003]: the file does not say its `version`
          --> rules.yaml:1:1
           |
         1 | rules: {quotes: {method: com.acme.A#get}}
           | ^
           = help: start it with `version: 1`
        """);
  }

  @Test
  void anUnknownVersionEndsTheReading() {
    assertReport(
        """
        version: 2
        rulez: {}
        """,
        """
        error[R003]: version `2` is not known
          --> rules.yaml:1:10
           |
         1 | version: 2
           |          ^
           = help: write `version: 1`
        """);
  }

  @Test
  void aMisspelledSettingSuggestsTheRightOne() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            tll: 5s
        """,
        """
        error[R004]: unknown setting `tll` in rule `quotes`
          --> rules.yaml:5:5
           |
         5 |     tll: 5s
           |     ^^^
           = help: did you mean `ttl`?
        """);
  }

  @Test
  void letterCaseAndUnderscoresDontHideWhatIsMeant() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            l1Ttl: 1s
            max_entries: 5
        """,
        """
        error[R004]: unknown setting `l1Ttl` in rule `quotes`
          --> rules.yaml:5:5
           |
         5 |     l1Ttl: 1s
           |     ^^^^^
           = help: did you mean `l1-ttl`?

        error[R004]: unknown setting `max_entries` in rule `quotes`
          --> rules.yaml:6:5
           |
         6 |     max_entries: 5
           |     ^^^^^^^^^^^
           = help: did you mean `max-entries`?
        """);
  }

  @Test
  void aSettingLikeNoOtherListsTheKnownOnes() {
    assertReport(
        """
        version: 1
        redis:
          uri: redis://cache
          circuit-breaker: {threshold: 5}
        rules: {quotes: {method: com.acme.A#get}}
        """,
        """
        error[R004]: unknown setting `threshold` in `circuit-breaker`
          --> rules.yaml:4:21
           |
         4 |   circuit-breaker: {threshold: 5}
           |                     ^^^^^^^^^
           = note: known here: `failure-rate`, `slow-call`, `slow-rate`, `window`, `open-for`
        """);
  }

  @Test
  void aMisspelledSectionSuggestsTheRightOne() {
    assertReport(
        """
        version: 1
        rule: {}
        rules: {quotes: {method: com.acme.A#get}}
        """,
        """
        error[R004]: unknown setting `rule`
          --> rules.yaml:2:1
           |
         2 | rule: {}
           | ^^^^
           = help: did you mean `rules`?
        """);
  }

  @Test
  void aRuleNeedsAMethod() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            ttl: 5s
        """,
        """
        error[R005]: rule `quotes` has no `method`
          --> rules.yaml:3:3
           |
         3 |   quotes:
           |   ^^^^^^
           = help: say what it governs: `method: com.acme.QuoteClient#getQuote(String)`
        """);
  }

  @Test
  void aRedisNeedsAnAddress() {
    assertReport(
        """
        version: 1
        redis:
          namespace: prod
        rules: {quotes: {method: com.acme.A#get}}
        """,
        """
        error[R005]: `redis` has no `uri`
          --> rules.yaml:2:1
           |
         2 | redis:
           | ^^^^^
           = help: say where it is: `uri: redis://host:6379`
        """);
  }

  @Test
  void aUserNeedsAPassword() {
    assertReport(
        """
        version: 1
        redis:
          uri: redis://cache
          username: me
        rules: {quotes: {method: com.acme.A#get}}
        """,
        """
        error[R005]: `username` is said without `password`
          --> rules.yaml:4:3
           |
         4 |   username: me
           |   ^^^^^^^^
        """);
  }

  @Test
  void aSettingNeedsAValue() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            ttl:
        """,
        """
        error[R006]: `ttl` has no value
          --> rules.yaml:5:5
           |
         5 |     ttl:
           |     ^^^
           = help: give it one, or leave the line out
        """);
  }

  @Test
  void aListIsNoText() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            ttl: [5s]
        """,
        """
        error[R006]: `ttl` takes text, not a list
          --> rules.yaml:5:10
           |
         5 |     ttl: [5s]
           |          ^^^^
        """);
  }

  @Test
  void settingsAreNoText() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            symbol: {path: arg0}
        """,
        """
        error[R006]: `symbol` takes text, not settings
          --> rules.yaml:5:13
           |
         5 |     symbol: {path: arg0}
           |             ^^^^^^^^^^^^
        """);
  }

  @Test
  void aTextIsNoList() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            key: arg1
        """,
        """
        error[R006]: `key` takes a list, not text
          --> rules.yaml:5:10
           |
         5 |     key: arg1
           |          ^^^^
           = help: put it between `[` and `]`
        """);
  }

  @Test
  void aTextIsNoSection() {
    assertReport(
        """
        version: 1
        rules: quotes
        """,
        """
        error[R006]: `rules` takes settings, not text
          --> rules.yaml:2:8
           |
         2 | rules: quotes
           |        ^^^^^^
           = help: name each rule: `quotes: {method: com.acme.QuoteClient#getQuote(String)}`
        """);
  }

  @Test
  void aSingleInvalidationIsAListToo() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            invalidate-on:
              method: com.acme.A#reset
        """,
        """
        error[R006]: `invalidate-on` takes a list, not settings
          --> rules.yaml:6:7
           |
         6 |       method: com.acme.A#reset
           |       ^^^^^^^^^^^^^^^^^^^^^^^^
           = help: put `- ` before its first setting
        """);
  }

  @Test
  void aTagHasNoMeaning() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            ttl: !!int 5
        """,
        """
        error[R006]: `ttl` takes text, not a value with the tag `tag:yaml.org,2002:int`
          --> rules.yaml:5:10
           |
         5 |     ttl: !!int 5
           |          ^^^^^^^
        """);
  }

  @Test
  void theNameOfASettingIsText() {
    assertReport(
        """
        version: 1
        ? [a]
        : b
        rules: {quotes: {method: com.acme.A#get}}
        """,
        """
        error[R006]: the name of a setting is not text
          --> rules.yaml:2:3
           |
         2 | ? [a]
           |   ^^^
        """);
  }

  @Test
  void aSettingSaidTwiceNamesBothPlaces() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            ttl: 5s
            ttl: 6s
        """,
        """
        error[R007]: `ttl` is said twice
          --> rules.yaml:6:5
           |
         6 |     ttl: 6s
           |     ^^^
          ::: rules.yaml:5:5   first said here
        """);
  }

  @Test
  void aRuleSaidTwiceNamesBothPlaces() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
          quotes:
            method: com.acme.A#other
        """,
        """
        error[R007]: `quotes` is said twice
          --> rules.yaml:5:3
           |
         5 |   quotes:
           |   ^^^^^^
          ::: rules.yaml:3:3   first said here
        """);
  }

  @Test
  void aPathSaidTwiceNamesBothPlaces() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            key: [arg1, arg1]
        """,
        """
        error[R007]: `arg1` is said twice in `key`
          --> rules.yaml:5:17
           |
         5 |     key: [arg1, arg1]
           |                 ^^^^
          ::: rules.yaml:5:11   first said here
        """);
  }

  @Test
  void aMethodAsksForOneSymbolOrForMany() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            symbol: arg0.first
            symbols: arg0.all
        """,
        """
        error[R015]: a method asks for one `symbol` or for `symbols`
          --> rules.yaml:6:5
           |
         6 |     symbols: arg0.all
           |     ^^^^^^^
          ::: rules.yaml:5:5   one is said here
        """);
  }

  @Test
  void whatIsAboutManySymbolsHasNoEffectOnOne() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            separator: ','
            result-symbol: return.symbol
        """,
        """
        warning[R019]: `separator` has no effect without `symbols`
          --> rules.yaml:5:5
           |
         5 |     separator: ','
           |     ^^^^^^^^^

        warning[R019]: `result-symbol` has no effect without `symbols`
          --> rules.yaml:6:5
           |
         6 |     result-symbol: return.symbol
           |     ^^^^^^^^^^^^^
        """);
  }

  @Test
  void aPartOfTheAnswerIsIgnoredWhereThereAreManySymbolsOnly() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            ignore: [return.count]
          batches:
            method: com.acme.A#getAll
            symbols: arg0
            result-symbol: return.quotes.symbol
            ignore: [return.count, this.logger]
        """,
        """
        error[R009]: a `return` path is not supported here yet
          --> rules.yaml:5:14
           |
         5 |     ignore: [return.count]
           |              ^^^^^^

        error[R014]: `this.logger` does not start with an argument
          --> rules.yaml:10:28
           |
        10 |     ignore: [return.count, this.logger]
           |                            ^^^^^^^^^^^
           = help: to leave the receiver out of the key write `receiver: ignore`
        """);
  }

  @Test
  void manySymbolsComeFromAnArgumentAndAreNamedByTheAnswer() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            symbols: this.watched
            result-symbol: arg0.symbol
        """,
        """
        error[R014]: `this.watched` does not start with an argument
          --> rules.yaml:5:14
           |
         5 |     symbols: this.watched
           |              ^^^^^^^^^^^^
           = help: to leave the receiver out of the key write `receiver: ignore`

        error[R014]: `arg0.symbol` does not start with `return`
          --> rules.yaml:6:20
           |
         6 |     result-symbol: arg0.symbol
           |                    ^^^^^^^^^^^
           = help: the symbol of an answer is a path such as `return.symbol`
        """);
  }

  @Test
  void whatIsAnsweredByCallbackIsNotRefreshedAhead() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            callback: {arg: arg1, success: done}
            refresh-ahead: on
        """,
        """
        warning[R019]: `refresh-ahead` has no effect where answers come by `callback`
          --> rules.yaml:6:5
           |
         6 |     refresh-ahead: on
           |     ^^^^^^^^^^^^^
        """);
  }

  @Test
  void nothingIsMadeReadyOrRefreshedWhereCallsAreOnlyWatched() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            mode: shadow
            warm: [AAPL]
            refresh-ahead: on
          depth: {method: com.acme.A#depth, mode: observe, refresh-ahead: on}
        """,
        """
        warning[R019]: `warm` has no effect with `mode: shadow`
          --> rules.yaml:6:5
           |
         6 |     warm: [AAPL]
           |     ^^^^

        warning[R019]: `refresh-ahead` has no effect with `mode: shadow`
          --> rules.yaml:7:5
           |
         7 |     refresh-ahead: on
           |     ^^^^^^^^^^^^^

        warning[R019]: `refresh-ahead` has no effect with `mode: observe`
          --> rules.yaml:8:52
           |
         8 |   depth: {method: com.acme.A#depth, mode: observe, refresh-ahead: on}
           |                                                    ^^^^^^^^^^^^^
        """);
  }

  @Test
  void modesThatThereAreNotAreRefused() {
    assertReport(
        """
        version: 1
        defaults:
          mode: observer
        rules:
          quotes:
            method: com.acme.A#get
        """,
        """
        error[R008]: `observer` is not one of `cache`, `observe`, `shadow`, `guard`, `off`
          --> rules.yaml:3:9
           |
         3 |   mode: observer
           |         ^^^^^^^^
           = help: did you mean `observe`?
        """);
  }

  @Test
  void aShareThatNobodyCanKeepToIsRefused() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            l1-ttl: {max-stale: 0%, mx: 1s}
        """,
        """
        error[R008]: `0%` is not between `1%` and `50%`
          --> rules.yaml:5:25
           |
         5 |     l1-ttl: {max-stale: 0%, mx: 1s}
           |                         ^^

        error[R004]: unknown setting `mx` in `l1-ttl`
          --> rules.yaml:5:29
           |
         5 |     l1-ttl: {max-stale: 0%, mx: 1s}
           |                             ^^
           = help: did you mean `max`?
        """);
  }

  @Test
  void theAnswerIsNoPartOfTheKey() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            symbol: return.symbol
            key: [return.venue]
        """,
        """
        error[R009]: a `return` path is not supported here yet
          --> rules.yaml:5:13
           |
         5 |     symbol: return.symbol
           |             ^^^^^^

        error[R009]: a `return` path is not supported here yet
          --> rules.yaml:6:11
           |
         6 |     key: [return.venue]
           |           ^^^^^^
        """);
  }

  @Test
  void theAnswerIsNoConditionEither() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            when: {return.venue: XETRA}
        """,
        """
        error[R009]: a `return` path is not supported here yet
          --> rules.yaml:5:12
           |
         5 |     when: {return.venue: XETRA}
           |            ^^^^^^
        """);
  }

  @Test
  void conditionsAreSettings() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            when: arg1
          depth:
            method: com.acme.A#depth
            when: {arg1: [5, 10]}
        """,
        """
        error[R006]: `when` takes settings, not text
          --> rules.yaml:5:11
           |
         5 |     when: arg1
           |           ^^^^
           = help: write a path and its value: `when: {arg1: false}`

        error[R006]: `arg1` takes text, not a list
          --> rules.yaml:8:18
           |
         8 |     when: {arg1: [5, 10]}
           |                  ^^^^^^^
        """);
  }

  @Test
  void aConditionIsAboutAPath() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            when:
              delayed: false
        """,
        """
        error[R014]: `delayed` does not start with an argument or `this`
          --> rules.yaml:6:7
           |
         6 |       delayed: false
           |       ^^^^^^^
           = help: a path is `arg0` or `this`, then `.name` for each property to go through
        """);
  }

  @Test
  void aMergeKeyIsRefused() {
    assertReport(
        """
        version: 1
        rules:
          quotes: &q
            method: com.acme.A#get
          depth:
            <<: *q
            method: com.acme.A#depth
        """,
        """
        error[R009]: the merge key `<<` is not supported yet
          --> rules.yaml:6:5
           |
         6 |     <<: *q
           |     ^^
           = help: say shared settings once, under `defaults`
        """);
  }

  @Test
  void anEmptyFileIsNoRulesFile() {
    assertReport(
        "",
        """
        error[R017]: the rules file `rules.yaml` is empty
           = help: start it with `version: 1`, and name the first rule under `rules`
        """);
  }

  @Test
  void aFileOfCommentsIsEmptyToo() {
    assertReport(
        """
        # nothing yet
        """,
        """
        error[R017]: the rules file `rules.yaml` is empty
           = help: start it with `version: 1`, and name the first rule under `rules`
        """);
  }

  @Test
  void aFileNeedsRules() {
    assertReport(
        """
        version: 1
        """,
        """
        error[R017]: the file has no rules
           = help: name the first one under `rules`
        """);
  }

  @Test
  void aFileNeedsARule() {
    assertReport(
        """
        version: 1
        rules: {}
        """,
        """
        error[R017]: the file has no rules
          --> rules.yaml:2:1
           |
         2 | rules: {}
           | ^^^^^
           = help: name the first one under `rules`
        """);
  }
}
