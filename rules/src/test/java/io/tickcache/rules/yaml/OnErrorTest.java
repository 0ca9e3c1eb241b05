package io.tickcache.rules.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.rules.OnError;
import io.tickcache.rules.Rule;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** What callers get in place of a failure, and what is said of mistakes in that. */
class OnErrorTest {

  private static String file(String onError) {
    return "version: 1\nrules:\n  quotes:\n    method: com.acme.A#get\n    on-error: "
        + onError
        + "\n";
  }

  private static Rule read(String text) {
    Outcome outcome = RulesFile.read("rules.yaml", text, Environment.ofProcess());
    assertThat(outcome.render()).isEmpty();
    assertThat(RulesSchema.complaints(text)).isEmpty();
    return Objects.requireNonNull(Objects.requireNonNull(outcome.rules()).rule("quotes"));
  }

  @Test
  void aFailureIsPassedOnUnlessItIsSaid() {
    assertThat(read("version: 1\nrules: {quotes: {method: com.acme.A#get}}\n").onError()).isNull();
    assertThat(read(file("{serve-stale: 0}")).onError()).isNull();
  }

  @Test
  void anAnswerMayBeServedPastItsTime() {
    assertThat(read(file("{serve-stale: 30s, for: [java.io.IOException], hold-off: 3s}")).onError())
        .isEqualTo(
            new OnError(
                Duration.ofSeconds(30), List.of("java.io.IOException"), Duration.ofSeconds(3)));
    assertThat(read(file("{serve-stale: 30s}")).onError())
        .isEqualTo(new OnError(Duration.ofSeconds(30), List.of(), OnError.DEFAULT_HOLD_OFF));
    assertThat(read(file("{serve-stale: 1s}")).onError())
        .isEqualTo(new OnError(Duration.ofSeconds(1), List.of(), Duration.ofSeconds(1)));
  }

  @Test
  void aRuleHasItFromTheDefaultsAndMayRefuseIt() {
    String defaults =
        "version: 1\ndefaults: {on-error: {serve-stale: 9s}}\nrules:\n  quotes: {method: com.acme.A#get";

    assertThat(read(defaults + "}\n").onError())
        .isEqualTo(new OnError(Duration.ofSeconds(9), List.of(), OnError.DEFAULT_HOLD_OFF));
    assertThat(read(defaults + ", on-error: {serve-stale: 0}}\n").onError()).isNull();
  }

  @Test
  void anotherBoundBindsAlikeButNoneDoesNot() {
    Rule one = read(file("{serve-stale: 30s}"));

    assertThat(one.bindsAs(read(file("{serve-stale: 20s}")))).isTrue();
    assertThat(one).isNotEqualTo(read(file("{serve-stale: 20s}")));
    assertThat(one.bindsAs(read(file("{serve-stale: 0}")))).isFalse();
  }

  @Test
  void aFailureIsKnownByItsClassAndThoseAboveIt() {
    OnError some =
        new OnError(Duration.ofSeconds(1), List.of("java.io.IOException"), Duration.ZERO);

    assertThat(some.covers(new IOException())).isTrue();
    assertThat(some.covers(new SocketTimeoutException())).isTrue();
    assertThat(some.covers(new IllegalStateException(new IOException()))).isFalse();
  }

  @Test
  void whatABrokenPromiseHidesIsLookedAt() {
    OnError some =
        new OnError(Duration.ofSeconds(1), List.of("java.io.IOException"), Duration.ZERO);

    assertThat(some.covers(new CompletionException(new ExecutionException(new IOException()))))
        .isTrue();
    assertThat(some.covers(new CompletionException(null))).isFalse();
  }

  @Test
  void withoutClassesItIsForEveryFailure() {
    OnError all = new OnError(Duration.ofSeconds(1), List.of(), Duration.ZERO);

    assertThat(all.covers(new IllegalStateException())).isTrue();
  }

  @Test
  void rulesOfOneCacheSayTheSame() {
    Reports.assertReport(
        """
        version: 1
        rules:
          quotes:
            method: com.acme.A#get
            on-error: {serve-stale: 30s}
          more:
            method: com.acme.A#more
            cache: quotes
            on-error: {serve-stale: 20s}
        """,
        """
        error[R015]: `on-error` is not what rule `quotes` says, whose cache this is
          --> rules.yaml:9:15
           |
         9 |     on-error: {serve-stale: 20s}
           |               ^^^^^^^^^^^^^^^^^^
          ::: rules.yaml:8:12   the cache is said here
           = help: leave it out, or say it in rule `quotes`
        """);
  }

  @Test
  void mistakesAreToldWithTheirMend() {
    Reports.assertReport(
        file("stale"),
        """
        error[R006]: `on-error` takes settings, not text
          --> rules.yaml:5:15
           |
         5 |     on-error: stale
           |               ^^^^^
           = help: write `on-error: {serve-stale: 30s}`
        """);
    Reports.assertReport(
        file("{hold-off: 1s, for: []}"),
        """
        error[R005]: `on-error` has no `serve-stale`
          --> rules.yaml:5:5
           |
         5 |     on-error: {hold-off: 1s, for: []}
           |     ^^^^^^^^
           = help: write `on-error: {serve-stale: 30s}`

        error[R008]: `for` is empty, so `on-error` is for no failure
          --> rules.yaml:5:35
           |
         5 |     on-error: {hold-off: 1s, for: []}
           |                                   ^^
           = help: name the classes of exceptions, or leave it out for all
        """);
    Reports.assertReport(
        file("{serve-stale: 1s, for: [IOException], hold-off: 2s}"),
        """
        error[R008]: `IOException` is not the full name of a class
          --> rules.yaml:5:39
           |
         5 |     on-error: {serve-stale: 1s, for: [IOException], hold-off: 2s}
           |                                       ^^^^^^^^^^^
           = help: write it with its package, such as `com.acme.TooManyRequests`

        error[R015]: `hold-off` is longer than `serve-stale`
          --> rules.yaml:5:63
           |
         5 |     on-error: {serve-stale: 1s, for: [IOException], hold-off: 2s}
           |                                                               ^^
          ::: rules.yaml:5:29   `serve-stale` is said here
        """);
  }
}
