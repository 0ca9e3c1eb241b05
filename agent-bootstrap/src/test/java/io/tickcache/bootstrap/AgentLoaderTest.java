package io.tickcache.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentLoaderTest {

  @ParameterizedTest
  @CsvSource({"1.8, 8", "9, 9", "11, 11", "17, 17", "25, 25"})
  void theJavaVersionIsReadFromOldAndNewSpecifications(String specification, int version) {
    assertThat(AgentLoader.javaVersion(specification)).isEqualTo(version);
  }

  @Test
  void aJvmAsksTheNewestLevelThatItCanTakeFirst() {
    assertThat(AgentLoader.levelsFor(8)).containsExactly("java8");
    assertThat(AgentLoader.levelsFor(11)).containsExactly("java11", "java8");
    assertThat(AgentLoader.levelsFor(25)).containsExactly("java17", "java11", "java8");
  }
}
