package io.tickcache.sample.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyTest {
  @TempDir private Path directory;

  @BeforeEach
  void writeFiles() throws IOException {
    for (String name : List.of("polite.yaml", "cache.yaml", "notes.txt")) {
      Files.createFile(directory.resolve(name));
    }
  }

  @Test
  void eachRulesFileIsAPolicyAndSoIsNone() throws DemoFailure {
    assertThat(Policy.find(directory, List.of()))
        .containsExactly(
            new Policy("none", null),
            new Policy("cache", directory.resolve("cache.yaml")),
            new Policy("polite", directory.resolve("polite.yaml")));
  }

  @Test
  void comesInTheOrderThatWasAskedFor() throws DemoFailure {
    assertThat(Policy.find(directory, List.of("polite", "none")))
        .extracting(Policy::name)
        .containsExactly("polite", "none");
  }

  @Test
  void namesThoseThereAre() {
    assertThatThrownBy(() -> Policy.find(directory, List.of("rude")))
        .isInstanceOf(DemoFailure.class)
        .hasMessage("no policy rude; there are none, cache, polite");
  }
}
