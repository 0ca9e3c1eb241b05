package io.tickcache.sample.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayOptionsTest {
  @Test
  void everythingHasADefault() {
    ReplayOptions options = ReplayOptions.parse();

    assertThat(options.policies()).isEmpty();
    assertThat(options.limit()).isEqualTo("binance");
    assertThat(options.seconds()).isEqualTo(60);
    assertThat(options.symbols()).hasSize(20).startsWith("SYM1", "SYM2");
    assertThat(options.live()).isFalse();
  }

  @Test
  void takesPoliciesByName() {
    assertThat(ReplayOptions.parse("--policies", "none,cache").policies())
        .containsExactly("none", "cache");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--colour", "--seconds", "--seconds 0", "--hosts many"})
  void refusesWhatItCannotUse(String line) {
    assertThatThrownBy(() -> ReplayOptions.parse(line.split(" ", -1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
