package io.tickcache.sample.exchange.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitTest {
  @Test
  void readsWhatItWrites() {
    String text =
        "20 per 1s, 1200 per 1m, 5 per 100ms sliding, 10 per 1s burst 15, 1 per 2h counter 20";

    assertThat(Limit.parseAll(text)).extracting(Limit::toString).containsExactly(text.split(", "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "20", "20 per s", "20 per 1d", "0 per 1s", "1 per 0s", "1 per 1s burst 0"})
  void refusesWhatIsNoLimit(String text) {
    assertThatThrownBy(() -> Limit.parseAll(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"binance", "coinbase", "finnhub", "kraken"})
  void profilesHaveNames(String name) {
    assertThat(LimitProfile.isName(name)).isTrue();
    assertThat(LimitProfile.named(name).limits()).isNotEmpty();
  }

  @Test
  void aBatchAtBinanceWeighsByItsSymbols() {
    Weights weights = LimitProfile.named("binance").weights();

    assertThat(List.of(1, 20, 21, 100, 101))
        .extracting(weights.batch()::applyAsInt)
        .containsExactly(1, 1, 20, 20, 40);
  }
}
