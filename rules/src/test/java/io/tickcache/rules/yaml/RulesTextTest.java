package io.tickcache.rules.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickcache.rules.MethodPattern;
import io.tickcache.rules.Rule;
import io.tickcache.rules.RuleSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a rules file mentions, before anyone reads it. */
class RulesTextTest {
  private static final Environment ENVIRONMENT =
      new FixedEnvironment(
          Map.of("CLIENT", "com.acme.Client", "METHOD", "com.acme.Client#ask(String)"), Map.of());

  @TempDir private Path directory;

  private RulesText text(String text) throws IOException {
    return RulesText.of(
        Files.write(directory.resolve("rules.yaml"), text.getBytes(StandardCharsets.UTF_8))
            .toFile());
  }

  private @Nullable List<String> mentioned(String text) throws IOException {
    List<MethodPattern> methods = text(text).mentioned(ENVIRONMENT);
    if (methods == null) {
      return null;
    }
    List<String> texts = new ArrayList<>();
    for (MethodPattern method : methods) {
      texts.add(method.toString());
    }
    return texts;
  }

  @Test
  void methodsOfRulesAndInvalidationsAreMentioned() throws IOException {
    assertThat(
            mentioned(
                """
                version: 1
                rules:
                  quotes:
                    method: com.acme.Client$Inner#ask(String)
                    invalidate-on: [{method: "com.acme.**.*Orders#place"}, com.acme.A#b]
                """))
        .containsExactly("com.acme.Client$Inner#ask", "com.acme.**.*Orders#place", "com.acme.A#b");
  }

  @Test
  void commentsMentionNothingUnlessTheyNameOne() throws IOException {
    assertThat(mentioned("# all\nversion: 1 # one\n#rules: #\n## none")).isEmpty();
    assertThat(mentioned("# com.acme.Client#ask is meant")).containsExactly("com.acme.Client#ask");
  }

  @Test
  void aNameEndsWithItsLineHoweverThatEnds() throws IOException {
    for (String end : new String[] {"\n", "\r\n", "\u0085", "\u2028"}) {
      assertThat(mentioned("a: com.acme.Client#ask" + end + "#b" + end + "com.acme.Client#put"))
          .contains("com.acme.Client#ask", "com.acme.Client#put");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "method: com.acme.Client#ask(String)",
        "method: 'com.acme.Client#ask(String)'",
        "method: >-\n      com.acme.Client#ask(String)",
        "method: ${METHOD}",
        "method: ${CLIENT}#ask(String)",
        "method: com.acme.${NOT_SET:-Client}#ask(String)",
        "{'method':com.acme.Client#ask(String)}",
        "? method\n    : com.acme.Client#ask(String)",
        "method: !!str com.acme.Client#ask(String)",
        "method: &it com.acme.Client#ask(String)",
      })
  void whatTheRulesMeanIsMentionedHoweverItIsWritten(String rule) throws IOException {
    String file = "version: 1\ndefaults: {ttl: 5s}\nrules:\n  quotes:\n    " + rule + "\n";

    RuleSet rules = text(file).read(ENVIRONMENT).rules();

    assertThat(rules).as(text(file).read(ENVIRONMENT).render()).isNotNull();
    assertThat(rules.rules()).hasSize(1);
    assertThat(mentioned(file)).containsExactly("com.acme.Client#ask");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "method: \"com.acme.Client\\x23ask(String)\"",
        "method: \"com.acme.\\\n      Client#ask(String)\"",
        "method: ${NOT_SET}",
        "method: com.acme.Client#ask(String) # ${",
        "method: ${file:/there/is/none}",
      })
  void whereOnlyTheRulesCanTellNothingIsSaid(String rule) throws IOException {
    assertThat(mentioned("version: 1\nrules:\n  quotes:\n    " + rule + "\n")).isNull();
  }

  @Test
  void whatIsNoPatternIsLeftToTheReader() throws IOException {
    assertThat(mentioned("method: 1com.Client#ask\nother: com..Client#ask\nthird: A#1")).isEmpty();
  }

  @Test
  void aFileThatCannotBeHadMentionsNothingAndSaysWhyWhenItIsRead() {
    RulesText absent = RulesText.of(directory.resolve("absent.yaml").toFile());

    assertThat(absent.mentioned(ENVIRONMENT)).isNull();
    assertThat(absent.read(ENVIRONMENT).render()).contains("R001", "there is no such file");
  }

  @Test
  void whatIsReadIsTheFileAsItWas() throws IOException {
    RulesText text = text("version: 1\nrules:\n  a: {method: com.acme.A#a(String), ttl: 5s}\n");
    text("changed meanwhile");

    RuleSet rules = text.read(ENVIRONMENT).rules();

    assertThat(rules).isNotNull();
    assertThat(rules.rules()).extracting(Rule::name).containsExactly("a");
  }
}
