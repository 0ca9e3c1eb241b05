package io.tickcache.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is JSON and what is not. */
class JsonReaderTest {

  @Test
  void everyKindOfValueIsRead() {
    assertThat(
            JsonReader.read(
                " {\"a\": [1, -2.5e3, 0, true, false, null],\n\t\"b\": {}, \"c\":[] , \"\":\"x\"} \r\n"))
        .isEqualTo(
            Map.of(
                "a",
                Arrays.asList(1.0, -2500.0, 0.0, true, false, null),
                "b",
                Map.of(),
                "c",
                List.of(),
                "",
                "x"));
  }

  @Test
  void textsKeepTheirEscapes() {
    assertThat(JsonReader.read("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e4\\uD83D\\ude00 é\""))
        .isEqualTo("\"\\/\b\f\n\r\tä\uD83D\uDE00 é");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{a:1}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":1,\"a\":2}",
        "[1,]",
        "[1 2]",
        "[,1]",
        "01",
        "1.",
        ".5",
        "+1",
        "1e",
        "NaN",
        "tru",
        "nul",
        "True",
        "\"a",
        "\"\\x\"",
        "\"\\u12g4\"",
        "\"\\u12",
        "\"\n\"",
        "'a'",
        "1 2",
        "{} {}",
        "// c\n1",
        "<html>"
      })
  void whatIsNoJsonIsRefused(String text) {
    assertThatThrownBy(() -> JsonReader.read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("no JSON: ");
  }

  @Test
  void depthIsLimited() {
    assertThat(JsonReader.read("[".repeat(30) + "]".repeat(30))).isInstanceOf(List.class);
    assertThatThrownBy(() -> JsonReader.read("[".repeat(100_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nested too deep");
  }

  @Test
  void whatIsMissingIsEmpty() {
    JsonObject object =
        JsonObject.parse("{\"a\":1,\"n\":null,\"t\":\"x\",\"l\":[\"y\",{\"z\":2}]}");

    assertThat(object.number("a")).isEqualTo(1);
    assertThat(object.number("b")).isNaN();
    assertThat(object.count("b")).isZero();
    assertThat(object.has("n")).isFalse();
    assertThat(object.text("a")).isEmpty();
    assertThat(object.text("t")).isEqualTo("x");
    assertThat(object.object("q").object("r").texts("s")).isEmpty();
    assertThat(object.objects("l")).extracting(one -> one.count("z")).containsExactly(0L, 2L);
    assertThatThrownBy(() -> JsonObject.parse("[]")).isInstanceOf(IllegalArgumentException.class);
  }
}
