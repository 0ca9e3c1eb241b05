package io.tickcache.rules.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.rules.Allowance;
import io.tickcache.rules.BackOff;
import io.tickcache.rules.Condition;
import io.tickcache.rules.ErrorPattern;
import io.tickcache.rules.Mode;
import io.tickcache.rules.Priority;
import io.tickcache.rules.Rule;
import io.tickcache.rules.RuleSet;
import io.tickcache.rules.SymbolPattern;
import io.tickcache.rules.Upstream;
import io.tickcache.rules.ValuePath;
import io.tickcache.rules.WhenExhausted;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What providers allow, which calls count there, and what is said of mistakes in that. */
class UpstreamsTest {

  private static final Allowance A_MINUTE = new Allowance(1200, Duration.ofMinutes(1));

  private static RuleSet read(String text) {
    Outcome outcome = RulesFile.read("rules.yaml", text, Environment.ofProcess());
    assertThat(outcome.render()).isEmpty();
    assertThat(RulesSchema.complaints(text)).isEmpty();
    return Objects.requireNonNull(outcome.rules());
  }

  private static String file(String upstream, String rule) {
    return "version: 1\nupstreams:\n  binance: "
        + upstream
        + "\nrules:\n  quotes: {method: com.acme.A#get"
        + rule
        + "}\n";
  }

  private static Upstream upstream(String said) {
    return read(file(said, "")).upstreams().get(0);
  }

  private static Rule rule(String said) {
    return Objects.requireNonNull(read(file("{budget: 1200 per 1m}", said)).rule("quotes"));
  }

  @Test
  void aBudgetIsAnAmountWithinATime() {
    Upstream upstream = upstream("{budget: 1200 per 1m}");

    assertThat(upstream.name()).isEqualTo("binance");
    assertThat(upstream.budget()).containsExactly(A_MINUTE);
    assertThat(upstream.whenExhausted()).isEqualTo(WhenExhausted.STALE);
  }

  @Test
  void severalBudgetsHoldAtTheSameTime() {
    assertThat(upstream("{budget: [20 per 1s, 1200 per 1m]}").budget())
        .containsExactly(new Allowance(20, Duration.ofSeconds(1)), A_MINUTE);
  }

  @Test
  void aCallThatThereIsNoRoomForWaitsOrIsMade() {
    assertThat(upstream("{budget: 1200 per 1m, when-exhausted: wait 2s}").whenExhausted())
        .isEqualTo(WhenExhausted.waiting(Duration.ofSeconds(2)));
    assertThat(upstream("{budget: 1200 per 1m, when-exhausted: call}").whenExhausted())
        .isEqualTo(WhenExhausted.CALL);
    assertThat(upstream("{budget: 1200 per 1m, when-exhausted: stale}").whenExhausted())
        .isEqualTo(WhenExhausted.STALE);
  }

  @Test
  void callsAreStoppedByErrorsThatAreNamedByTheirClass() {
    BackOff backOff = upstream("{budget: 1200 per 1m, back-off: {on: com.acme.Busy}}").backOff();

    assertThat(backOff)
        .isEqualTo(
            new BackOff(
                List.of(ErrorPattern.ofClass("com.acme.Busy")),
                Duration.ofSeconds(10),
                Duration.ofMinutes(5),
                null));
  }

  @Test
  void callsAreStoppedByErrorsThatAreNamedByWhatTheySay() {
    BackOff backOff =
        upstream(
                "{back-off: {on: [com.acme.Busy, {class: com.acme.Failed, error.status: 429},"
                    + " {message: '*Too many*', error.cause: absent}], for: 10m,"
                    + " retry-after: error.wait}}")
            .backOff();

    assertThat(backOff)
        .isEqualTo(
            new BackOff(
                List.of(
                    ErrorPattern.ofClass("com.acme.Busy"),
                    new ErrorPattern(
                        "com.acme.Failed",
                        null,
                        List.of(Condition.is(ValuePath.parse("error.status"), "429"))),
                    new ErrorPattern(
                        null,
                        SymbolPattern.of("*Too many*"),
                        List.of(Condition.absent(ValuePath.parse("error.cause"))))),
                Duration.ofMinutes(10),
                Duration.ofMinutes(10),
                ValuePath.parse("error.wait")));
  }

