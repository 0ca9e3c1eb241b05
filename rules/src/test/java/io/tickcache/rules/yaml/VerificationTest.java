package io.tickcache.rules.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.rules.Rule;
import io.tickcache.rules.Verification;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** How many answers are held against the upstream, and what is said of mistakes in that. */
class VerificationTest {

  private static String file(String verify) {
    return "version: 1\nrules:\n  quotes:\n    method: com.acme.A#get\n    verify: "
        + verify
        + "\n";
  }

  private static Rule read(String text) {
    Outcome outcome = RulesFile.read("rules.yaml", text, Environment.ofProcess());
    assertThat(outcome.render()).isEmpty();
    assertThat(RulesSchema.complaints(text)).isEmpty();
    return Objects.requireNonNull(Objects.requireNonNull(outcome.rules()).rule("quotes"));
  }

  @Test
  void aShareMayHaveALimit() {
    assertThat(read(file("0.1%")).verify()).isEqualTo(new Verification(0.1, null));
    assertThat(read(file("{share: 5%, limit: 20%}")).verify()).isEqualTo(new Verification(5, 20.0));
    assertThat(read(file("5%")).verify().share()).isEqualTo(0.05);
  }

  @Test
  void nothingIsVerifiedUnlessItIsSaid() {
    assertThat(read(file("0%")).verify()).isNull();
    assertThat(read("version: 1\nrules: {quotes: {method: com.acme.A#get}}\n").verify()).isNull();
  }

  @Test
  void aRuleHasItFromTheDefaultsAndMayRefuseIt() {
    String defaults = "version: 1\ndefaults: {verify: 1%}\nrules:\n  quotes: ";

    assertThat(read(defaults + "{method: com.acme.A#get}\n").verify())
        .isEqualTo(new Verification(1, null));
    assertThat(read(defaults + "{method: com.acme.A#get, verify: 0%}\n").verify()).isNull();
  }

  @Test
  void anotherShareBindsAlikeButNoneDoesNot() {
    assertThat(read(file("5%")).bindsAs(read(file("{share: 6%, limit: 1%}")))).isTrue();
    assertThat(read(file("5%"))).isNotEqualTo(read(file("6%")));
    assertThat(read(file("5%")).bindsAs(read(file("0%")))).isFalse();
  }

  @Test
  void mistakesAreToldWithTheirMend() {
    Reports.assertReport(
        file("often"),
        """
        error[R008]: `often` is not a percentage
          --> rules.yaml:5:13
           |
         5 |     verify: often
           |             ^^^^^
           = help: write a number and `%`, such as `5%`
        """);
    Reports.assertReport(
        file("{limit: 5%}"),
        """
        error[R005]: `verify` has no `share`
          --> rules.yaml:5:5
           |
         5 |     verify: {limit: 5%}
           |     ^^^^^^
           = help: write `verify: {share: 0.1%, limit: 20%}`
        """);
    Reports.assertReport(
        file("{share: 101%, limits: 5%}"),
        """
        error[R008]: `101%` is not between `0%` and `100%`
          --> rules.yaml:5:21
           |
         5 |     verify: {share: 101%, limits: 5%}
           |                     ^^^^

        error[R004]: unknown setting `limits` in `verify`
          --> rules.yaml:5:27
           |
         5 |     verify: {share: 101%, limits: 5%}
           |                           ^^^^^^
           = help: did you mean `limit`?
        """);
  }
}
