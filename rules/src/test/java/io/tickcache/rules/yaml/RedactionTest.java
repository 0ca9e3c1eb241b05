package io.tickcache.rules.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "  password: hunter2           | password: *******",
        "  password: hunter2, or 3     | password: ******** ** *",
        "  password: \"a, b}\"  # mine | password: *** ***  # mine",
        "  Pasword: 'x'                | Pasword: ***",
        "  \"password\": x             | \"password\": *",
        "  {password: x, timeout: 1s}  | {password: *, timeout: 1s}",
        "  {token: x}                  | {token: *}",
        "  password: ${REDIS_PASSWORD} | password: ${REDIS_PASSWORD}",
        "  password: \"${PASS}\" # mine | password: \"${PASS}\" # mine",
        "  password: ${PASS:-hunter2}  | password: ****************",
        "  password: ${PASS}hunter2    | password: **************",
        "  password: ${A} # password: x| password: ${A} # password: *",
        "  İ, password: hunter2        | İ, password: *******",
        "  uri: redis://${ME}:x@cache:1| uri: redis://*******@cache:1",
        "  uri: redis://${ME}:${PW}@c:1| uri: redis://${ME}:${PW}@c:1",
        "  uri: redis://me:x@cache:1   | uri: redis://****@cache:1",
        "  uri: redis://cache:1        | uri: redis://cache:1",
        "  timeout: 5s                 | timeout: 5s",
      })
  void whatLooksLikeASecretIsBlottedOut(String line, String shown) {
    assertThat(Redaction.of(line)).isEqualTo(shown);
  }

  @Test
  void aLineTooLongToBeLookedThroughIsNotShown() {
    assertThat(Redaction.of("x".repeat(5000))).isEmpty();
  }
}
