package io.tickcache.sample.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TruthTest {
  @TempDir private Path directory;

  private final Truth truth =
      new Truth(Map.of("A", Truth.parse("{\"symbol\":\"A\",\"since\":[100,200,200,300]}")));

  @Test
  void aSequenceIsStaleFromTheMomentOfTheNext() {
    assertThat(truth.isStale("A", 1, 199)).isFalse();
    assertThat(truth.isStale("A", 1, 200)).isTrue();
    assertThat(truth.isStale("A", 2, 200)).isTrue();
    assertThat(truth.isStale("A", 3, 299)).isFalse();
    assertThat(truth.isStale("A", 3, 300)).isTrue();
    assertThat(truth.isStale("A", 4, 1_000_000)).isFalse();
  }

  @Test
  void knowsOnlyWhatItWasTold() {
    assertThatThrownBy(() -> truth.isStale("B", 1, 0)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> Truth.parse("{\"error\":\"unknown symbol\"}"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void countsTheStaleAnswersOfATape() throws Exception {
    Path tape = Files.writeString(directory.resolve("tape"), "150 A 1\n250 A 1\n250 A 3\n");
    TapeFigures figures = TapeFigures.read(tape, truth);

    assertThat(figures).isEqualTo(new TapeFigures(3, 1));
    assertThat(figures.plus(new TapeFigures(2, 2))).isEqualTo(new TapeFigures(5, 3));
  }
}
