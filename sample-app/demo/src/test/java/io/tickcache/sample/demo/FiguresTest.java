package io.tickcache.sample.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 ns",
    "999, 999 ns",
    "1000, 1.00 us",
    "13_371, 13.4 us",
    "999_999, 1000 us",
    "13_500_000, 13.5 ms",
    "162_475_733, 162 ms",
    "2_000_000_000, 2.00 s"
  })
  void durationsHaveTheUnitThatSuits(String nanos, String text) {
    assertThat(Figures.nanos(Long.parseLong(nanos.replace("_", "")))).isEqualTo(text);
  }

  @Test
  void whatNobodyCountedIsNotAvailable() {
    assertThat(Figures.count(null)).isEqualTo("n/a");
    assertThat(Figures.percent(Figures.share(null, 5L))).isEqualTo("n/a");
    assertThat(Figures.percent(Figures.share(5L, 0L))).isEqualTo("n/a");
    assertThat(Figures.change(Figures.fewer(0, 5))).isEqualTo("n/a");
  }

  @Test
  void aChangeHasASign() {
    assertThat(Figures.change(Figures.fewer(200, 1))).isEqualTo("-99.5 %");
    assertThat(Figures.change(Figures.fewer(100, 103))).isEqualTo("+3.0 %");
  }
}
