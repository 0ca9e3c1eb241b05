package io.tickcache.rules.yaml;

import static io.tickcache.rules.yaml.Reports.assertReport;

import org.junit.jupiter.api.Test;

/** The exact text of the diagnostics of what settings mean together, and of references. */
class MeaningDiagnosticsTest {
  @Test
  void twoRulesOnOneMethodNameBothPlaces() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get(List<String>)
          prices:
            method: com.acme.A#get( List )
        """,
        """
        error[R011]: rules `quotes` and `prices` govern the same method
          --> rules.yaml:6:13
           |
         6 |     method: com.acme.A#get( List )
           |             ^^^^^^^^^^^^^^^^^^^^^^
          ::: rules.yaml:4:13   first claimed here
           = help: keep one of them
        """);
  }

  @Test
  void theProcessKeepsNothingLongerThanItsTtl() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            ttl: 5s
            l1-ttl: 6s
        """,
        """
        error[R015]: `l1-ttl` is longer than `ttl`
          --> rules.yaml:6:13
           |
         6 |     l1-ttl: 6s
           |             ^^
          ::: rules.yaml:5:10   `ttl` is said here
        """);
  }

  @Test
  void anOutageKeepsNothingLongerThanItsTtl() {
    assertReport(
        """
        version: 1
        redis: {uri: 'redis://cache'}
        defaults: {ttl: 10s}
        rules:
          quotes:
            method: com.acme.A#get
            degraded-ttl: 1m
        """,
        """
        error[R015]: `degraded-ttl` is longer than `ttl`
          --> rules.yaml:7:19
           |
         7 |     degraded-ttl: 1m
           |                   ^^
          ::: rules.yaml:3:17   `ttl` is said here
        """);
  }

  @Test
  void theBuiltInTtlIsALimitToo() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            l1-ttl: 6s
        """,
        """
        error[R015]: `l1-ttl` is longer than `ttl`
          --> rules.yaml:5:13
           |
         5 |     l1-ttl: 6s
           |             ^^
           = note: `ttl` is `5s` unless it is said
        """);
  }

  @Test
  void aPathIsNotBothKeyAndIgnored() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            key: [arg1]
            ignore: [arg1]
        """,
        """
        error[R015]: `arg1` is said in `key` and in `ignore`
          --> rules.yaml:6:14
           |
         6 |     ignore: [arg1]
           |              ^^^^
          ::: rules.yaml:5:11   first said here
        """);
  }

  @Test
  void theSymbolIsNotIgnored() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            symbol: arg0
            ignore: [arg0]
        """,
        """
        error[R015]: `arg0` is said in `symbol` and in `ignore`
          --> rules.yaml:6:14
           |
         6 |     ignore: [arg0]
           |              ^^^^
          ::: rules.yaml:5:13   first said here
        """);
  }

  @Test
  void credentialsStandInOnePlace() {
    assertReport(
        """
        version: 1
        redis:
          uri: redis://me:secret@cache
          password: secret
        rules: {quotes: {method: com.acme.A#get}}
        """,
        """
        error[R015]: the address and `password` both hold credentials
          --> rules.yaml:4:3
           |
         4 |   password: ******
           |   ^^^^^^^^
          ::: rules.yaml:3:8   the address
           = help: take them out of the address
        """);
  }

  @Test
  void aVariableMustBeSet() {
    assertReport(
        """
        version: 1
        redis:
          uri: redis://cache
          password: ${REDIS_PASSWORD}
        rules: {quotes: {method: com.acme.A#get}}
        """,
        """
        error[R016]: the environment variable `REDIS_PASSWORD` is not set
          --> rules.yaml:4:13
           |
         4 |   password: ${REDIS_PASSWORD}
           |             ^^^^^^^^^^^^^^^^^
           = help: set it, or give it a default: `${REDIS_PASSWORD:-...}`
        """);
  }

  @Test
  void aReferencedFileMustExist() {
    assertReport(
        """
        version: 1
        redis:
          uri: redis://cache
          password: ${file:/run/secrets/redis}
        rules: {quotes: {method: com.acme.A#get}}
        """,
        """
        error[R016]: the file `/run/secrets/redis` can't be read: there is no such file
          --> rules.yaml:4:13
           |
         4 |   password: ${file:/run/secrets/redis}
           |             ^^^^^^^^^^^^^^^^^^^^^^^^^^
        """);
  }

  @Test
  void aReferenceIsClosed() {
    assertReport(
        """
        version: 1
        redis:
          uri: redis://cache
          password: "${REDIS_PASSWORD"
        rules: {quotes: {method: com.acme.A#get}}
        """,
        """
        error[R016]: `${` is not closed
          --> rules.yaml:4:14
           |
         4 |   password: "${REDIS_PASSWORD"
           |              ^^^^^^^^^^^^^^^^
           = help: end it with `}`
        """);
  }

  @Test
  void aReferenceHasAName() {
    assertReport(
        """
        version: 1
        redis:
          uri: redis://cache
          password: ${REDIS PASSWORD}
        rules: {quotes: {method: com.acme.A#get}}
        """,
        """
        error[R016]: `REDIS PASSWORD` is not the name of an environment variable
          --> rules.yaml:4:13
           |
         4 |   password: ${REDIS PASSWORD}
           |             ^^^^^^^^^^^^^^^^^
           = help: write `${NAME}`, `${NAME:-default}` or `${file:/path}`
        """);
  }

  @Test
  void settingsOfTheSharedCacheHaveNoEffectWithoutIt() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            degraded-ttl: 2s
            jitter: 5%
        """,
        """
        warning[R019]: `degraded-ttl` has no effect without `redis`
          --> rules.yaml:5:5
           |
         5 |     degraded-ttl: 2s
           |     ^^^^^^^^^^^^

        warning[R019]: `jitter` has no effect without `redis`
          --> rules.yaml:6:5
           |
         6 |     jitter: 5%
           |     ^^^^^^
        """);
  }

  @Test
  void theRuleWhoseCacheItIsSaysHowItsEntriesLive() {
    assertReport(
        """
        version: 1
        rules:
          batch:
            method: com.acme.A#all
            symbols: arg0
            cache: quotes
            ttl: 2s
          quotes:
            method: com.acme.A#get
            ttl: 5s
        """,
        """
        error[R015]: `ttl` is not what rule `quotes` says, whose cache this is
          --> rules.yaml:7:10
           |
         7 |     ttl: 2s
           |          ^^
          ::: rules.yaml:6:12   the cache is said here
           = help: leave it out, or say it in rule `quotes`
        """);
  }

  @Test
  void aCacheHasAName() {
    assertReport(
        """
        version: 1
        rules:
          batch:
            method: com.acme.A#all
            cache: All Quotes
        """,
        """
        error[R010]: `All Quotes` is not a name of a cache
          --> rules.yaml:5:12
           |
         5 |     cache: All Quotes
           |            ^^^^^^^^^^
           = help: did you mean `all-quotes`?
        """);
  }
}