  @Test
  void aPartOfABudgetMayBeKeptForWhatMattersMost() {
    assertThat(upstream("{budget: 1200 per 1m}").reserve()).isZero();
    assertThat(upstream("{budget: 1200 per 1m, reserve: 10%}").reserve()).isEqualTo(0.1);
    assertThat(rule(", upstream: binance").priority()).isEqualTo(Priority.NORMAL);
    assertThat(rule(", upstream: binance, priority: high").priority()).isEqualTo(Priority.HIGH);
    assertThat(rule(", upstream: binance, priority: low").priority()).isEqualTo(Priority.LOW);
  }

  @Test
  void mistakesOfPrioritiesAreToldWithTheirMend() {
    Reports.assertReport(
        """
        version: 1
        upstreams:
          binance: {back-off: {on: com.acme.Busy}, reserve: 10%}
        rules:
          quotes: {method: com.acme.A#get, priority: high}
          orders: {method: com.acme.B#put, upstream: binance, priority: highest}
        """,
        """
        warning[R019]: `reserve` has no effect without `budget`
          --> rules.yaml:3:44
           |
         3 |   binance: {back-off: {on: com.acme.Busy}, reserve: 10%}
           |                                            ^^^^^^^

        warning[R019]: `priority` has no effect without `upstream`
          --> rules.yaml:5:36
           |
         5 |   quotes: {method: com.acme.A#get, priority: high}
           |                                    ^^^^^^^^

        error[R008]: `highest` is not one of `high`, `normal`, `low`
          --> rules.yaml:6:65
           |
         6 |   orders: {method: com.acme.B#put, upstream: binance, priority: highest}
           |                                                                 ^^^^^^^
        """);
  }

  @Test
  void aRuleNamesItsUpstreamAndWhatACallCostsThere() {
    assertThat(rule(", upstream: binance, weight: 20").upstream()).isEqualTo("binance");
    assertThat(rule(", upstream: binance, weight: 20").weight()).isEqualTo(20);
    assertThat(rule(", upstream: binance").weight()).isOne();
    assertThat(rule("").upstream()).isNull();
  }

  @Test
  void rulesHaveTheUpstreamOfTheDefaults() {
    RuleSet rules =
        read(
            """
            version: 1
            upstreams: {binance: {budget: 1200 per 1m}, kraken: {budget: 1 per 1s}}
            defaults: {upstream: binance}
            rules:
              quotes: {method: com.acme.A#get, weight: 2}
              others: {method: com.acme.B#get, upstream: kraken}
            """);

    assertThat(Objects.requireNonNull(rules.rule("quotes")).upstream()).isEqualTo("binance");
    assertThat(Objects.requireNonNull(rules.rule("quotes")).weight()).isEqualTo(2);
    assertThat(Objects.requireNonNull(rules.rule("others")).upstream()).isEqualTo("kraken");
  }

  @Test
  void rulesOfOneCacheMayCostDifferently() {
    RuleSet rules =
        read(
            """
            version: 1
            upstreams: {binance: {budget: 1200 per 1m}}
            rules:
              quotes: {method: com.acme.A#get, upstream: binance}
              many: {method: com.acme.A#many, symbols: arg0, cache: quotes, upstream: binance, weight: 5}
            """);

    assertThat(Objects.requireNonNull(rules.rule("many")).weight()).isEqualTo(5);
  }

  @Test
  void anotherBudgetOrWeightMeansSomethingElseAndBindsAlike() {
    RuleSet rules = read(file("{budget: 1200 per 1m}", ", upstream: binance"));
    RuleSet stricter = read(file("{budget: 600 per 1m}", ", upstream: binance"));
    RuleSet heavier = read(file("{budget: 1200 per 1m}", ", upstream: binance, weight: 2"));
    RuleSet without = read(file("{budget: 1200 per 1m}", ""));

    assertThat(rules.meansAs(read(file("{budget: [1200 per 60s]}", ", upstream: binance"))))
        .isTrue();
    for (RuleSet other : List.of(stricter, heavier, without)) {
      assertThat(rules.meansAs(other)).isFalse();
      assertThat(rules.bindsAs(other)).isTrue();
    }
  }

