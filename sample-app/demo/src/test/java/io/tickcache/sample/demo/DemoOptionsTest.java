package io.tickcache.sample.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoOptionsTest {
  @Test
  void readsTheCommandLine() {
    DemoOptions options =
        DemoOptions.parse("--home", "/repo", "--no-redis", "--json", "f.json", "--seconds", "5");

    assertThat(options)
        .isEqualTo(
            new DemoOptions(Path.of("/repo"), null, Path.of("f.json"), 5, false, false, false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--fast", "--json", "--seconds"})
  void refusesWhatItDoesNotKnow(String option) {
    assertThatThrownBy(() -> DemoOptions.parse(option))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(option);
  }

  @Test
  void refusesSecondsThatAreNone() {
    assertThatThrownBy(() -> DemoOptions.parse("--seconds", "0"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tickcache-agent-0.1.0-sources.jar", "tickcache-agent-0.1.0-tests.jar"})
  void whatGoesWithTheAgentIsNotTheAgent(String fileName) {
    assertThat(Installation.isAgent(fileName)).isFalse();
    assertThat(Installation.isAgent("tickcache-agent-0.1.0-SNAPSHOT.jar")).isTrue();
  }
}
