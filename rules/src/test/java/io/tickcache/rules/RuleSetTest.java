package io.tickcache.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RuleSetTest {

  private static final RuleSet RULES =
      RuleSet.of("test.yaml", "0123456789ab", null, List.of(rule("quotes"), rule("rates")))
          .writtenAs("the text");

  private static Rule rule(String name) {
    return Rule.builder(name).method(MethodPattern.parse("com.acme.Client#" + name)).build();
  }

  @Test
  void aSwitchedRuleIsInItsModeAndTheFileIsStillKnown() {
    RuleSet switched = RULES.switched("rates", Mode.OBSERVE);

    assertThat(switched.rules()).containsExactly(rule("quotes"), rule("rates").in(Mode.OBSERVE));
    assertThat(switched.written()).containsOnlyKeys("rates").containsValue(Mode.CACHE);
    assertThat(switched.text()).isEqualTo("the text");
    assertThat(switched)
        .hasToString("test.yaml: 2 rules, digest 0123456789ab, `rates` switched to observe");
    assertThat(RULES.rules()).containsExactly(rule("quotes"), rule("rates"));
  }

  @Test
  void backInItsModeARuleIsSwitchedNoMore() {
    RuleSet back =
        RULES
            .switched("rates", Mode.OBSERVE)
            .switched("rates", Mode.OFF)
            .switched("rates", Mode.CACHE);

    assertThat(back.written()).isEmpty();
    assertThat(back.rules()).isEqualTo(RULES.rules());
    assertThat(back).hasToString("test.yaml: 2 rules, digest 0123456789ab");
  }

  @Test
  void onlyRulesThatThereAreCanBeSwitched() {
    assertThatThrownBy(() -> RULES.switched("qoutes", Mode.OFF))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no rule `qoutes`");
  }
}
