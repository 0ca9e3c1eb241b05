package io.tickcache.sample.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ExchangeOptionsTest {
  @Test
  void everythingHasADefault() {
    ExchangeOptions options = ExchangeOptions.parse();

    assertThat(options.limit().weight()).isEqualTo(600);
    assertThat(options.limit().window()).isEqualTo(Duration.ofSeconds(10));
    assertThat(options.minLatencyMillis()).isEqualTo(10);
    assertThat(options.maxLatencyMillis()).isEqualTo(15);
    assertThat(options.exitWithParent()).isFalse();
  }

  @Test
  void aSingleLatencyIsConstant() {
    ExchangeOptions options = ExchangeOptions.parse("--latency", "3", "--exit-with-parent");

    assertThat(options.minLatencyMillis()).isEqualTo(3);
    assertThat(options.maxLatencyMillis()).isEqualTo(3);
    assertThat(options.exitWithParent()).isTrue();
  }

  @Test
  void unknownAndUnfinishedOptionsAreRefused() {
    assertThatThrownBy(() -> ExchangeOptions.parse("--lag", "3"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ExchangeOptions.parse("--port"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
