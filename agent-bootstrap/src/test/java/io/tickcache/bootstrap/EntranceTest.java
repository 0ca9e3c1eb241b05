package io.tickcache.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntranceTest {

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "1.6", "1.7"})
  void javaBefore8IsTooOld(String version) {
    assertThat(Entrance.isTooOld(version)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.8", "9", "11", "17", "25", "100"})
  void java8AndNewerAreNot(String version) {
    assertThat(Entrance.isTooOld(version)).isFalse();
  }
}
