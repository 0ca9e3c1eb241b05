package io.tickcache.rules.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is said of mistakes in a rule's {@code callback}, word for word. */
class CallbackDiagnosticsTest {

  private static void assertReport(String settings, String report) {
    String file = "version: 1\nrules:\n  quotes:\n    method: com.acme.A#get\n" + settings;
    assertThat(RulesFile.read("rules.yaml", file, FixedEnvironment.EMPTY).render())
        .isEqualTo(report);
  }

  @Test
  void itNamesTheArgumentAndTheMethodOfSuccess() {
    assertReport(
        "    callback: {value: 1}\n",
        """
        error[R005]: `callback` has no `arg`
          --> rules.yaml:5:15
           |
         5 |     callback: {value: 1}
           |               ^^^^^^^^^^
           = help: add one, such as `arg: arg1`

        error[R005]: `callback` has no `success`
          --> rules.yaml:5:15
           |
         5 |     callback: {value: 1}
           |               ^^^^^^^^^^
           = help: add one, such as `success: onSuccess`
        """);
  }

  @Test
  void eachPartIsWhatItSays() {
    assertReport(
        """
            callback:
              arg: this
              success: onSuccess(Quote)
              value: first
              failure: 2nd
              executor: pool
        """,
        """
        error[R014]: `this` is not an argument
          --> rules.yaml:6:12
           |
         6 |       arg: this
           |            ^^^^
           = help: name the argument that is the callback, such as `arg1`

        error[R008]: `onSuccess(Quote)` is not the name of a method
          --> rules.yaml:7:16
           |
         7 |       success: onSuccess(Quote)
           |                ^^^^^^^^^^^^^^^^
           = help: write the name alone, such as `onSuccess`

        error[R008]: `first` is not a whole number
          --> rules.yaml:8:14
           |
         8 |       value: first
           |              ^^^^^

        error[R008]: `2nd` is not the name of a method
          --> rules.yaml:9:16
           |
         9 |       failure: 2nd
           |                ^^^
           = help: write the name alone, such as `onSuccess`

        error[R014]: `pool` does not start with an argument or `this`
          --> rules.yaml:10:17
           |
        10 |       executor: pool
           |                 ^^^^
           = help: a path is `arg0` or `this`, then `.name` for each property to go through
        """);
  }

  @Test
  void successIsNotFailure() {
    assertReport(
        "    callback: {arg: arg1, success: done, failure: done}\n",
        """
        error[R015]: `success` and `failure` are the same method
          --> rules.yaml:5:51
           |
         5 |     callback: {arg: arg1, success: done, failure: done}
           |                                                   ^^^^
          ::: rules.yaml:5:36   first said here
        """);
  }

  @Test
  void theCallbackIsNoPartOfTheKey() {
    assertReport(
        """
            symbol: arg0
            key: [arg1.id]
            ignore: [arg1]
            callback: {arg: arg1, success: done}
        """,
        """
        error[R015]: `arg1.id` in `key` is the callback
          --> rules.yaml:6:11
           |
         6 |     key: [arg1.id]
           |           ^^^^^^^
          ::: rules.yaml:8:15   said here
           = help: leave it out: a callback is never part of the key

        error[R015]: `arg1` in `ignore` is the callback
          --> rules.yaml:7:14
           |
         7 |     ignore: [arg1]
           |              ^^^^
          ::: rules.yaml:8:15   said here
           = help: leave it out: a callback is never part of the key
        """);
  }

  @Test
  void manySymbolsByCallbackAreForLater() {
    assertReport(
        """
            symbols: arg0
            callback: {arg: arg1, success: done}
        """,
        """
        error[R009]: a `callback` with `symbols` is not supported yet
          --> rules.yaml:6:5
           |
         6 |     callback: {arg: arg1, success: done}
           |     ^^^^^^^^
          ::: rules.yaml:5:5   these are said here
        """);
  }

  @Test
  void answersByCallbackAreNotVerifiedYet() {
    assertReport(
        """
            callback: {arg: arg1, success: done}
            verify: 1%
        """,
        """
        error[R009]: rule `quotes` has a `callback`, and `verify` is not supported yet there
          --> rules.yaml:5:5
           |
         5 |     callback: {arg: arg1, success: done}
           |     ^^^^^^^^
           = help: give this rule `verify: 0%`
        """);
  }

  @Test
  void aCallbackThatIsToldOfAFailureGetsNothingInItsPlaceYet() {
    assertReport(
        """
            callback: {arg: arg1, success: done}
            on-error: {serve-stale: 30s}
        """,
        """
        error[R009]: rule `quotes` has a `callback`, and `on-error` is not supported yet there
          --> rules.yaml:5:5
           |
         5 |     callback: {arg: arg1, success: done}
           |     ^^^^^^^^
           = help: give this rule `on-error: {serve-stale: 0}`
        """);
  }

  @Test
  void aRuleMayTakeBackWhatIsVerifiedElsewhere() {
    assertReport(
        """
            callback: {arg: arg1, success: done}
            verify: 0%
        defaults:
          verify: 1%
        """,
        "");
  }
}