  @Test
  void mistakesInABudgetAreToldWithTheirMend() {
    Reports.assertReport(
        """
        version: 1
        upstreams:
          binance: {budget: 1200/m}
          kraken: {budget: many per 1s, when-exhausted: sleep}
          cme: {budget: [], when-exhausted: wait}
          Nyse: {budget: [1 per 1s, 2 per 1000ms]}
          lse: {when-exhausted: stale}
          xetra: {budget: [1 per 0.5ms, 1 per 25h]}
        rules:
          quotes: {method: com.acme.A#get}
        """,
        """
        error[R008]: `1200/m` is not a budget
          --> rules.yaml:3:21
           |
         3 |   binance: {budget: 1200/m}
           |                     ^^^^^^
           = help: write `1200 per 1m`, or a list: `[20 per 1s, 1200 per 1m]`

        error[R008]: `many` is not a whole number
          --> rules.yaml:4:20
           |
         4 |   kraken: {budget: many per 1s, when-exhausted: sleep}
           |                    ^^^^^^^^^^^

        error[R008]: `sleep` is not one of `stale`, `wait` and `call`
          --> rules.yaml:4:49
           |
         4 |   kraken: {budget: many per 1s, when-exhausted: sleep}
           |                                                 ^^^^^
           = help: write `stale`, `wait 250ms` or `call`

        error[R008]: `budget` is empty, so nothing is allowed
          --> rules.yaml:5:17
           |
         5 |   cme: {budget: [], when-exhausted: wait}
           |                 ^^
           = help: say what the provider allows: `budget: 1200 per 1m`

        error[R008]: `wait` is not one of `stale`, `wait` and `call`
          --> rules.yaml:5:37
           |
         5 |   cme: {budget: [], when-exhausted: wait}
           |                                     ^^^^
           = help: write `stale`, `wait 250ms` or `call`

        error[R010]: `Nyse` is not a name of an upstream
          --> rules.yaml:6:3
           |
         6 |   Nyse: {budget: [1 per 1s, 2 per 1000ms]}
           |   ^^^^
           = note: a name is made of `a` to `z`, `0` to `9` and, not in front, `-`
           = help: did you mean `nyse`?

        error[R007]: there are two budgets for one period
          --> rules.yaml:6:29
           |
         6 |   Nyse: {budget: [1 per 1s, 2 per 1000ms]}
           |                             ^^^^^^^^^^^^
          ::: rules.yaml:6:19   first said here

        error[R005]: upstream `lse` has no `budget`
          --> rules.yaml:7:3
           |
         7 |   lse: {when-exhausted: stale}
           |   ^^^
           = help: say what the provider allows: `budget: 1200 per 1m`

        error[R008]: `0.5ms` is not a whole number of milliseconds
          --> rules.yaml:8:20
           |
         8 |   xetra: {budget: [1 per 0.5ms, 1 per 25h]}
           |                    ^^^^^^^^^^^

        error[R008]: `25h` is more than a day
          --> rules.yaml:8:33
           |
         8 |   xetra: {budget: [1 per 0.5ms, 1 per 25h]}
           |                                 ^^^^^^^^^
        """);
  }

  @Test
  void mistakesInABackOffAreToldWithTheirMend() {
    Reports.assertReport(
        """
        version: 1
        upstreams:
          binance: {back-off: {for: 10s}}
          kraken: {back-off: {on: []}}
          cme: {back-off: {on: TooManyRequests, for: 1m, at-most: 10s}}
          lse: {back-off: {on: [{clas: com.acme.Busy}, {}], retry-after: retryAfter}}
        rules:
          quotes: {method: com.acme.A#get}
        """,
        """
        error[R005]: `back-off` has no `on`
          --> rules.yaml:3:13
           |
         3 |   binance: {back-off: {for: 10s}}
           |             ^^^^^^^^
           = help: write `back-off: {on: [com.acme.TooManyRequests], for: 10s}`

        error[R008]: `on` is empty, so nothing stops a call
          --> rules.yaml:4:27
           |
         4 |   kraken: {back-off: {on: []}}
           |                           ^^
           = help: write `back-off: {on: [com.acme.TooManyRequests], for: 10s}`

        error[R008]: `TooManyRequests` is not the full name of a class
          --> rules.yaml:5:24
           |
         5 |   cme: {back-off: {on: TooManyRequests, for: 1m, at-most: 10s}}
           |                        ^^^^^^^^^^^^^^^
           = help: write it with its package, such as `com.acme.TooManyRequests`

        error[R015]: `at-most` is shorter than `for`
          --> rules.yaml:5:59
           |
         5 |   cme: {back-off: {on: TooManyRequests, for: 1m, at-most: 10s}}
           |                                                           ^^^

        error[R004]: unknown setting `clas` in `on` of upstream `lse`
          --> rules.yaml:6:26
           |
         6 |   lse: {back-off: {on: [{clas: com.acme.Busy}, {}], retry-after: retryAfter}}
           |                          ^^^^
           = help: did you mean `class`?

        error[R008]: an entry of `on` names no error
          --> rules.yaml:6:48
           |
         6 |   lse: {back-off: {on: [{clas: com.acme.Busy}, {}], retry-after: retryAfter}}
           |                                                ^^
           = help: write the name of a class, or `{class: com.acme.ApiException, error.statusCode: 429}`

        error[R014]: `retryAfter` does not start with `error`
          --> rules.yaml:6:66
           |
         6 |   lse: {back-off: {on: [{clas: com.acme.Busy}, {}], retry-after: retryAfter}}
           |                                                                  ^^^^^^^^^^
           = help: a path is `error`, then `.name` for each property to go through
        """);
  }

