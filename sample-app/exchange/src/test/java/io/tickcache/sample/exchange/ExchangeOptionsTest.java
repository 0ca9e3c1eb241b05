package io.tickcache.sample.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickcache.sample.exchange.limit.LimitProfile;
import io.tickcache.sample.exchange.market.SteadyPace;
import io.tickcache.sample.exchange.market.TradingDay;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ExchangeOptionsTest {
  @Test
  void everythingHasADefault() {
    ExchangeOptions options = ExchangeOptions.parse();

    assertThat(options.limit())
        .isEqualTo(
            LimitProfile.written(
                "600 per 10s", 100, Duration.ofSeconds(2), Duration.ofSeconds(60)));
    assertThat(options.pace()).isEqualTo(new SteadyPace(42));
    assertThat(options.hosts()).isEqualTo(1);
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

  @Test
  void limitsHaveANameOrAreWrittenOut() {
    assertThat(ExchangeOptions.parse("--limit", "binance").limit())
        .isEqualTo(LimitProfile.named("binance"));
    assertThat(ExchangeOptions.parse("--limit", "20 per 1s, 1200 per 1m").limit().limits())
        .extracting(Object::toString)
        .containsExactly("20 per 1s", "1200 per 1m");
    assertThatThrownBy(() -> ExchangeOptions.parse("--limit", "nasdaq"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("no limit: `nasdaq`;");
    assertThatThrownBy(() -> ExchangeOptions.parse("--limit", "kraken", "--ban", "3"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aDayHasASpeed() {
    ExchangeOptions options = ExchangeOptions.parse("--day-speed", "60", "--seed", "7");

    assertThat(options.pace()).isEqualTo(new TradingDay(7, 60));
    assertThatThrownBy(() -> ExchangeOptions.parse("--day-speed", "0"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
