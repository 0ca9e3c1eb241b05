package io.tickcache.rules.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The text of a file is shown without its secrets, however they are written. */
class SecretsTest {

  private static final String RULES =
      "rules:\n  quotes:\n    method: com.acme.Client#quote(String)\n";

  private static String shown(String redis) {
    String text = "version: 1\nredis:\n" + redis + RULES;
    Outcome outcome =
        RulesFile.read(
            "r.yaml", text, new FixedEnvironment(Map.of("PW", "hunter2", "U", "x"), Map.of()));
    assertThat(outcome.rules()).as(outcome.render()).isNotNull();
    String shown = outcome.rules().text();
    assertThat(shown.lines().count()).isEqualTo(text.lines().count());
    assertThat(shown).startsWith("version: 1\nredis:\n").endsWith(RULES);
    return shown;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "  uri: redis://h:1\n  password: hunter2\n",
        "  uri: redis://h:1\n  \"pass\\x77ord\": hunter2\n",
        "  uri: redis://h:1\n  password:\n    hunter2\n",
        "  uri: redis://h:1\n  password: |-\n    hunter2\n",
        "  uri: redis://h:1\n  password: \"hunter2\"  # not hunter2\n",
        "  uri: redis://h:1\n  username: &u hunter2\n  password: *u\n",
        "  uri: redis://h:1\n  ? password\n  : hunter2\n",
        "  {uri: \"redis://h:1\", password: hunter2}\n",
        "  uri: redis://h:1\n  password: ${NONE:-hunter2}\n",
        "  uri: redis://h:1\n  password: ${PW}hunter2\n",
        "  uri: redis://:hunter2@h:1\n",
        "  uri: \"redis:\\x2f/:hunter2\\x40h:1\"\n",
        "  uri: redis://h:1\n  # password: hunter2\n",
        "  uri: redis://h:1\n  username: 😀\n  password: hunter2\n"
      })
  void noSecretIsShown(String redis) {
    assertThat(shown(redis)).doesNotContain("hunter2");
  }

  @Test
  void referencesAndAllElseStayAsTheyAreWritten() {
    String redis =
        """
          uri: redis://${U}:1  # a comment
          password: "${PW}"
          username: trader
          namespace: prod
        """;
    assertThat(shown(redis)).isEqualTo("version: 1\nredis:\n" + redis + RULES);
  }
}
