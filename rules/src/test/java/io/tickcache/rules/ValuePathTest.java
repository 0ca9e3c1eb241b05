package io.tickcache.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuePathTest {
  @Test
  void aPathLeadsFromAnArgumentThroughItsProperties() {
    ValuePath path = ValuePath.parse("arg12.request.symbol");

    assertThat(path.root()).isEqualTo(ValuePath.Root.ARGUMENT);
    assertThat(path.argument()).isEqualTo(12);
    assertThat(path.steps()).containsExactly("request", "symbol");
    assertThat(path).hasToString("arg12.request.symbol");
  }

  @Test
  void theReceiverAndTheAnswerAreNoArguments() {
    assertThat(ValuePath.parse("this.baseUrl").root()).isEqualTo(ValuePath.Root.THIS);
    assertThat(ValuePath.parse("return").root()).isEqualTo(ValuePath.Root.RETURN);
    assertThat(ValuePath.parse("this.baseUrl").argument()).isEqualTo(-1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''         | `` does not start with an argument, `this` or `return`",
        "symbol     | `symbol` does not start with an argument, `this` or `return`",
        "arg        | `arg` does not start with an argument, `this` or `return`",
        "arg01      | `arg01` does not start with an argument, `this` or `return`",
        "arg255     | `arg255` does not start with an argument, `this` or `return`",
        "arg0..x    | `arg0..x` has a dot without a name behind it",
        "arg0.      | `arg0.` has a dot without a name behind it",
        "arg0.get() | `get()` in `arg0.get()` is not a name",
      })
  void whatIsNoPathSaysWhy(String text, String why) {
    assertThatThrownBy(() -> ValuePath.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(why);
  }

  @ParameterizedTest
  @CsvSource({
    "arg0,   arg0,     true",
    "arg0,   arg0.a,   true",
    "arg0.a, arg0.a.b, true",
    "arg0.a, arg0,     false",
    "arg0.a, arg0.b,   false",
    "arg0,   arg1.a,   false",
    "this,   arg0,     false",
  })
  void aPathCoversWhatLeadsFurther(String outer, String inner, boolean covers) {
    assertThat(ValuePath.parse(outer).covers(ValuePath.parse(inner))).isEqualTo(covers);
  }
}
