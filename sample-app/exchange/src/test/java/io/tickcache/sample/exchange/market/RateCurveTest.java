package io.tickcache.sample.exchange.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RateCurveTest {
  private final RateCurve curve = new RateCurve(Map.of(0.0, 2.0, 10.0, 0.5, 30.0, 0.0));

  @Test
  void theRateIsThatOfTheLastStep() {
    assertThat(List.of(-1.0, 0.0, 9.9, 10.0, 29.0, 30.0, 1e9))
        .extracting(curve::rateAt)
        .containsExactly(0.0, 2.0, 2.0, 0.5, 0.5, 0.0, 0.0);
  }

  @Test
  void addsTheRateUpAcrossSteps() {
    assertThat(curve.timeOf(4, 0)).isEqualTo(2);
    assertThat(curve.timeOf(20, 0)).isEqualTo(10);
    assertThat(curve.timeOf(25, 0)).isEqualTo(20);
    assertThat(curve.timeOf(3, 9)).isEqualTo(12);
  }

  @Test
  void whatTheCurveNeverReachesHasNoTime() {
    assertThat(curve.timeOf(30.5, 0)).isInfinite();
    assertThat(curve.timeOf(1, 40)).isInfinite();
  }
}
