package io.tickcache.rules.yaml;

import static io.tickcache.rules.yaml.Reports.assertReport;

import org.junit.jupiter.api.Test;

/** The exact text of the diagnostics of overrides, calendars and moments. */
class FreshnessDiagnosticsTest {
  @Test
  void anOverrideSaysForWhatItIs() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            overrides:
              - ttl: 1s
        """,
        """
        error[R005]: an entry of `overrides` has neither `symbols` nor `hours`
          --> rules.yaml:6:9
           |
         6 |       - ttl: 1s
           |         ^^^^^^^
           = help: say what always holds in the rule itself
        """);
  }

  @Test
  void anOverrideIsForSomeSymbol() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            overrides:
              - {symbols: [], ttl: 1s}
              - {symbols: [], hours: 'Mon-Fri 09:30-16:00 America/New_York', ttl: 1s}
        """,
        """
        error[R008]: `symbols` is empty, so the override is for no symbol
          --> rules.yaml:6:19
           |
         6 |       - {symbols: [], ttl: 1s}
           |                   ^^
           = help: name the symbols, or leave out the override

        error[R008]: `symbols` is empty, so the override is for no symbol
          --> rules.yaml:7:19
           |
         7 |       - {symbols: [], hours: 'Mon-Fri 09:30-16:00 America/New_York', ttl: 1s}
           |                   ^^
           = help: name the symbols, or leave out the override
        """);
  }

  @Test
  void whatBelongsToTheWholeCacheCannotBeOverridden() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            overrides:
              - {symbols: [BTC*], max-entries: 5}
              - {symbols: [BTC*], refresh-ahead: on}
        """,
        """
        error[R004]: `max-entries` belongs to the whole cache, so it can't stand in `overrides`
          --> rules.yaml:6:27
           |
         6 |       - {symbols: [BTC*], max-entries: 5}
           |                           ^^^^^^^^^^^
           = help: say it in the rule itself, for all symbols and hours

        error[R004]: `refresh-ahead` belongs to the whole cache, so it can't stand in `overrides`
          --> rules.yaml:7:27
           |
         7 |       - {symbols: [BTC*], refresh-ahead: on}
           |                           ^^^^^^^^^^^^^
           = help: say it in the rule itself, for all symbols and hours
        """);
  }

  @Test
  void anOverrideHasNoOtherSettings() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            overrides:
              - {symbol: [BTC*]}
        """,
        """
        error[R005]: an entry of `overrides` has neither `symbols` nor `hours`
          --> rules.yaml:6:9
           |
         6 |       - {symbol: [BTC*]}
           |         ^^^^^^^^^^^^^^^^
           = help: say what always holds in the rule itself

        error[R004]: unknown setting `symbol` in an entry of `overrides`
          --> rules.yaml:6:10
           |
         6 |       - {symbol: [BTC*]}
           |          ^^^^^^
           = help: did you mean `symbols`?
        """);
  }

  @Test
  void anOverrideKeepsNothingLongerThanItsTtl() {
    assertReport(
        """
        version: 1
        redis: {uri: 'redis://cache'}
        rules:
          quotes:
            method: com.acme.A#get
            overrides:
              - {symbols: [BTC*], ttl: 1s, l1-ttl: 2s}
              - {symbols: [ETH*], degraded-ttl: 10s}
              - {symbols: [XRP*], ttl: 10s, degraded-ttl: 10s}
        """,
        """
        error[R015]: `l1-ttl` is longer than `ttl`
          --> rules.yaml:7:44
           |
         7 |       - {symbols: [BTC*], ttl: 1s, l1-ttl: 2s}
           |                                            ^^
          ::: rules.yaml:7:32   `ttl` is said here

        error[R015]: `degraded-ttl` is longer than `ttl`
          --> rules.yaml:8:41
           |
         8 |       - {symbols: [ETH*], degraded-ttl: 10s}
           |                                         ^^^
           = note: `ttl` is `5s` unless it is said
        """);
  }

  @Test
  void theSymbolsOfAnOverrideAreAList() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            overrides:
              - {symbols: BTC*}
              - {symbols: ['${EMPTY:-}']}
        """,
        """
        error[R006]: `symbols` takes a list, not text
          --> rules.yaml:6:19
           |
         6 |       - {symbols: BTC*}
           |                   ^^^^
           = help: put it between `[` and `]`

        error[R008]: `${EMPTY:-}` names no symbol
          --> rules.yaml:7:20
           |
         7 |       - {symbols: ['${EMPTY:-}']}
           |                    ^^^^^^^^^^^^
        """);
  }

  @Test
  void overridesAreAList() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            overrides: {symbols: [BTC*]}
        """,
        """
        error[R006]: `overrides` takes a list, not settings
          --> rules.yaml:5:16
           |
         5 |     overrides: {symbols: [BTC*]}
           |                ^^^^^^^^^^^^^^^^^
        """);
  }

  @Test
  void whatOnlyRedisGivesAMeaningHasNoneInAnOverrideEither() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            overrides:
              - {symbols: [BTC*], jitter: 1%}
        """,
        """
        warning[R019]: `jitter` has no effect without `redis`
          --> rules.yaml:6:27
           |
         6 |       - {symbols: [BTC*], jitter: 1%}
           |                           ^^^^^^
        """);
  }

  @Test
  void hoursHaveAForm() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            overrides:
              - {hours: '09:30-16:00'}
              - {hours: Mon - Fri 09:30-16:00 UTC}
        """,
        """
        error[R008]: `09:30-16:00` is not hours of a market
          --> rules.yaml:6:17
           |
         6 |       - {hours: '09:30-16:00'}
           |                 ^^^^^^^^^^^^^
           = help: write days, times and a zone, `Mon-Fri 09:30-16:00 America/New_York`, or a calendar and times, `nyse 09:30-16:00`

        error[R008]: `Mon - Fri 09:30-16:00 UTC` is not hours of a market
          --> rules.yaml:7:17
           |
         7 |       - {hours: Mon - Fri 09:30-16:00 UTC}
           |                 ^^^^^^^^^^^^^^^^^^^^^^^^^
           = help: write days, times and a zone, `Mon-Fri 09:30-16:00 America/New_York`, or a calendar and times, `nyse 09:30-16:00`
        """);
  }

  @Test
  void hoursNameDaysOfTheWeek() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            overrides:
              - {hours: Mon-Fry 09:30-16:00 UTC}
              - {hours: weekdays 09:30-16:00 UTC}
              - {hours: 'Mon,,Tue 09:30-16:00 UTC'}
        """,
        """
        error[R008]: `Fry` is not a day of the week
          --> rules.yaml:6:21
           |
         6 |       - {hours: Mon-Fry 09:30-16:00 UTC}
           |                     ^^^
           = help: did you mean `Fri`?

        error[R008]: `weekdays` is not a day of the week
          --> rules.yaml:7:17
           |
         7 |       - {hours: weekdays 09:30-16:00 UTC}
           |                 ^^^^^^^^
           = help: the days are `Mon`, `Tue`, `Wed`, `Thu`, `Fri`, `Sat`, `Sun`

        error[R008]: `Mon,,Tue 09:30-16:00 UTC` is not a day of the week
          --> rules.yaml:8:17
           |
         8 |       - {hours: 'Mon,,Tue 09:30-16:00 UTC'}
           |                 ^^^^^^^^^^^^^^^^^^^^^^^^^^
           = help: the days are `Mon`, `Tue`, `Wed`, `Thu`, `Fri`, `Sat`, `Sun`
        """);
  }

  @Test
  void hoursNameTimesOfDay() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            overrides:
              - {hours: Mon-Fri 9:30-16:00 UTC}
              - {hours: Mon-Fri 09:30 UTC}
              - {hours: Mon-Fri 09:30-25:00 UTC}
              - {hours: Mon-Fri 24:00-09:30 UTC}
        """,
        """
        error[R008]: `9:30` is not a time of day
          --> rules.yaml:6:25
           |
         6 |       - {hours: Mon-Fri 9:30-16:00 UTC}
           |                         ^^^^
           = help: write it with two digits each, such as `09:30`

        error[R008]: `09:30` is not a range of times
          --> rules.yaml:7:25
           |
         7 |       - {hours: Mon-Fri 09:30 UTC}
           |                         ^^^^^
           = help: write two times, such as `09:30-16:00`

        error[R008]: `25:00` is not a time of day
          --> rules.yaml:8:31
           |
         8 |       - {hours: Mon-Fri 09:30-25:00 UTC}
           |                               ^^^^^
           = help: write it with two digits each, such as `09:30`

        error[R008]: `24:00` is not a time of day
          --> rules.yaml:9:25
           |
         9 |       - {hours: Mon-Fri 24:00-09:30 UTC}
           |                         ^^^^^
           = help: write it with two digits each, such as `09:30`
        """);
  }

  @Test
  void hoursLast() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            overrides:
              - {hours: Mon-Fri 00:00-00:00 UTC}
        """,
        """
        error[R008]: `00:00-00:00` is no time at all
          --> rules.yaml:6:25
           |
         6 |       - {hours: Mon-Fri 00:00-00:00 UTC}
           |                         ^^^^^^^^^^^
           = help: a whole day is `00:00-24:00`
        """);
  }

  @Test
  void hoursNameAZoneThatThereIs() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            overrides:
              - {hours: Mon-Fri 09:30-16:00 America/NewYork}
              - {hours: Mon-Fri 09:30-16:00 Wallstreet}
        """,
        """
        error[R008]: `America/NewYork` is not a time zone
          --> rules.yaml:6:37
           |
         6 |       - {hours: Mon-Fri 09:30-16:00 America/NewYork}
           |                                     ^^^^^^^^^^^^^^^
           = help: did you mean `America/New_York`?

        error[R008]: `Wallstreet` is not a time zone
          --> rules.yaml:7:37
           |
         7 |       - {hours: Mon-Fri 09:30-16:00 Wallstreet}
           |                                     ^^^^^^^^^^
           = help: write a name such as `America/New_York` or `UTC`
        """);
  }

  @Test
  void hoursSayWhoseClockTheyMean() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            overrides:
              - {hours: Mon-Fri 09:30-16:00}
        """,
        """
        error[R008]: `Mon-Fri 09:30-16:00` doesn't say whose clock it means
          --> rules.yaml:6:17
           |
         6 |       - {hours: Mon-Fri 09:30-16:00}
           |                 ^^^^^^^^^^^^^^^^^^^
           = help: end it with a time zone, such as `America/New_York`, or name a calendar instead
        """);
  }

  @Test
  void hoursNameACalendarThatThereIs() {
    assertReport(
        """
        version: 1
        calendars:
          nyse: {days: Mon-Fri, zone: America/New_York}
        rules:
          quotes:
            method: com.acme.A#get
            overrides:
              - {hours: nyes 09:30-16:00}
              - {hours: xetra 09:30-16:00}
        """,
        """
        error[R008]: there is no calendar `nyes`
          --> rules.yaml:8:17
           |
         8 |       - {hours: nyes 09:30-16:00}
           |                 ^^^^
           = help: did you mean `nyse`?

        error[R008]: there is no calendar `xetra`
          --> rules.yaml:9:17
           |
         9 |       - {hours: xetra 09:30-16:00}
           |                 ^^^^^
           = help: say it under `calendars`, with its `days` and `zone`
        """);
  }

  @Test
  void whatAReferenceStandsForIsNotShown() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            overrides:
              - {hours: 'Mon-Fri ${RANGE:-secret} UTC'}
              - {hours: '${DAYS:-hidden} 09:30-16:00'}
        """,
        """
        error[R008]: `Mon-Fri ${RANGE:-secret} UTC` is not a range of times
          --> rules.yaml:6:35
           |
         6 |       - {hours: 'Mon-Fri ${RANGE:-secret} UTC'}
           |                                   ^^^^^^
           = help: write two times, such as `09:30-16:00`

        error[R008]: there is no calendar `${DAYS:-hidden} 09:30-16:00`
          --> rules.yaml:7:26
           |
         7 |       - {hours: '${DAYS:-hidden} 09:30-16:00'}
           |                          ^^^^^^
           = help: say it under `calendars`, with its `days` and `zone`
        """);
  }

  @Test
  void aCalendarHasDaysAndAZone() {
    assertReport(
        """
        version: 1
        calendars:
          nyse: {zone: America/New_York}
          lse: {days: Mon-Fri}
        rules: {quotes: {method: com.acme.A#get}}
        """,
        """
        error[R005]: calendar `nyse` has no `days`
          --> rules.yaml:3:3
           |
         3 |   nyse: {zone: America/New_York}
           |   ^^^^
           = help: say it: `days: Mon-Fri`

        error[R005]: calendar `lse` has no `zone`
          --> rules.yaml:4:3
           |
         4 |   lse: {days: Mon-Fri}
           |   ^^^
           = help: say it: `zone: America/New_York`
        """);
  }

  @Test
  void calendarsHaveNames() {
    assertReport(
        """
        version: 1
        calendars:
          NYSE: {days: Mon-Fri, zone: America/New_York}
        rules: {quotes: {method: com.acme.A#get}}
        """,
        """
        error[R010]: `NYSE` is not a name of a calendar
          --> rules.yaml:3:3
           |
         3 |   NYSE: {days: Mon-Fri, zone: America/New_York}
           |   ^^^^
           = note: a name is made of `a` to `z`, `0` to `9` and, not in front, `-`
           = help: did you mean `nyse`?
        """);
  }

  @Test
  void aCalendarIsMadeOfDates() {
    assertReport(
        """
        version: 1
        calendars:
          nyse: {days: Mon-Fry, zone: Nowhere, closed: [2026-02-30, 25.12.2026], open: []}
        rules: {quotes: {method: com.acme.A#get}}
        """,
        """
        error[R008]: `Fry` is not a day of the week
          --> rules.yaml:3:20
           |
         3 |   nyse: {days: Mon-Fry, zone: Nowhere, closed: [2026-02-30, 25.12.2026], open: []}
           |                    ^^^
           = help: did you mean `Fri`?

        error[R008]: `Nowhere` is not a time zone
          --> rules.yaml:3:31
           |
         3 |   nyse: {days: Mon-Fry, zone: Nowhere, closed: [2026-02-30, 25.12.2026], open: []}
           |                               ^^^^^^^
           = help: write a name such as `America/New_York` or `UTC`

        error[R008]: `2026-02-30` is not a date
          --> rules.yaml:3:49
           |
         3 |   nyse: {days: Mon-Fry, zone: Nowhere, closed: [2026-02-30, 25.12.2026], open: []}
           |                                                 ^^^^^^^^^^
           = help: write year, month and day, such as `2026-12-25`

        error[R008]: `25.12.2026` is not a date
          --> rules.yaml:3:61
           |
         3 |   nyse: {days: Mon-Fry, zone: Nowhere, closed: [2026-02-30, 25.12.2026], open: []}
           |                                                             ^^^^^^^^^^
           = help: write year, month and day, such as `2026-12-25`

        error[R004]: unknown setting `open` in calendar `nyse`
          --> rules.yaml:3:74
           |
         3 |   nyse: {days: Mon-Fry, zone: Nowhere, closed: [2026-02-30, 25.12.2026], open: []}
           |                                                                          ^^^^
           = note: known here: `days`, `zone`, `closed`
        """);
  }

  @Test
  void aCalendarThatIsWrongIsToldOnce() {
    assertReport(
        """
        version: 1
        calendars:
          nyse: {days: Mon-Fry, zone: America/New_York}
        rules:
          quotes:
            method: com.acme.A#get
            overrides: [{hours: nyse 09:30-16:00, ttl: 1s}]
        """,
        """
        error[R008]: `Fry` is not a day of the week
          --> rules.yaml:3:20
           |
         3 |   nyse: {days: Mon-Fry, zone: America/New_York}
           |                    ^^^
           = help: did you mean `Fri`?
        """);
  }

  @Test
  void aMomentHasAForm() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            invalidate-on:
              - at: '09:30'
              - at: Mon-Fri 09:30 UTC
              - at: 09:30-16:00 Mon-Fri UTC
              - at: 09:30 nyse
        """,
        """
        error[R008]: `09:30` is not a moment of a day
          --> rules.yaml:6:13
           |
         6 |       - at: '09:30'
           |             ^^^^^^^
           = help: write a time, days and a zone, `09:30 Mon-Fri America/New_York`, or a time and a calendar, `09:30 nyse`

        error[R008]: `09:30` is not a day of the week
          --> rules.yaml:7:21
           |
         7 |       - at: Mon-Fri 09:30 UTC
           |                     ^^^^^
           = help: the days are `Mon`, `Tue`, `Wed`, `Thu`, `Fri`, `Sat`, `Sun`

        error[R008]: `09:30-16:00` is not a time of day
          --> rules.yaml:8:13
           |
         8 |       - at: 09:30-16:00 Mon-Fri UTC
           |             ^^^^^^^^^^^
           = help: write it with two digits each, such as `09:30`

        error[R008]: there is no calendar `nyse`
          --> rules.yaml:9:19
           |
         9 |       - at: 09:30 nyse
           |                   ^^^^
           = help: say it under `calendars`, with its `days` and `zone`
        """);
  }

  @Test
  void aMomentStandsAlone() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            invalidate-on:
              - {at: 09:30 Mon-Fri UTC, method: com.acme.B#reset}
              - {at: 09:30 Mon-Fri UTC, symbol: arg0}
        """,
        """
        error[R015]: `method` can't stand beside `at`
          --> rules.yaml:6:33
           |
         6 |       - {at: 09:30 Mon-Fri UTC, method: com.acme.B#reset}
           |                                 ^^^^^^
          ::: rules.yaml:6:10   the moment is said here
           = help: give each an entry of its own

        error[R015]: `symbol` can't stand beside `at`
          --> rules.yaml:7:33
           |
         7 |       - {at: 09:30 Mon-Fri UTC, symbol: arg0}
           |                                 ^^^^^^
          ::: rules.yaml:7:10   the moment is said here
           = help: leave it out: at that moment all entries of the rule end
        """);
  }

  @Test
  void anInvalidationIsByAMethodOrAMoment() {
    assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            invalidate-on:
              - symbol: arg0
        """,
        """
        error[R005]: an entry of `invalidate-on` has no `method` and no `at`
          --> rules.yaml:6:9
           |
         6 |       - symbol: arg0
           |         ^^^^^^^^^^^^
        """);
  }

  @Test
  void rulesThatShareACacheHaveTheSameOverrides() {
    assertReport(
        """
        version: 1
        rules:
          quotes: {method: com.acme.A#get, overrides: [{symbols: [A*], ttl: 1s}]}
          prices: {method: com.acme.A#price, cache: quotes, overrides: [{symbols: [A*], ttl: 2s}]}
          depth: {method: com.acme.A#depth, cache: quotes, overrides: [{symbols: [A*], ttl: 1s}]}
        """,
        """
        error[R015]: `overrides` is not what rule `quotes` says, whose cache this is
          --> rules.yaml:4:64
           |
         4 |   prices: {method: com.acme.A#price, cache: quotes, overrides: [{symbols: [A*], ttl: 2s}]}
           |                                                                ^^^^^^^^^^^^^^^^^^^^^^^^^^
          ::: rules.yaml:4:45   the cache is said here
           = help: leave it out, or say it in rule `quotes`
        """);
  }
}