  @Test
  void aRuleMayGuardItsUpstreamAndNothingMore() {
    Rule guard = rule(", upstream: binance, weight: 5, mode: guard");

    assertThat(guard.mode()).isEqualTo(Mode.GUARD);
    assertThat(guard.weight()).isEqualTo(5);
  }

  @Test
  void whatItSaysOfACacheComesBackWithTheMode() {
    String rule = ", upstream: binance, symbol: arg0, invalidate-on: [{method: com.acme.B#put}]";
    RuleSet caching = read(file("{budget: 1200 per 1m}", rule));
    RuleSet guarding = caching.switched("quotes", Mode.GUARD);

    assertThat(Objects.requireNonNull(guarding.rule("quotes")).invalidateOn()).isEmpty();
    assertThat(guarding.bindsAs(caching)).isFalse();
    assertThat(guarding.switched("quotes", Mode.CACHE).meansAs(caching)).isTrue();
  }

  @Test
  void whatHasNoUseInAGuardIsTold() {
    Reports.assertReport(
        """
        version: 1
        upstreams: {binance: {budget: 20 per 1s}}
        rules:
          orders: {method: com.acme.A#place, mode: guard}
          bars: {method: com.acme.B#bars, mode: guard, upstream: binance, ttl: 5s, symbol: arg0}
        """,
        """
        error[R015]: rule `orders` has `mode: guard` and no `upstream`
          --> rules.yaml:4:3
           |
         4 |   orders: {method: com.acme.A#place, mode: guard}
           |   ^^^^^^
           = help: name the one whose budget its calls are to keep to, or leave the mode out

        warning[R019]: `ttl` has no effect with `mode: guard`
          --> rules.yaml:5:67
           |
         5 |   bars: {method: com.acme.B#bars, mode: guard, upstream: binance, ttl: 5s, symbol: arg0}
           |                                                                   ^^^

        warning[R019]: `symbol` has no effect with `mode: guard`
          --> rules.yaml:5:76
           |
         5 |   bars: {method: com.acme.B#bars, mode: guard, upstream: binance, ttl: 5s, symbol: arg0}
           |                                                                            ^^^^^^
        """);
  }

  @Test
  void mistakesOfARuleAreToldWithTheirMend() {
    Reports.assertReport(
        """
        version: 1
        upstreams:
          binance: {budget: 20 per 1s}
        rules:
          quotes: {method: com.acme.A#get, upstream: binanse}
          depth: {method: com.acme.B#get, upstream: cme}
          trades: {method: com.acme.C#get, upstream: binance, weight: 21}
          bars: {method: com.acme.D#get, weight: 2}
        """,
        """
        error[R008]: there is no upstream `binanse`
          --> rules.yaml:5:46
           |
         5 |   quotes: {method: com.acme.A#get, upstream: binanse}
           |                                              ^^^^^^^
           = help: did you mean `binance`?

        error[R008]: there is no upstream `cme`
          --> rules.yaml:6:45
           |
         6 |   depth: {method: com.acme.B#get, upstream: cme}
           |                                             ^^^
           = help: say it under `upstreams`, with its `budget`

        error[R015]: one call would weigh more than the whole budget of 20 of upstream `binance`
          --> rules.yaml:7:63
           |
         7 |   trades: {method: com.acme.C#get, upstream: binance, weight: 21}
           |                                                               ^^

        warning[R019]: `weight` has no effect without `upstream`
          --> rules.yaml:8:34
           |
         8 |   bars: {method: com.acme.D#get, weight: 2}
           |                                  ^^^^^^
        """);
  }
}
