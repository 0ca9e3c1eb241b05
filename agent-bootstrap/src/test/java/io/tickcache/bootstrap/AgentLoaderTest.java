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
    assertThat(AgentLoader.foldersFor(8)).containsExactly("tickcache/java8/");
    assertThat(AgentLoader.foldersFor(11)).containsExactly("tickcache/java11/", "tickcache/java8/");
    assertThat(AgentLoader.foldersFor(25))
        .containsExactly("tickcache/java17/", "tickcache/java11/", "tickcache/java8/");
  }
}
