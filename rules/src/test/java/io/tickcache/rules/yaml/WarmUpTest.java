package io.tickcache.rules.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.rules.Rule;
import io.tickcache.rules.WarmUp;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Which symbols are to be ready at start, and what is said of mistakes in that. */
class WarmUpTest {

  private static final String FILE = "version: 1\nrules:\n  quotes:\n    method: com.acme.A#get\n";

  private static Rule read(String text) {
    Outcome outcome = RulesFile.read("rules.yaml", text, Environment.ofProcess());
    assertThat(outcome.render()).isEmpty();
    assertThat(RulesSchema.complaints(text)).isEmpty();
    return Objects.requireNonNull(Objects.requireNonNull(outcome.rules()).rule("quotes"));
  }

  private static WarmUp warm(String said) {
    return read(FILE + said).warm();
  }

  private static String complaint(String settings) {
    Outcome outcome = RulesFile.read("rules.yaml", FILE + settings, Environment.ofProcess());
    return outcome.render().lines().findFirst().orElse("");
  }

  @Test
  void symbolsAreListedInTheOrderInWhichTheyAreWanted() {
    assertThat(warm("    warm: [MSFT, AAPL, 7203, MSFT]\n"))
        .isEqualTo(WarmUp.of(List.of("MSFT", "AAPL", "7203")));
    assertThat(warm("")).isNull();
  }

  @Test
  void theyMayBeThoseThatTheNamespaceAsksForMost() {
    String redis = FILE.replace("rules:", "redis: {uri: 'redis://localhost'}\nrules:");

    assertThat(read(redis + "    warm: hot 500\n").warm()).isEqualTo(WarmUp.ofHottest(500));
    assertThat(complaint("    warm: hot 500\n"))
        .isEqualTo("warning[R019]: `warm: hot 500` has no effect without `redis`");
    assertThat(complaint("    warm: hot 5000\n"))
        .isEqualTo("error[R008]: `5000` is not between `1` and `4000`");
  }

  @Test
  void theyHaveTheLettersOfTheRule() {
    assertThat(warm("    symbol-case: upper\n    warm: [aapl, AAPL]\n"))
        .isEqualTo(WarmUp.of(List.of("AAPL")));
  }

  @Test
  void aRuleHasThemFromTheDefaultsAndMayRefuseThem() {
    String defaults = FILE.replace("rules:", "defaults: {warm: [AAPL]}\nrules:");

    assertThat(read(defaults).warm()).isEqualTo(WarmUp.of(List.of("AAPL")));
    assertThat(read(defaults + "    warm: off\n").warm()).isNull();
  }

  @Test
  void mistakesAreTold() {
    assertThat(complaint("    warm: []\n")).isEqualTo("error[R008]: `warm` names no symbol");
    assertThat(complaint("    warm: AAPL\n"))
        .isEqualTo("error[R008]: `AAPL` is no list of symbols");
    assertThat(complaint("    warm: [BTC*]\n"))
        .isEqualTo(
            "error[R008]: `BTC*` is a pattern, and only symbols themselves can be asked for");
    assertThat(complaint("    warm: {}\n")).startsWith("error[R006]: `warm` takes text");
  }

  @Test
  void whereTheAgentCanNotAskByItselfThatIsTold() {
    assertThat(complaint("    receiver: instance\n    warm: [AAPL]\n"))
        .isEqualTo("warning[R019]: `warm` has no effect with `receiver: instance`");
    assertThat(complaint("    callback: {arg: arg1, success: done, value: 0}\n    warm: [AAPL]\n"))
        .isEqualTo("warning[R019]: `warm` has no effect with `callback`");
  }

  @Test
  void theRulesOfACacheHaveTheSame() {
    assertThat(
            complaint(
                """
                    warm: [AAPL]
                  batch: {method: com.acme.A#all, symbols: arg0, cache: quotes, warm: [IBM]}
                """))
        .isEqualTo("error[R015]: `warm` is not what rule `quotes` says, whose cache this is");
  }
}
