package io.tickcache.rules.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigestTest {

  /** The 64-bit hashes are those of the algorithm's authors: cbf29ce484222325, af63dc4c8601ec8c. */
  @ParameterizedTest
  @CsvSource({"'', 9ce48422e8d7", "a, dc4c860143ef"})
  void itIsTheFoldedHash(String text, String digest) {
    assertThat(Digest.of(text)).isEqualTo(digest);
  }

  @ParameterizedTest
  @CsvSource({"version: 1, version: 2", "ttl: 5s, ttl: 6s", "a b, b a"})
  void textsThatDifferHaveOthers(String one, String other) {
    assertThat(Digest.of(one)).hasSize(12).isNotEqualTo(Digest.of(other));
  }
}
