package io.tickcache.rules.yaml;

import static io.tickcache.rules.yaml.Reports.assertReport;

import org.junit.jupiter.api.Test;

/** The exact text of the diagnostics of values. */
class ValueDiagnosticsTest {
  @Test
  void aDurationHasANumberAndAUnit() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            ttl: 5 seconds
        """,
        """
        error[R008]: `5 seconds` is not a duration
          --> rules.yaml:5:10
           |
         5 |     ttl: 5 seconds
           |          ^^^^^^^^^
           = help: write a number and a unit: `250ms`, `5s`, `2m` or `1h`
        """);
  }

  @Test
  void aNumberWithoutUnitIsNoDuration() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            ttl: 250
        """,
        """
        error[R008]: `250` has no unit
          --> rules.yaml:5:10
           |
         5 |     ttl: 250
           |          ^^^
           = help: write `250ms` or `250s`
        """);
  }

  @Test
  void noTimeAtAllIsRefused() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            ttl: 0s
        """,
        """
        error[R008]: `0s` is no time at all
          --> rules.yaml:5:10
           |
         5 |     ttl: 0s
           |          ^^
           = help: give it at least `1ms`
        """);
  }

  @Test
  void aYearIsTheLongestDuration() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            ttl: 999999999h
        """,
        """
        error[R008]: `999999999h` is more than a year
          --> rules.yaml:5:10
           |
         5 |     ttl: 999999999h
           |          ^^^^^^^^^^
        """);
  }

  @Test
  void aPercentageHasItsSign() {
    assertReport(
        """
        version: 1
        redis: {uri: 'redis://cache'}
        rules:
          quotes:
            method: com.acme.A#get
            jitter: 5
        """,
        """
        error[R008]: `5` has no `%`
          --> rules.yaml:6:13
           |
         6 |     jitter: 5
           |             ^
           = help: write `5%`
        """);
  }

  @Test
  void aPercentageIsANumber() {
    assertReport(
        """
        version: 1
        redis:
          uri: redis://cache
          circuit-breaker: {failure-rate: half}
        rules: {quotes: {method: com.acme.A#get}}
        """,
        """
        error[R008]: `half` is not a percentage
          --> rules.yaml:4:35
           |
         4 |   circuit-breaker: {failure-rate: half}
           |                                   ^^^^
           = help: write a number and `%`, such as `5%`
        """);
  }

  @Test
  void aPercentageHasLimits() {
    assertReport(
        """
        version: 1
        redis:
          uri: redis://cache
          circuit-breaker: {slow-rate: 0%}
        rules: {quotes: {method: com.acme.A#get}}
        """,
        """
        error[R008]: `0%` is not between `1%` and `100%`
          --> rules.yaml:4:32
           |
         4 |   circuit-breaker: {slow-rate: 0%}
           |                                ^^
        """);
  }

  @Test
  void aCountIsAWholeNumber() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            max-entries: 64MB
        """,
        """
        error[R008]: `64MB` is not a whole number
          --> rules.yaml:5:18
           |
         5 |     max-entries: 64MB
           |                  ^^^^
        """);
  }

  @Test
  void aCountHasLimits() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            max-entries: 0
        """,
        """
        error[R008]: `0` is not between `1` and `1000000000`
          --> rules.yaml:5:18
           |
         5 |     max-entries: 0
           |                  ^
        """);
  }

  @Test
  void aSizeHasAUnit() {
    assertReport(
        """
        version: 1
        defaults:
          max-bytes: 64
        rules:
          quotes:
            method: com.acme.A#get
            max-bytes: 64mb
          depth:
            method: com.acme.B#get
            max-bytes: lots
        """,
        """
        error[R008]: `64` has no unit
          --> rules.yaml:3:14
           |
         3 |   max-bytes: 64
           |              ^^
           = help: write `64KB` or `64MB`

        error[R008]: `64mb` is not a size
          --> rules.yaml:7:16
           |
         7 |     max-bytes: 64mb
           |                ^^^^
           = help: write a number and a unit: `512KB`, `64MB` or `1GB`

        error[R008]: `lots` is not a size
          --> rules.yaml:10:16
           |
        10 |     max-bytes: lots
           |                ^^^^
           = help: write a number and a unit: `512KB`, `64MB` or `1GB`
        """);
  }

  @Test
  void aSizeHasLimits() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            max-bytes: 0.5KB
          depth:
            method: com.acme.B#get
            max-bytes: 1025GB
        """,
        """
        error[R008]: `0.5KB` is not between `1KB` and `1024GB`
          --> rules.yaml:5:16
           |
         5 |     max-bytes: 0.5KB
           |                ^^^^^

        error[R008]: `1025GB` is not between `1KB` and `1024GB`
          --> rules.yaml:8:16
           |
         8 |     max-bytes: 1025GB
           |                ^^^^^^
        """);
  }

  @Test
  void theRoomIsThatOfTheWholeCache() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get(String)
            max-bytes: 64MB
            overrides:
              - {symbols: [BTC*], max-bytes: 1MB}
          batch:
            method: com.acme.A#get(List)
            symbols: arg0
            cache: quotes
            max-bytes: 1GB
        """,
        """
        error[R004]: `max-bytes` belongs to the whole cache, so it can't stand in `overrides`
          --> rules.yaml:7:27
           |
         7 |       - {symbols: [BTC*], max-bytes: 1MB}
           |                           ^^^^^^^^^
           = help: say it in the rule itself, for all symbols and hours

        error[R015]: `max-bytes` is not what rule `quotes` says, whose cache this is
          --> rules.yaml:12:16
           |
        12 |     max-bytes: 1GB
           |                ^^^
          ::: rules.yaml:11:12   the cache is said here
           = help: leave it out, or say it in rule `quotes`
        """);
  }

  @Test
  void aChoiceListsItsWords() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            values: shared
        """,
        """
        error[R008]: `shared` is not one of `copy`, `share`, `auto`
          --> rules.yaml:5:13
           |
         5 |     values: shared
           |             ^^^^^^
           = help: did you mean `share`?
        """);
  }

  @Test
  void aSwitchIsOnOrOff() {
    assertReport(
        """
        version: 1
        redis: {uri: 'redis://cache'}
        rules:
          quotes:
            method: com.acme.A#get
            l2: false
            symbol-case: uppper
        """,
        """
        error[R008]: `false` is not one of `on`, `off`
          --> rules.yaml:6:9
           |
         6 |     l2: false
           |         ^^^^^
           = help: did you mean `off`?

        error[R008]: `uppper` is not one of `kept`, `upper`, `lower`
          --> rules.yaml:7:18
           |
         7 |     symbol-case: uppper
           |                  ^^^^^^
           = help: did you mean `upper`?
        """);
  }

  @Test
  void aReceiverIsAWordOrAPath() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            receiver: clas
        """,
        """
        error[R008]: `clas` is not one of `single`, `class`, `instance`, `ignore` or a path from `this`
          --> rules.yaml:5:15
           |
         5 |     receiver: clas
           |               ^^^^
           = help: did you mean `class`?
        """);
  }

  @Test
  void anAddressSaysRedis() {
    assertReport(
        """
        version: 1
        redis:
          uri: cache:6379
        rules: {quotes: {method: com.acme.A#get}}
        """,
        """
        error[R008]: the address does not say `redis://`, `rediss://` or `redis-sentinel://`
          --> rules.yaml:3:8
           |
         3 |   uri: cache:6379
           |        ^^^^^^^^^^
           = help: write `redis://host:6379`, or `rediss://host:6379` for TLS
        """);
  }

  @Test
  void anAddressHasAHost() {
    assertReport(
        """
        version: 1
        redis:
          uri: redis:///0
        rules: {quotes: {method: com.acme.A#get}}
        """,
        """
        error[R008]: the address has no host, or one that is not a host name
          --> rules.yaml:3:8
           |
         3 |   uri: redis:///0
           |        ^^^^^^^^^^
           = help: write `redis://host:6379`, or `rediss://host:6379` for TLS
        """);
  }

  @Test
  void anAddressHasAPort() {
    assertReport(
        """
        version: 1
        redis:
          uri: redis://cache:70000
        rules: {quotes: {method: com.acme.A#get}}
        """,
        """
        error[R008]: the address has a port that is not between `1` and `65535`
          --> rules.yaml:3:8
           |
         3 |   uri: redis://cache:70000
           |        ^^^^^^^^^^^^^^^^^^^
        """);
  }

  @Test
  void anAddressEndsWithADatabaseNumber() {
    assertReport(
        """
        version: 1
        redis:
          uri: redis://cache/prices
        rules: {quotes: {method: com.acme.A#get}}
        """,
        """
        error[R008]: the address ends with a database that is not a number
          --> rules.yaml:3:8
           |
         3 |   uri: redis://cache/prices
           |        ^^^^^^^^^^^^^^^^^^^^
           = help: write `/0`
        """);
  }

  @Test
  void anAddressHoldsNoFurtherSettings() {
    assertReport(
        """
        version: 1
        redis:
          uri: redis://cache?timeout=1s
        rules: {quotes: {method: com.acme.A#get}}
        """,
        """
        error[R008]: the address holds more than host, port and database
          --> rules.yaml:3:8
           |
         3 |   uri: redis://cache?timeout=1s
           |        ^^^^^^^^^^^^^^^^^^^^^^^^
           = help: end it before `?` or `#`
        """);
  }

  @Test
  void anAddressIsOne() {
    assertReport(
        """
        version: 1
        redis:
          uri: redis://cache one
        rules: {quotes: {method: com.acme.A#get}}
        """,
        """
        error[R008]: the text is not an address
          --> rules.yaml:3:8
           |
         3 |   uri: redis://cache one
           |        ^^^^^^^^^^^^^^^^^
           = help: write `redis://host:6379`, or `rediss://host:6379` for TLS
        """);
  }

  @Test
  void aRuleNameIsLowerCase() {
    assertReport(
        """
        version: 1
        rules:
          quoteBatch:
            method: com.acme.A#get
        """,
        """
        error[R010]: `quoteBatch` is not a name of a rule
          --> rules.yaml:3:3
           |
         3 |   quoteBatch:
           |   ^^^^^^^^^^
           = note: a name is made of `a` to `z`, `0` to `9` and, not in front, `-`
           = help: did you mean `quote-batch`?
        """);
  }

  @Test
  void aRuleNameHasNoOtherCharacters() {
    assertReport(
        """
        version: 1
        rules:
          quotes/fx:
            method: com.acme.A#get
        """,
        """
        error[R010]: `quotes/fx` is not a name of a rule
          --> rules.yaml:3:3
           |
         3 |   quotes/fx:
           |   ^^^^^^^^^
           = note: a name is made of `a` to `z`, `0` to `9` and, not in front, `-`
        """);
  }

  @Test
  void aNamespaceHasNoBraces() {
    assertReport(
        """
        version: 1
        redis:
          uri: redis://cache
          namespace: "{prod}"
        rules: {quotes: {method: com.acme.A#get}}
        """,
        """
        error[R010]: `{prod}` is not a namespace
          --> rules.yaml:4:14
           |
         4 |   namespace: "{prod}"
           |              ^^^^^^^^
           = help: use letters, digits, `-`, `_` and `.` only
        """);
  }

  @Test
  void aMethodHasAHash() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.md.QuoteClient.getQuote(String)
        """,
        """
        error[R012]: `com.acme.md.QuoteClient.getQuote(String)` has no `#` between type and method
          --> rules.yaml:4:13
           |
         4 |     method: com.acme.md.QuoteClient.getQuote(String)
           |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
           = help: did you mean `com.acme.md.QuoteClient#getQuote(String)`?
        """);
  }

  @Test
  void aMethodThatIsNoneShowsAnExample() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: public Quote getQuote(String)
        """,
        """
        error[R012]: `public Quote getQuote(String)` has no `#` between type and method
          --> rules.yaml:4:13
           |
         4 |     method: public Quote getQuote(String)
           |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
           = help: write `com.acme.QuoteClient#getQuote(String)`
        """);
  }

  @Test
  void aMethodNameHasNoWildcard() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get*
        """,
        """
        error[R012]: `get*` is not a method name
          --> rules.yaml:4:13
           |
         4 |     method: com.acme.A#get*
           |             ^^^^^^^^^^^^^^^
           = help: write `com.acme.QuoteClient#getQuote(String)`
        """);
  }

  @Test
  void theJdkIsNeverWoven() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: java.util.Map#get
        """,
        """
        error[R013]: classes of the JDK are never woven
          --> rules.yaml:4:13
           |
         4 |     method: java.util.Map#get
           |             ^^^^^^^^^^^^^
           = help: name the client that calls it
        """);
  }

  @Test
  void theAgentItselfIsNeverWoven() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: io.tickcache.agent.Agent#premain
        """,
        """
        error[R013]: the agent's own classes are never woven
          --> rules.yaml:4:13
           |
         4 |     method: io.tickcache.agent.Agent#premain
           |             ^^^^^^^^^^^^^^^^^^^^^^^^
        """);
  }

  @Test
  void aConstructorIsNeverWoven() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#<init>(String)
        """,
        """
        error[R013]: constructors are never woven
          --> rules.yaml:4:24
           |
         4 |     method: com.acme.A#<init>(String)
           |                        ^^^^^^
           = help: name a method
        """);
  }

  @Test
  void aPathStartsWithAnArgument() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            symbol: symbol
        """,
        """
        error[R014]: `symbol` does not start with an argument or `this`
          --> rules.yaml:5:13
           |
         5 |     symbol: symbol
           |             ^^^^^^
           = help: a path is `arg0` or `this`, then `.name` for each property to go through
        """);
  }

  @Test
  void aPathHasNoCalls() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            symbol: arg0.getSymbol()
        """,
        """
        error[R014]: `getSymbol()` in `arg0.getSymbol()` is not a name
          --> rules.yaml:5:13
           |
         5 |     symbol: arg0.getSymbol()
           |             ^^^^^^^^^^^^^^^^
           = help: a path is `arg0` or `this`, then `.name` for each property to go through
        """);
  }

  @Test
  void onlyArgumentsAreIgnored() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            ignore: [this.logger]
        """,
        """
        error[R014]: `this.logger` does not start with an argument
          --> rules.yaml:5:14
           |
         5 |     ignore: [this.logger]
           |              ^^^^^^^^^^^
           = help: to leave the receiver out of the key write `receiver: ignore`
        """);
  }
}
